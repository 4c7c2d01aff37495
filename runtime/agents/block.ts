import { createHash } from "node:crypto";

/** Our lines in a user's file, between two marks. The first mark has a hash of them: lines that a person has edited are left alone. */
export interface Block {
  /** The comment syntax of the file: `["# ", ""]`. */
  readonly comment: readonly [open: string, close: string];
  readonly lines: readonly string[];
}

export type BlockState = "absent" | "present" | "older" | "changed";

export function findBlock(text: string, block: Block): BlockState {
  const found = matchBlock(text, block);
  if (found === undefined) return "absent";
  if (found.hash !== hash(found.body)) return "changed";
  return found.body === bodyOf(text, block) ? "present" : "older";
}

/** The text with the block at its end, after an empty line. Whether it ends with a line break stays as it was. */
export function addBlock(text: string | undefined, block: Block): string {
  const newline = text?.includes("\r\n") ? "\r\n" : "\n";
  const body = bodyOf(text ?? "", block);
  const [open, close] = block.comment;
  const made = [`${open}${BEGIN} ${hash(body)}${close}`, body, `${open}${END}${close}`].join(newline);
  if (text === undefined) return made + newline;
  return text.endsWith("\n") ? text + newline + made + newline : text + newline + newline + made;
}

/** The text before `addBlock`; undefined if there was no file. */
export function removeBlock(text: string, block: Block): string | undefined {
  const found = matchBlock(text, block);
  if (found === undefined) return text;
  const before = text.slice(0, found.start);
  const after = text.slice(found.end);
  if (before === "" && /^\r?\n$/.test(after)) return undefined;
  // An empty line before it, and what separates it from what follows, or from an end without a line end.
  return /^\r?\n/.test(after) ? before.replace(/\r?\n$/, "") + after.replace(/^\r?\n/, "") : before.replace(/(\r?\n){1,2}$/, "") + after;
}

/** Replaces an existing block. */
export function replaceBlock(text: string, block: Block): string {
  const { start, end } = matchBlock(text, block)!;
  const made = addBlock(text.includes("\r\n") ? "\r\n" : "", block).trim();
  return text.slice(0, start) + made + text.slice(end);
}

const BEGIN = "lago-loader: begin";
const END = "lago-loader: end";

function matchBlock(text: string, { comment: [open, close] }: Block): { start: number; end: number; hash: string; body: string } | undefined {
  const begin = `${open}${BEGIN} `;
  const start = text.indexOf(begin);
  const last = `${open}${END}${close}`;
  const end = start < 0 ? -1 : text.indexOf(last, start);
  if (end < 0) return undefined;
  const [first = "", ...lines] = text.slice(start, end).split(/\r?\n/);
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  return { start, end: end + last.length, hash: first.slice(begin.length, first.length - close.length), body: lines.slice(0, -1).join(newline) };
}

function bodyOf(text: string, { lines }: Block): string {
  return lines.join(text.includes("\r\n") ? "\r\n" : "\n");
}

function hash(body: string): string {
  return createHash("sha256").update(body.replaceAll("\r\n", "\n")).digest("hex").slice(0, 8);
}
