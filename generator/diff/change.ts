import type { Dialect } from "../../runtime/resource.ts";
import { findRule, type RuleId, type Severity } from "./rules.ts";

/** One difference between two models. Plain data, as printed by `--format json`. */
export interface Change {
  rule: RuleId;
  severity: Severity;
  resource: string;
  table?: string;
  column?: string;
  /** The old and the new value, if there is something to say. */
  before?: string;
  after?: string;
  /** The columns of a new list or table: `total integer`. */
  columns?: string[];
  /** The overlay action that would declare a rename, if this looks like one. */
  suggestion?: string;
  /** Why the severity differs from that of the rule. */
  override?: string;
  /** What a migration runs for it. */
  sql?: Statements;
}

/** SQL, by dialect. */
export type Statements = Record<Dialect, string[]>;

/** A change with the severity of its rule. */
export function describeChange(rule: RuleId, facts: Omit<Change, "rule" | "severity">): Change {
  return { rule, severity: findRule(rule).severity, ...facts };
}

/** `table.column`, or what of it the change is about. */
export function formatPlace({ resource, table, column }: Change): string {
  const outer = table ?? resource;
  return column === undefined ? outer : `${outer}.${column}`;
}
