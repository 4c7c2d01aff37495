import type { Diagnostic } from "../diagnostics.ts";
import { readExtensions } from "./extensions.ts";
import type { ListOperation } from "./read-operation.ts";
import { describeProblem } from "./problem.ts";
import type { Parent } from "./types.ts";

/**
 * The columns that identify a record: those the overlay states, else `lago_id`. None where it does not
 * last: a load then replaces the table.
 */
export function findPrimaryKey(list: ListOperation, parent: Parent | undefined, diagnostics: Diagnostic[]): string[] {
  const { primaryKey, keyless, snapshot } = readExtensions(list.operation);
  if (keyless) return [];
  const columns = new Set([...Object.keys(list.record.properties), ...(parent?.bind ?? []).map(({ as }) => as), ...(snapshot === undefined ? [] : [SNAPSHOT_AT])]);
  const missing = (primaryKey ?? ["lago_id"]).filter((column) => !columns.has(column));
  if (missing.length === 0) return primaryKey ?? ["lago_id"];
  diagnostics.push(primaryKey === undefined ? keyNotFound(list) : keyIncomplete(list, missing));
  return [];
}

/** The column with the time of a snapshot: one record is kept for each time. */
export const SNAPSHOT_AT = "snapshot_at";

function keyNotFound(list: ListOperation): Diagnostic {
  return describeProblem(list, {
    code: "primary-key-not-found",
    severity: "error",
    message: "The records have no lago_id, and nothing states what identifies them.",
    help: "Name the columns in spec/overlay.yaml, x-primary-key: [code]; if none last, add x-replace: true.",
  });
}

/** Only a warning: an older spec may lack a column, and replacing the table is slower but correct. */
function keyIncomplete(list: ListOperation, missing: string[]): Diagnostic {
  return describeProblem(list, {
    code: "primary-key-incomplete",
    severity: "warning",
    message: `x-primary-key names ${missing.join(", ")}, which the records do not have, so every load replaces the table.`,
    help: "Correct x-primary-key in spec/overlay.yaml.",
  });
}
