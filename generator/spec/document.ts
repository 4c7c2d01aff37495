import { CORE_SCHEMA, dump, load, YAMLException } from "js-yaml";
import { DocumentError } from "./document-error.ts";
import { readSource } from "./source.ts";
import type { Document } from "./types.ts";

/**
 * Reads an OpenAPI document from a YAML or JSON file. It is not validated here: `spec update` did that when
 * it wrote spec/openapi.yaml, and `generate` must stay quick.
 */
export async function readDocument(path: string): Promise<Document> {
  return parseDocument(await readSource(path), path);
}

/** `source` is where the text comes from, for the messages. */
export function parseDocument(text: string, source: string): Document {
  if (/^\s*<(!doctype|html|\?xml)/i.test(text)) {
    throw new DocumentError(`${source} is a web page, not an OpenAPI document. Use the address of the raw YAML or JSON file.`);
  }
  const parsed = parseYaml(text, source);
  const document = (typeof parsed === "object" && parsed !== null ? parsed : {}) as Partial<Document> & { swagger?: unknown };
  if (document.swagger !== undefined) {
    throw new DocumentError(`${source} is a Swagger ${String(document.swagger)} document. Convert it to OpenAPI 3 first.`);
  }
  if (!/^3\.[01]\.\d+/.test(String(document.openapi))) {
    const found = document.openapi === undefined ? 'no "openapi" at its top' : `"openapi: ${String(document.openapi)}"`;
    throw new DocumentError(`${source} is not an OpenAPI 3.0 or 3.1 document: it has ${found}.`);
  }
  if (typeof document.paths !== "object" || document.paths === null) {
    throw new DocumentError(`${source} has no "paths", so there is nothing to load. Is it the whole document?`);
  }
  return document as Document;
}

/** YAML that only depends on the document: block style, no aliases, no folded lines. */
export function stringifyDocument(document: Document): string {
  return dump(document, { noRefs: true, lineWidth: -1 });
}

/**
 * YAML or JSON text as plain data. js-yaml because it reads Lago's document in 80 ms, the package `yaml` in 520;
 * its core schema because `2026-01-01` must stay a string.
 */
export function parseYaml(text: string, source: string): unknown {
  try {
    return load(text, { schema: CORE_SCHEMA });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    // Not every error has a place: "expected a single document" has none.
    const mark = error.mark as typeof error.mark | undefined;
    const place = mark === undefined ? source : `${source}:${mark.line + 1}:${mark.column + 1}`;
    throw new DocumentError(`${place} is not valid YAML or JSON: ${error.reason}.`, { cause: error });
  }
}
