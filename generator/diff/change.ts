import type { Dialect } from "../../runtime/resource.ts";
import { findRule, type RuleId, type Severity } from "./rules.ts";

/** One thing that differs between two models. Plain data: what `--format json` prints. */
export interface Change {
  rule: RuleId;
  severity: Severity;
  resource: string;
  table?: string;
  column?: string;
  /** What it was and what it is; absent where there is nothing to say. */
  before?: string;
  after?: string;
  /** The columns of a list or table that is new: `total integer`. */
  columns?: string[];
  /** The overlay action that would declare a rename, where this looks like one. */
  suggestion?: string;
  /** Why the severity is not that of the rule. */
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
