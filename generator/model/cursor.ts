import type { Diagnostic } from "../diagnostics.ts";
import { readExtensions } from "./extensions.ts";
import type { ListOperation } from "./read-operation.ts";
import { describeProblem } from "./problem.ts";
import type { Cursor, TimeFilter } from "./types.ts";

/**
 * The column and filters that let a load start where the last one ended. Stated, since only the server's code shows how
 * far to reach back; without all of the filters, as in older documents, the list is read whole.
 */
export function findCursor(list: ListOperation, filters: string[], diagnostics: Diagnostic[]): Cursor | undefined {
  const stated = readExtensions(list.operation).cursor;
  if (stated === undefined) return undefined;
  const { inclusive = true, granularity, lookbackDays, expires, moves, also, why } = stated;
  const missing = [stated, ...(also ?? [])].flatMap((filter) => findMissing(filter, list, filters));
  if (missing.length > 0) {
    diagnostics.push(cursorUnusable(list, missing));
    return undefined;
  }
  return {
    ...pickFilter(stated),
    inclusive,
    granularity,
    lookbackDays,
    ...(expires && { expires }),
    ...(moves && { moves }),
    ...(also && { also: also.map(pickFilter) }),
    ...(why !== undefined && { why }),
  };
}

function findMissing({ column, from, to }: TimeFilter, { record }: ListOperation, filters: string[]): string[] {
  const parameters = [from, ...(to === undefined ? [] : [to])].filter((name) => !filters.includes(name));
  return column in record.properties ? parameters : [...parameters, column];
}

function pickFilter({ column, from, to }: TimeFilter): TimeFilter {
  return { column, from, ...(to !== undefined && { to }) };
}

function cursorUnusable(list: ListOperation, missing: string[]): Diagnostic {
  return describeProblem(list, {
    code: "cursor-unusable",
    severity: "warning",
    message: `x-cursor names ${missing.join(", ")}, which this list does not have, so every load reads it whole.`,
    help: "Correct x-cursor in spec/overlay.yaml, or delete it.",
  });
}
