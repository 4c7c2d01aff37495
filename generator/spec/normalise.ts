import { STATUS_CODES } from "node:http";
import { pruneComponents } from "./prune.ts";
import { resolveRef } from "./resolve.ts";
import { SCHEMA_KEYWORDS } from "./schema-keywords.ts";
import { unifyDocument } from "./unify.ts";
import type { Components, Content, Document, Operation, Parameter, PathItem, Ref, Response, Schema, Tag } from "./types.ts";

/**
 * What decides resources, types and tables, as a valid OpenAPI 3.1 document: the GET operations, the webhooks and the
 * components they reach. No prose. Nothing is sorted: the order of paths, properties and enums is Lago's.
 */
export function normalise(given: Document): Document {
  const document = unifyDocument(given);
  const paths = keepEntries(document.paths, (item) => (item.get ? normalisePathItem(document, item, "get") : undefined));
  const webhooks = keepEntries(document.webhooks ?? {}, (item) => normalisePathItem(document, item, "post"));
  const tags = keepTags(document.tags ?? [], [...Object.values(paths), ...Object.values(webhooks)]);
  return pruneComponents({
    openapi: "3.1.0",
    info: { title: document.info.title, version: document.info.version },
    ...(document.servers && { servers: document.servers.map(({ url }) => ({ url })) }),
    ...(document.security && { security: document.security }),
    ...(tags.length > 0 && { tags }),
    paths,
    ...(document.webhooks && { webhooks }),
    components: normaliseComponents(document.components ?? {}),
  });
}

/** Responses are not among them: each stays in its operation, reduced. */
function normaliseComponents({ securitySchemes, parameters, schemas }: Components): Components {
  return {
    ...(securitySchemes && { securitySchemes: keepEntries(securitySchemes, ({ description: _, ...scheme }) => scheme) }),
    ...(parameters && { parameters: keepEntries(parameters, normaliseParameter) }),
    ...(schemas && { schemas: keepEntries(schemas, normaliseSchema) }),
  };
}

function normalisePathItem(document: Document, item: PathItem, method: "get" | "post"): PathItem | undefined {
  const operation = item[method];
  if (operation === undefined) return undefined;
  return {
    ...(item.parameters && { parameters: item.parameters.map(normaliseParameter) }),
    [method]: normaliseOperation(document, operation),
  };
}

function normaliseOperation(document: Document, operation: Operation): Operation {
  const { parameters, requestBody, responses = {} } = operation;
  return {
    ...pick(operation, ["operationId", "tags", "deprecated", "security"]),
    ...(parameters && { parameters: parameters.map(normaliseParameter) }),
    ...(requestBody && { requestBody: normaliseBody(resolveRef(document, requestBody)) }),
    responses: keepEntries(responses, (response, status) => normaliseResponse(document, status, response)),
  };
}

/** A successful response keeps its body. An error keeps its status, which says that it is possible; all errors of Lago look alike. */
function normaliseResponse(document: Document, status: string, response: Response | Ref): Response {
  const description = STATUS_CODES[status] ?? "Other";
  if (!status.startsWith("2")) return { description };
  return { description, ...normaliseBody(resolveRef(document, response)) };
}

function normaliseBody({ content, required }: { content?: Content; required?: boolean }): { content?: Content; required?: boolean } {
  return {
    ...(required !== undefined && { required }),
    ...(content && { content: keepEntries(content, ({ schema }) => (schema ? { schema: normaliseSchema(schema) } : {})) }),
  };
}

function normaliseParameter(parameter: Parameter | Ref): Parameter | Ref {
  if ("$ref" in parameter) return { $ref: parameter.$ref };
  return {
    ...pick(parameter, ["name", "in", "required", "deprecated", "style", "explode"]),
    ...(parameter.schema && { schema: normaliseSchema(parameter.schema) }),
    ...(parameter.content && normaliseBody({ content: parameter.content })),
  } as Parameter;
}

function normaliseSchema(schema: Schema): Schema {
  if (typeof schema !== "object") return schema; // additionalProperties: true
  return withNull(
    keepEntries(schema as Record<string, unknown>, (value, keyword) => {
      switch (SCHEMA_KEYWORDS[keyword]) {
        case "value":
          // A default that is written like a reference would be taken for one.
          return keyword === "default" && holdsRef(value) ? undefined : value;
        case "schema":
          return normaliseSchema(value as Schema);
        case "list":
          return (value as Schema[]).map(normaliseSchema);
        case "map":
          return keepEntries(value as Record<string, Schema>, normaliseSchema);
        case undefined:
          return undefined;
      }
    }),
    schema.nullable === true,
  );
}

function holdsRef(value: unknown): boolean {
  return typeof value === "object" && value !== null && ("$ref" in value || Object.values(value).some(holdsRef));
}

/** `nullable` is OpenAPI 3.0, and a 3.1 reader ignores it: Lago's 3.1 documents still have it beside a `$ref`. */
function withNull(schema: Schema, nullable: boolean): Schema {
  if (!nullable) return schema;
  if (schema.type === undefined) return { anyOf: [schema, { type: "null" }] };
  const values = schema.enum && [...new Set([...schema.enum, null])];
  return { ...schema, type: [...new Set([schema.type, "null" as const].flat())], ...(values && { enum: values }) };
}

/** A tag's link to its reference page is a URL, not prose. */
function keepTags(tags: Tag[], items: PathItem[]): Tag[] {
  const used = new Set(items.flatMap((item) => [item.get, item.post]).flatMap((operation) => operation?.tags ?? []));
  return tags
    .filter(({ name }) => used.has(name))
    .map(({ name, externalDocs }) => ({ name, ...(externalDocs && { externalDocs: { url: externalDocs.url } }) }));
}

/** A copy without the entries for which `map` gives nothing. */
function keepEntries<T, U>(entries: Record<string, T>, map: (value: T, key: string) => U | undefined): Record<string, U> {
  return Object.fromEntries(Object.entries(entries).flatMap(([key, value]) => {
    const kept = map(value, key);
    return kept === undefined ? [] : [[key, kept]];
  }));
}

function pick<T extends object, K extends keyof T>(node: T, keys: K[]): Partial<Pick<T, K>> {
  return Object.fromEntries(keys.filter((key) => node[key] !== undefined).map((key) => [key, node[key]])) as Partial<Pick<T, K>>;
}
