import { graphlib, layout } from "../../bundled/dagre.ts";
import { html, type Html } from "../html.ts";

/** A column of a table that refers to another table. */
export interface Edge {
  readonly from: string;
  readonly column: string;
  readonly to: string;
}

const HEIGHT = 26;

/** A diagram of a table and its related tables. Each box is a link. A diagram of all tables would be unreadable. */
export function drawNeighbours(name: string, edges: readonly Edge[], link: (table: string) => string | undefined): Html {
  const graph = new graphlib.Graph().setGraph({ rankdir: "LR", nodesep: 8, ranksep: 70, marginx: 4, marginy: 4 }).setDefaultEdgeLabel(() => ({}));
  for (const table of new Set([name, ...edges.flatMap(({ from, to }) => [from, to])])) graph.setNode(table, { width: 16 + table.length * 7.4, height: HEIGHT });
  for (const { from, to } of edges) if (from !== to) graph.setEdge(from, to);
  layout(graph);
  const { width = 100, height = 100 } = graph.graph() as { width?: number; height?: number };
  const lines = graph.edges().map((edge: Parameters<typeof graph.edge>[0]) => {
    const { points } = graph.edge(edge) as { points: { x: number; y: number }[] };
    return html`<path d="M${points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join("L")}" fill="none" stroke="var(--grey)" marker-end="url(#arrow)"></path>`;
  });
  const boxes = graph.nodes().map((table: string) => {
    const { x, y, width } = graph.node(table) as { x: number; y: number; width: number };
    const box = html`<rect x="${x - width / 2}" y="${y - HEIGHT / 2}" width="${width}" height="${HEIGHT}" rx="4" fill="var(--page)" stroke="${table === name ? "var(--link)" : "var(--grey)"}"></rect><text x="${x}" y="${y + 5}" text-anchor="middle" fill="var(--text)" font-size="13">${table}</text>`;
    return table === name ? box : html`<a href="${link(table)}" aria-label="${table}">${box}</a>`;
  });
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Picture of the tables around ${name}"><svg role="group" aria-label="${name} and the tables around it" width="${Math.ceil(width)}" height="${Math.ceil(height)}" viewBox="0 0 ${Math.ceil(width)} ${Math.ceil(height)}">
<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0,0L8,4L0,8z" fill="var(--grey)"></path></marker></defs>
${lines}${boxes}</svg></div>`;
}
