import { DocumentError } from "../spec/document-error.ts";
import { type Change, formatPlace } from "./change.ts";
import { RULES, SEVERITIES, type Severity } from "./rules.ts";

/** A decision to give a change another severity than its rule does. */
export interface Override {
  rule: string;
  /** The table or `table.column` that it applies to; absent for all. */
  place?: string;
  severity: Severity;
  reason: string;
}

/** Reads lines like `column-removed:fees.old info Nobody uses it.`; what stands behind a `#` at the start of a line is a comment. */
export function parseOverrides(text: string, source: string): Override[] {
  return text.split("\n").flatMap((line, index) => {
    if (line.trim() === "" || line.startsWith("#")) return [];
    const refuse = (what: string) => new DocumentError(`${source}:${index + 1}: ${what} Write: rule-id[:table.column] severity reason`);
    const [, rule, place, severity, reason] = /^([a-z-]+)(?::(\S+))?\s+(\S+)(?:\s+(\S.*))?$/.exec(line.trim()) ?? [];
    if (rule === undefined || !RULES.some(({ id }) => id === rule)) throw refuse("There is no such rule; docs/schema-changes.md has them all.");
    if (!SEVERITIES.includes(severity as Severity)) throw refuse(`The severity is one of ${SEVERITIES.join(", ")}.`);
    if (reason === undefined) throw refuse("An override needs its reason.");
    return [{ rule, ...(place !== undefined && { place }), severity: severity as Severity, reason }];
  });
}

/** The last matching override decides. */
export function applyOverrides(changes: Change[], overrides: Override[]): Change[] {
  return changes.map((change) => {
    const fitting = overrides.findLast(({ rule, place }) => rule === change.rule && (place === undefined || place === formatPlace(change)));
    return fitting ? { ...change, severity: fitting.severity, override: fitting.reason } : change;
  });
}
