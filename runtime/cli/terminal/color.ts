import type { Environment } from "../../environment.ts";

/** The meaning of a colour. Only the eight colours of every terminal are used, so that its theme applies. */
export type Tone = "bad" | "doubtful" | "quiet";

const CODES: Readonly<Record<Tone, string>> = { bad: "31", doubtful: "33", quiet: "2" };

/** Whether to colour a stream: a terminal, unless NO_COLOR or TERM=dumb is set; with FORCE_COLOR, any stream. */
export function isColored(stream: { readonly isTTY?: boolean }, env: Environment = process.env): boolean {
  const { NO_COLOR: none, FORCE_COLOR: force, TERM: terminal } = env;
  if (none) return false;
  if (force !== undefined) return force !== "0" && force !== "false";
  return stream.isTTY === true && terminal !== "dumb";
}

/** Colours each line separately, since pagers reset colours at the end of a line. */
export function paint(text: string, tone: Tone | undefined, colored: boolean): string {
  return colored && tone ? text.replaceAll(/[^\n]+/g, (line) => `\u001b[${CODES[tone]}m${line}\u001b[0m`) : text;
}
