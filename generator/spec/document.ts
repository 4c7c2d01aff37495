import * as yaml from "js-yaml";
import { DocumentError } from "./document-error.ts";
import { childPath } from "./json-path.ts";
import { readSource } from "./source.ts";
import type { Document } from "./types.ts";
import { unifyDocument } from "./unify.ts";

/**
 * Reads an OpenAPI document from a YAML or JSON file, and writes it in one way. It is not validated here: `spec update` did
 * that when it wrote spec/openapi.yaml, and `generate` must stay quick.
 */
export async function readDocument(path: string): Promise<Document> {
  return unifyDocument(parseDocument(await readSource(path), path));
}

/** `source` is the origin of the text, for messages. */
export function parseDocument(text: string, source: string): Document {
  if (/^\s*<(!doctype|html|\?xml)/i.test(text)) {
    throw new DocumentError(`${source} is a web page, not an OpenAPI document. Use the address of the raw YAML or JSON file.`);
  }
  const parsed = parseYaml(text, source);
  refuseProto(parsed, source);
  const document = (typeof parsed === "object" && parsed !== null ? parsed : {}) as Partial<Document> & { swagger?: unknown };
  if (document.swagger !== undefined) {
    throw new DocumentError(`${source} is a Swagger ${String(document.swagger)} document. Convert it to OpenAPI 3 first.`);
  }
  if (!/^3\.[01]\.\d+/.test(String(document.openapi))) {
    const found = document.openapi === undefined ? 'no "openapi" at its top' : `"openapi: ${String(document.openapi)}"`;
    throw new DocumentError(`${source} is not an OpenAPI 3.0 or 3.1 document: it has ${found}.`);
  }
  if (typeof document.paths !== "object" || document.paths === null || Object.keys(document.paths).length === 0) {
    throw new DocumentError(`${source} has no "paths", so there is nothing to load. Is it the whole document?`);
  }
  for (const [path, item] of Object.entries(document.paths)) {
    if (typeof item !== "object" || item === null) throw new DocumentError(`${source} has nothing at the path ${path}. Is it the whole document?`);
  }
  return document as Document;
}

/** YAML that depends only on the spec: block style, no aliases, no folded lines. */
export function stringifyDocument(document: Document): string {
  return yaml.dump(document, { noRefs: true, lineWidth: -1 });
}

/**
 * YAML or JSON text as plain data. js-yaml because it reads Lago's document in 80 ms, the package `yaml` in 520;
 * its core schema because `2026-01-01` must stay a string, with the merge keys (`<<`) that YAML 1.1 has.
 */
export function parseYaml(text: string, source: string): unknown {
  try {
    const parsed = yaml.load(text, { schema: YAML });
    refuseUnwritable(parsed, source);
    return parsed;
  } catch (error) {
    if (!(error instanceof yaml.YAMLException)) throw error;
    // Not every error has a place: "expected a single document" has none.
    const mark = error.mark as typeof error.mark | undefined;
    const place = mark === undefined ? source : `${source}:${mark.line + 1}:${mark.column + 1}`;
    throw new DocumentError(`${place} is not valid YAML or JSON: ${error.reason}.`, { cause: error });
  }
}

// The package has `types`, which its declarations leave out.
const YAML = yaml.CORE_SCHEMA.extend({ implicit: [(yaml as unknown as { types: { merge: yaml.Type } }).types.merge] });

/** More than any spec has: Lago's has 60,000 nodes. */
const MOST_NODES = 2_000_000;

/**
 * An anchor may stand for what it is part of, so that the document has no end, or for so much that it nearly has none. An escape may
 * stand for half a character, which no UTF-8 can hold: written down it would be another name.
 */
function refuseUnwritable(root: unknown, source: string): void {
  const sizes = new Map<object, number>();
  const refuseHalves = (text: unknown, where: string) => {
    if (typeof text === "string" && /\p{Surrogate}/u.test(text)) throw new DocumentError(`${source} has half of a surrogate pair, which is no character, in ${where}.`);
  };
  const measure = (node: unknown, within: readonly object[], where: string): number => {
    refuseHalves(node, where);
    if (typeof node !== "object" || node === null) return 1;
    const known = sizes.get(node);
    if (known !== undefined) return known;
    if (within.includes(node)) throw new DocumentError(`${source} has an anchor that contains itself, at ${where}. Write a $ref instead.`);
    let size = 1;
    for (const [key, child] of Object.entries(node)) {
      if (!Array.isArray(node)) refuseHalves(key, `a name at ${where}`);
      size += measure(child, [...within, node], childPath(where, Array.isArray(node) ? Number(key) : key));
    }
    if (size > MOST_NODES) throw new DocumentError(`${source} has anchors that stand for more than ${MOST_NODES.toLocaleString("en")} values, at ${where}.`);
    sizes.set(node, size);
    return size;
  };
  measure(root, [], "$");
}

/** OpenAPI has no such key. As the name of a property it is data, and stays. */
function refuseProto(parsed: unknown, source: string): void {
  if (typeof parsed === "object" && parsed !== null && Object.hasOwn(parsed, "__proto__")) {
    throw new DocumentError(`${source} has "__proto__" at its top, which is no part of OpenAPI.`);
  }
}
