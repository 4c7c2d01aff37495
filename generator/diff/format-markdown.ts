import type { Change } from "./change.ts";
import type { Diff } from "./diff.ts";
import { countSeverities, describe } from "./format-terminal.ts";
import type { Severity } from "./rules.ts";

/** For a pull request: a table a resource, with the statements of its migration in both dialects, folded where they are long. */
export function formatMarkdown({ before, after, changes }: Diff): string {
  if (changes.length === 0) return `### ${before} → ${after}: no changes to tables and loads\n`;
  const title = `### ${before} → ${after}: ${countSeverities(changes)}\n`;
  const resources = [...new Set(changes.map(({ resource }) => resource))];
  const sections = resources.map((name) => formatSection(name, changes.filter(({ resource }) => resource === name)));
  return `${title}${fitIn(LONGEST - title.length, sections)}`;
}

/** GitHub refuses more than 65,536 characters; some are left for what is around it. */
const LONGEST = 60_000;
/** Lines of SQL that are read without unfolding them. */
const UNFOLDED = 8;

const MARKS: Record<Severity, string> = { error: "🔴", warning: "🟡", info: "🔵" };

function formatSection(resource: string, changes: Change[]): string {
  const rows = changes.map((change) => {
    const place = [change.table === resource ? undefined : change.table, change.column].filter((part) => part !== undefined).join(".");
    return `| ${MARKS[change.severity]} | ${place && code(place)} | ${describe(change, code)} | ${change.rule} |`;
  });
  return `\n#### ${resource}\n\n| | | | rule |\n| --- | --- | --- | --- |\n${rows.join("\n")}\n${formatSuggestions(changes)}${formatSql(changes)}`;
}

function formatSuggestions(changes: Change[]): string {
  const suggestions = changes.flatMap(({ suggestion }) => suggestion ?? []);
  return suggestions.length === 0 ? "" : `\nRenamed? If so, add to spec/overlay.yaml:\n\n\`\`\`yaml\n${suggestions.join("\n")}\n\`\`\`\n`;
}

function formatSql(changes: Change[]): string {
  const statements = changes.flatMap(({ sql }) => sql ?? []);
  if (statements.length === 0) return "";
  const [duckdb, postgres] = [statements.flatMap((each) => each.duckdb).join("\n"), statements.flatMap((each) => each.postgres).join("\n")];
  const text = duckdb === postgres ? duckdb : `-- DuckDB\n${duckdb}\n-- Postgres\n${postgres}`;
  const block = `\n\`\`\`sql\n${text}\n\`\`\`\n`;
  return text.split("\n").length <= UNFOLDED ? block : `\n<details><summary>SQL of the migration</summary>\n${block}\n</details>\n`;
}

/** As many sections as there is room for, and how many there was none for. */
function fitIn(room: number, sections: string[]): string {
  let length = 0;
  const fitting = sections.filter((section) => (length += section.length) <= room);
  const left = sections.length - fitting.length;
  return left === 0 ? fitting.join("") : `${fitting.join("")}\nAnd ${left} more resource${left === 1 ? "" : "s"}: see \`npm run diff\`.\n`;
}

/** A pipe would end the cell, even in code. */
function code(text: string): string {
  return `\`${text.replaceAll("|", "\\|")}\``;
}
