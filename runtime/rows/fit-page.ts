import { isSurrogate, replaceEscapes } from "./fit.ts";
import type { Page } from "./page.ts";
import { readPage } from "./read-page.ts";
import type { Shape, TableShape } from "./shape.ts";

/** A page in the form that DuckDB takes: Lago's own bytes, patched only where something would be lost or does not fit. */
export interface FittedPage extends Page {
  readonly body: Buffer;
}

/** The member under which a record's `_extra` rides into the engine: the text of a JSON object. Generated SQL reads it. */
const EXTRA_KEY = "$extra";

export function fitPage(body: Buffer, shape: Shape): FittedPage {
  const patches: Patch[] = [];
  const read = readPage(body, shape, (table) => patchRecord(table, patches));
  const patched = patches.length > 0 ? applyPatches(body, patches) : body;
  const fitted = SURROGATE_ESCAPES.some((escape) => patched.includes(escape)) ? withoutLoneSurrogates(patched) : patched;
  return { ...read, size: fitted.length, body: fitted };
}

/** Looked for in the whole page, which is quick: one of them also in a value without a column makes DuckDB refuse the page. */
const SURROGATE_ESCAPES = ["\\ud", "\\uD"];

function withoutLoneSurrogates(body: Buffer): Buffer {
  return Buffer.from(replaceEscapes(body.toString("latin1"), (escape, code) => (isSurrogate(code) ? "\\ufffd" : escape)), "latin1");
}

interface Patch {
  readonly start: number;
  readonly end: number;
  /** In latin1, as the bytes around it. */
  readonly text: string;
}

function patchRecord({ record }: TableShape, patches: Patch[]): void {
  for (const { start, end, json } of record.corrections) patches.push({ start, end, text: json ?? "null" });
  if (record.extra === "") return;
  // First in the object, because DuckDB takes the first of two equal keys. There is always a member behind it: the one kept.
  const behindBrace = record.start + 1;
  patches.push({ start: behindBrace, end: behindBrace, text: `"${EXTRA_KEY}":${quote(`{${record.extra}}`)},` });
}

/**
 * DuckDB's JSON refuses half a surrogate pair even as an escape: there it becomes its own text, `\\ud83d`, which reads
 * back as a backslash and five characters.
 */
function quote(json: string): string {
  return JSON.stringify(json.includes("\\u") ? replaceEscapes(json, (escape, code) => (isSurrogate(code) ? `\\${escape}` : escape)) : json);
}

function applyPatches(body: Buffer, patches: Patch[]): Buffer {
  patches.sort((left, right) => left.start - right.start);
  let size = body.length;
  for (const { start, end, text } of patches) size += text.length - (end - start);
  const result = Buffer.allocUnsafe(size);
  let from = 0;
  let to = 0;
  for (const { start, end, text } of patches) {
    to += body.copy(result, to, from, start);
    to += result.write(text, to, "latin1");
    from = end;
  }
  body.copy(result, to, from);
  return result;
}
