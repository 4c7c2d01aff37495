import type { Diagnostic } from "../diagnostics.ts";
import { resolve } from "../spec/resolve.ts";
import type { Document, Schema } from "../spec/types.ts";
import { readExtensions } from "./extensions.ts";
import type { ListOperation } from "./read-operation.ts";
import { PAGING } from "./paginator.ts";
import { describeProblem } from "./problem.ts";
import type { Parent } from "./types.ts";

/** The query parameters of a list that select records: all except those for paging. */
export function findFilters(list: ListOperation, parent: Parent | undefined, diagnostics: Diagnostic[]): string[] {
  const query = list.parameters.filter((parameter) => parameter.in === "query" && !PAGING.includes(parameter.name));
  const filled = new Set([...Object.keys(findDefaultQuery(list)), ...(parent?.bind ?? []).map(({ parameter }) => parameter)]);
  const unfilled = query.filter(({ name, required }) => required === true && !filled.has(name));
  const names = query.map(({ name }) => name);
  const unknown = Object.keys(readExtensions(list.operation).query ?? {}).filter((name) => !names.includes(name));
  if (unfilled.length > 0) diagnostics.push(filterUnfilled(list, unfilled.map(({ name }) => name)));
  if (unknown.length > 0) diagnostics.push(filterUnknown(list, unknown));
  return names;
}

/** Filters, among those of the list, without which the server hides records. */
export function findDefaultQuery({ operation, parameters }: ListOperation): Record<string, string | string[]> {
  const stated = Object.entries(readExtensions(operation).query ?? {});
  return Object.fromEntries(stated.filter(([name]) => parameters.some((parameter) => parameter.in === "query" && parameter.name === name)));
}

/** The values of each filter: type and format, and for lists those of the elements. */
export function describeFilters(document: Document, { parameters }: ListOperation, filters: string[]): Record<string, string> {
  const found = parameters.filter((parameter) => parameter.in === "query" && filters.includes(parameter.name));
  return Object.fromEntries(found.map(({ name, schema }) => [name, describeType(document, schema ?? {})]));
}

function describeType(document: Document, schema: Schema): string {
  const { types, format, items } = resolve(document, schema);
  return [types.join(" or ") || "anything", ...(format === undefined ? [] : [format]), ...(items === undefined ? [] : [`of ${describeType(document, items)}`])].join(" ");
}

function filterUnfilled(list: ListOperation, names: string[]): Diagnostic {
  return describeProblem(list, {
    code: "required-filter-unfilled",
    severity: "error",
    message: `The list cannot be asked for without ${names.join(", ")}, and nothing fills it.`,
    help: "In spec/overlay.yaml, fill it from a parent (x-parent), send a value (x-default-query), or set required: false if the server does not insist.",
  });
}

/** Lago ignores unknown filters and returns everything, so a misspelt filter would go unnoticed. */
function filterUnknown(list: ListOperation, names: string[]): Diagnostic {
  return describeProblem(list, {
    code: "filter-unknown",
    severity: "error",
    message: `x-default-query sends ${names.join(", ")}, which the list has no parameter for.`,
    help: "Correct the name in spec/overlay.yaml, or add the parameter there with the evidence that the server knows it.",
  });
}
