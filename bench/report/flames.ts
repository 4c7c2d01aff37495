import type { Frame, Profile } from "../profile.ts";

/**
 * What the threads of a load did, from the left by what took longest, from the top by what called what: as wide as the time that it took; an
 * SVG for light and dark pages. The database works outside these threads.
 */
export function drawFlames({ threads }: Profile): string {
  const scale = WIDTH / Math.max(...threads.map(({ root }) => root.seconds));
  const drawn: string[] = [];
  let bottom = 0;
  for (const { name, root } of threads) {
    const top = bottom + ROW;
    drawn.push(`  <text x="0" y="${top - 4}" fill="#808080">${name}, ${root.seconds.toFixed(1)} s</text>`);
    drawCalls(root, 0, top, DEEPEST);
    bottom += GAP;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${bottom}" font-family="system-ui, sans-serif" font-size="10">
${drawn.join("\n")}
</svg>
`;

  function drawCalls({ calls }: Frame, x: number, y: number, deeper: number): void {
    bottom = Math.max(bottom, y);
    if (deeper === 0) return;
    for (const frame of [...calls.values()].sort((left, right) => Number(isIdle(left)) - Number(isIdle(right)) || right.seconds - left.seconds)) {
      const width = frame.seconds * scale;
      if (width < NARROWEST) continue;
      drawn.push(drawFrame(frame, x, y, width));
      drawCalls(frame, x, y + ROW, deeper - 1);
      x += width;
    }
  }
}

const WIDTH = 960;
const ROW = 15;
const GAP = 12;
const DEEPEST = 16;
/** What is narrower, and all that it calls, is left out. */
const NARROWEST = 2;
const LETTER = 5.2;

function drawFrame(frame: Frame, x: number, y: number, width: number): string {
  const letters = Math.floor((width - 4) / LETTER);
  const name = escape(frame.name);
  const rect = `  <rect x="${x.toFixed(1)}" y="${y}" width="${(width - 0.5).toFixed(1)}" height="${ROW - 1}" fill="${colourOf(frame)}"><title>${name}: ${frame.seconds.toFixed(2)} s</title></rect>`;
  if (letters < 3) return rect;
  return `${rect}\n  <text x="${(x + 2).toFixed(1)}" y="${y + 11}" fill="#1b1f24">${escape(frame.name.slice(0, letters))}</text>`;
}

/** Of one's own code, of packages, of Node; what V8 does by itself, and waiting. */
const COLOURS: Record<Frame["origin"], string> = { loader: "#f0a35e", package: "#8fbf8f", node: "#9ab8d8" };

function colourOf(frame: Frame): string {
  const { name, origin } = frame;
  if (isIdle(frame)) return "#d8d8d8";
  return name === "(garbage collector)" ? "#d98c8c" : COLOURS[origin];
}

function isIdle({ name }: Frame): boolean {
  return name === "(idle)";
}

function escape(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
}
