import { isSurrogate, replaceEscapes } from "./fit.ts";

/**
 * DuckDB's JSON refuses half a surrogate pair even as an escape. So its backslash is escaped, `\\ud83d`, which reads back as a backslash
 * and five characters.
 */
export function toDuckDBJson(json: string): string {
  return json.includes("\\u") ? replaceEscapes(json, (escape, code) => (isSurrogate(code) ? `\\${escape}` : escape)) : json;
}

/** The reverse. Such a text for a whole surrogate pair was sent by Lago: only halves are written like this. */
export function fromDuckDBJson(json: string): string {
  return json.includes("\\\\u") ? json.replace(WRITTEN, (escape, half?: string) => half ?? escape) : json;
}

/** A whole pair of texts, one that stands for half a pair (captured without its first backslash), or any other escape. */
const WRITTEN = /\\\\u[dD][89abAB][0-9a-fA-F]{2}\\\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\(\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\./g;
