import type { Diagnostic } from "../diagnostics.ts";
import { readExtensions } from "./extensions.ts";
import type { ListOperation } from "./read-operation.ts";
import { describeProblem } from "./problem.ts";
import type { Cursor, LaterFilter } from "./types.ts";

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
    ...(also && { also: also.map(pickLaterFilter) }),
    ...(why !== undefined && { why }),
  };
}

function findMissing({ column, from, to }: Pick<Cursor, "column" | "from" | "to">, { record }: ListOperation, filters: string[]): string[] {
  const parameters = [from, to].filter((name) => name !== undefined && !filters.includes(name)) as string[];
  return column in record.properties ? parameters : [...parameters, column];
}

function pickFilter<F extends Pick<Cursor, "column" | "from" | "to">>({ column, from, to }: F): Pick<F, "column" | "from" | "to"> {
  return { column, ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

function pickLaterFilter({ lookbackDays, ...filter }: LaterFilter): LaterFilter {
  return { ...pickFilter(filter), ...(lookbackDays !== undefined && { lookbackDays }) };
}

function cursorUnusable(list: ListOperation, missing: string[]): Diagnostic {
  return describeProblem(list, {
    code: "cursor-unusable",
    severity: "warning",
    message: `x-cursor names ${missing.join(", ")}, which this list does not have, so every load reads it whole.`,
    help: "Correct x-cursor in spec/overlay.yaml, or delete it.",
  });
}
