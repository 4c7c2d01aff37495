import type { Diagnostic } from "../diagnostics.ts";
import { readExtensions } from "./extensions.ts";
import type { ListOperation } from "./operations.ts";
import { describeProblem } from "./problem.ts";
import type { Cursor } from "./types.ts";

/**
 * The column and filters that let a load start where the last one ended. Stated, since only the server's code shows how
 * far to reach back; without the filters, as in older documents, the list is read whole.
 */
export function findCursor(list: ListOperation, filters: string[], diagnostics: Diagnostic[]): Cursor | undefined {
  const stated = readExtensions(list.operation).cursor;
  if (stated === undefined) return undefined;
  const { column, from, to, granularity, lookbackDays } = stated;
  const missing = [from, ...(to === undefined ? [] : [to])].filter((name) => !filters.includes(name));
  if (!(column in list.record.properties)) missing.push(column);
  if (missing.length > 0) {
    diagnostics.push(cursorUnusable(list, missing));
    return undefined;
  }
  return { column, from, ...(to !== undefined && { to }), granularity, lookbackDays };
}

function cursorUnusable(list: ListOperation, missing: string[]): Diagnostic {
  return describeProblem(list, {
    code: "cursor-unusable",
    severity: "warning",
    message: `x-cursor names ${missing.join(", ")}, which this list does not have, so every load reads it whole.`,
    help: "Correct x-cursor in spec/overlay.yaml, or delete it.",
  });
}
