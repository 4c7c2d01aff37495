import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { formatDiagnostics, hasErrors } from "../../generator/diagnostics.ts";
import { emitFiles } from "../../generator/emit/emit.ts";
import { createRender } from "../../generator/emit/templates.ts";
import { buildResources } from "../../generator/model/build.ts";
import type { ResourceModel } from "../../generator/model/types.ts";
import type { Document, Schema } from "../../generator/spec/types.ts";
import type { Resource } from "../../runtime/resource.ts";

const folder = mkdtempSync(join(tmpdir(), "lago-loader-versions-"));
after(() => rmSync(folder, { recursive: true, force: true }));

export const render = createRender(new URL("../../templates/", import.meta.url));

/** What one version of a document comes to: its models, and the resources that a loader made from it has. */
export interface Made {
  readonly document: Document;
  readonly models: ResourceModel[];
  readonly resources: Resource[];
}

/** Generates from a document, as `generate` does, into a folder of its own. */
export function make(document: Document): Made {
  const { resources: models, diagnostics } = buildResources(document);
  if (hasErrors(diagnostics)) throw new Error(formatDiagnostics(diagnostics));
  const home = mkdtempSync(join(folder, "version-"));
  for (const [path, text] of emitFiles(models, render)) {
    if (path.endsWith(".sql")) writeFileSync(join(home, path.slice(path.indexOf("/") + 1)), text);
  }
  const source = pathToFileURL(join(home, "module.ts")).href;
  return { document, models, resources: models.map((model): Resource => ({ ...model, reslice: false, source })) };
}

/** Where the SQL of a version lies. */
export function homeOf({ resources }: Made): string {
  return fileURLToPath(new URL(".", resources[0]!.source));
}

/** A document with one list, `/orders`, whose records have these properties beside `lago_id`. `keys`: `x-` keys of the operation. */
export function shop(properties: Record<string, Schema>, keys: Record<`x-${string}`, unknown> = {}, path = "/orders"): Document {
  const selector = path.slice(1);
  return {
    openapi: "3.1.0",
    info: { title: "Shop", version: "1.0.0" },
    paths: {
      [path]: {
        get: {
          operationId: "findOrders",
          ...keys,
          responses: {
            200: {
              description: "",
              content: {
                "application/json": {
                  schema: {
                    type: "object",
                    properties: { [selector]: { type: "array", items: { $ref: "#/components/schemas/Order" } }, meta: { type: "object", properties: { total_count: { type: "integer" } } } },
                  },
                },
              },
            },
          },
        },
      },
    },
    components: { schemas: { Order: { type: "object", properties: { lago_id: UUID, ...properties } } } },
  };
}

export const TEXT: Schema = { type: "string" };
export const INTEGER: Schema = { type: "integer" };
export const UUID: Schema = { type: "string", format: "uuid" };

export function object(properties: Record<string, Schema>): Schema {
  return { type: "object", properties };
}

export function list(properties: Record<string, Schema>): Schema {
  return { type: "array", items: object(properties) };
}

/** The `lago_id` of a record. */
export function id(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
}
