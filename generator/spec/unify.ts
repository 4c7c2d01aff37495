import { hasList } from "./page-body.ts";
import { findRef, isComponentRef, lookUp, refName, resolve, resolveRef } from "./resolve.ts";
import { SCHEMA_KEYWORDS } from "./schema-keywords.ts";
import type { Content, Document, Operation, PathItem, Ref, Response, Schema } from "./types.ts";

/**
 * The document written in one way, so that all that comes later knows one way only: path items in place of references to them, the
 * success of a GET as `200` with `application/json`, and no reference to anything but a component: into the middle of one, or
 * into an operation, the target takes the reference's place. What it means stays the same. The given document stays as it is.
 */
export function unifyDocument(document: Document): Document {
  const inlining = createInliner(document);
  const paths = mapValues(document.paths, (item) => unifyPathItem(document, resolveRef(document, item as PathItem | Ref), inlining));
  const webhooks = document.webhooks && mapValues(document.webhooks, (item) => inlining.node(resolveRef(document, item as PathItem | Ref)) as PathItem);
  const components = document.components && (inlining.node(document.components) as Document["components"]);
  return {
    ...document,
    paths,
    ...(webhooks && { webhooks }),
    ...((components || inlining.hoisted.size > 0) && { components: { ...components, ...(inlining.hoisted.size > 0 && { schemas: { ...components?.schemas, ...Object.fromEntries(inlining.hoisted) } }) } }),
  };
}

function unifyPathItem(document: Document, item: PathItem, inlining: Inliner): PathItem {
  const get = item.get && unifyResponses(document, item.get);
  return inlining.node(get === undefined ? item : { ...item, get }) as PathItem;
}

/** The successful response of an operation as 200 with application/json. Responses without JSON stay unchanged. */
function unifyResponses(document: Document, operation: Operation): Operation {
  const responses = operation.responses ?? {};
  const status = findSuccess(document, responses);
  if (status === undefined) return operation;
  const { content, ...response } = resolveRef(document, responses[status]!);
  const schema = findJson(content)!.schema!;
  const { [status]: _, 200: __, ...others } = responses;
  return { ...operation, responses: { 200: { ...response, content: { "application/json": { schema: choosePage(document, schema) } } }, ...others } };
}

/** 200 first, then other successes, then their ranges; `default` only if nothing else is a success. */
function findSuccess(document: Document, responses: Record<string, Response | Ref>): string | undefined {
  const isJson = (status: string) => isObject(findJson(resolveRef(document, responses[status]!).content)?.schema);
  const successes = Object.keys(responses).filter((status) => /^2(\d\d|xx)$/i.test(status)).sort();
  if (successes.length === 0) return "default" in responses && isJson("default") ? "default" : undefined;
  return successes.find(isJson);
}

/** The JSON media type: itself first, then others such as `application/vnd.lago+json; charset=utf-8`, then a range. */
function findJson(content: Content = {}): Content[string] | undefined {
  const types = Object.keys(content).map((type) => ({ type, name: type.split(";")[0]!.trim().toLowerCase() }));
  const found = JSON_TYPES.map((pattern) => types.find(({ name }) => pattern.test(name))).find((each) => each !== undefined);
  return found && content[found.type];
}

const JSON_TYPES = [/^application\/json$/, /^[^/]+\/(.+\+)?json$/, /^(\*|application)\/\*$/];

/** Of a choice between a page and something else, such as an error, the page: the one with an array; of several, the one with `meta`. */
function choosePage(document: Document, schema: Schema): Schema {
  const pages = resolve(document, schema).alternatives.filter((choice) => hasList(document, resolve(document, choice)));
  const paged = pages.filter((choice) => "meta" in resolve(document, choice).properties);
  return [pages, paged].find(({ length }) => length === 1)?.[0] ?? schema;
}

interface Inliner {
  /** A copy of the node, outside of schemas. */
  node(node: unknown): unknown;
  /** Targets that contain a reference to themselves, so that they have to be components. */
  hoisted: Map<string, Schema>;
}

function createInliner(document: Document): Inliner {
  const hoisted = new Map<string, Schema>();
  return { node, hoisted };

  function node(value: unknown): unknown {
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map(node);
    if (isForeignRef(value) && findRef(document, value.$ref) !== undefined) return node(lookUp(document, value.$ref));
    return Object.fromEntries(
      Object.entries(value).map(([key, child]) => {
        if (key === "example" || key === "examples") return [key, child];
        if (key === "schema") return [key, schema(child as Schema, [])];
        if (key === "schemas" && value === document.components) return [key, mapValues(child as Record<string, Schema>, (each) => schema(each, []))];
        return [key, node(child)];
      }),
    );
  }

  function schema(value: Schema, within: string[]): Schema {
    if (typeof value !== "object" || value === null) return value;
    const { $ref, ...beside } = value;
    const own = mapValues(beside as Record<string, unknown>, (child, keyword) => keywordValue(child, keyword, within)) as Schema;
    if ($ref === undefined) return own;
    if (!isForeignRef(value) || findRef(document, $ref) === undefined) return { $ref, ...own };
    const target = within.includes($ref) || hoisted.has(nameHoisted($ref)) ? hoist($ref) : schema(lookUp(document, $ref) as Schema, [...within, $ref]);
    return Object.keys(own).length === 0 ? target : { allOf: [target, own] };
  }

  function keywordValue(value: unknown, keyword: string, within: string[]): unknown {
    const holds = SCHEMA_KEYWORDS[keyword];
    if (holds === "schema") return schema(value as Schema, within);
    if (holds === "list" && Array.isArray(value)) return value.map((each) => schema(each as Schema, within));
    if (holds === "map" && typeof value === "object" && value !== null) return mapValues(value as Record<string, Schema>, (each) => schema(each, within));
    return value;
  }

  function hoist(ref: string): Schema {
    const name = nameHoisted(ref);
    if (!hoisted.has(name)) {
      hoisted.set(name, {});
      hoisted.set(name, schema(lookUp(document, ref) as Schema, [ref]));
    }
    return { $ref: `#/components/schemas/${name}` };
  }
}

/** A reference that does not name a component. */
function isForeignRef(node: object): node is Ref {
  return "$ref" in node && typeof node.$ref === "string" && node.$ref.startsWith("#/") && !isComponentRef(node.$ref);
}

function nameHoisted(ref: string): string {
  return ref.slice(2).split("/").slice(1).map((key) => refName(`/${key}`)).join("_").replace(/[^\w.-]+/g, "_");
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

function mapValues<T, U>(entries: Record<string, T>, map: (value: T, key: string) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, map(value, key)]));
}
