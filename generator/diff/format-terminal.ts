import { styleText } from "node:util";
import { type Change, formatPlace } from "./change.ts";
import type { Diff } from "./diff.ts";
import { findRule, SEVERITIES, type Severity } from "./rules.ts";

/** For a terminal: one line per change, resource by resource, and the counts. */
export function formatTerminal({ before, after, changes }: Diff, { colors }: { colors: boolean }): string {
  if (changes.length === 0) return `No changes from ${before} to ${after}.\n`;
  const width = Math.max(...changes.map((change) => formatPlace(change).length));
  const paint = (severity: Severity, text: string) => (colors ? styleText(COLORS[severity], text, { validateStream: false }) : text);
  const lines = changes.flatMap((change, index) => [
    ...(change.resource === changes[index - 1]?.resource ? [] : ["", change.resource]),
    `  ${paint(change.severity, change.severity.padEnd(7))}  ${formatPlace(change).padEnd(width)}  ${describe(change)}  [${change.rule}]`,
    ...(change.suggestion === undefined ? [] : ["           renamed? If so, add to spec/overlay.yaml:", ...change.suggestion.split("\n").map((line) => `             ${line}`)]),
  ]);
  return `${before} → ${after}: ${countSeverities(changes)}\n${lines.join("\n")}\n`;
}

const COLORS = { error: "red", warning: "yellow", info: "cyan" } as const;

/** The change, with the old and the new value, in one line. */
export function describe({ rule, before, after, override }: Change, quote = (text: string) => text): string {
  // Of what has changed and not come or gone, both are said.
  const both = rule.endsWith("-changed") && (before !== undefined || after !== undefined);
  const values = both ? [before, after].map((value) => (value === undefined ? "none" : quote(value))) : [before, after].filter((value) => value !== undefined).map(quote);
  const detail = values.length === 0 ? "" : `: ${values.join(" → ")}`;
  return `${findRule(rule).what}${detail}${override === undefined ? "" : ` (${override})`}`;
}

/** `1 error, 2 warnings, 3 infos`, without zero counts. */
export function countSeverities(changes: Change[]): string {
  return SEVERITIES.map((severity) => ({ severity, count: changes.filter((change) => change.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${severity}${count === 1 ? "" : "s"}`)
    .join(", ");
}
