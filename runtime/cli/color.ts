/** What a colour says: of the eight that every terminal has, so that its own theme decides how they look. */
export type Tone = "bad" | "doubtful" | "quiet";

const CODES: Readonly<Record<Tone, string>> = { bad: "31", doubtful: "33", quiet: "2" };

/** Whether a stream takes colour: a terminal, unless NO_COLOR or TERM=dumb is set; and whatever it is, where FORCE_COLOR is. */
export function isColored(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv = process.env): boolean {
  const { NO_COLOR: none, FORCE_COLOR: force, TERM: terminal } = env;
  if (none) return false;
  if (force !== undefined) return force !== "0" && force !== "false";
  return stream.isTTY === true && terminal !== "dumb";
}

/** Colours each line of a text by itself, as a pager shows them. */
export function paint(text: string, tone: Tone | undefined, colored: boolean): string {
  return colored && tone ? text.replaceAll(/[^\n]+/g, (line) => `\u001b[${CODES[tone]}m${line}\u001b[0m`) : text;
}
