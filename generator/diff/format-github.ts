import { type Change, formatPlace } from "./change.ts";
import type { Diff } from "./diff.ts";
import { describe } from "./format-terminal.ts";
import { findRule, type Severity } from "./rules.ts";

/** Annotations, as GitHub reads them from what a step of a workflow prints. */
export function formatGithub({ changes }: Diff): string {
  return changes.map((change) => `::${COMMANDS[change.severity]} file=${findFile(change)},title=${change.rule}::${escape(message(change))}\n`).join("");
}

const COMMANDS: Record<Severity, string> = { error: "error", warning: "warning", info: "notice" };

function message(change: Change): string {
  return `${formatPlace(change)}: ${describe(change)}. ${findRule(change.rule).action}`;
}

/** What is gone has no module to point at. */
function findFile({ rule, resource }: Change): string {
  return rule === "resource-removed" ? "spec/openapi.yaml" : `generated/${resource}/${resource}.ts`;
}

function escape(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
