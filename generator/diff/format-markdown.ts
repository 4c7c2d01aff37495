import type { Change } from "./change.ts";
import type { Diff } from "./diff.ts";
import { countSeverities, describe } from "./format-terminal.ts";
import { formatMarkdownSql, type Row } from "./markdown-sql.ts";
import type { Severity } from "./rules.ts";

/**
 * For a pull request: a table a resource, with the statements of its migration. What several tables share, as they have it from one
 * schema, comes first and once; the values that a column gained or lost are one row.
 */
export function formatMarkdown({ before, after, changes }: Diff): string {
  if (changes.length === 0) return `### ${before} → ${after}: no changes to tables and loads\n`;
  const title = `### ${before} → ${after}: ${countSeverities(changes)}\n`;
  const rows = foldRows(changes);
  const shared = rows.filter(({ tables }) => tables.length >= SHARED);
  const resources = [...new Set(changes.map(({ resource }) => resource))];
  const sections = [
    ...(shared.length > 0 ? [{ name: "In several tables", rows: shared }] : []),
    ...resources.map((name) => ({ name, rows: rows.filter((row) => row.tables.length < SHARED && row.change.resource === name) })),
  ].filter((section) => section.rows.length > 0);
  return `${title}${fitIn(LONGEST - title.length, sections)}`;
}

/** GitHub refuses more than 65,536 characters; some are left for what is around it. */
const LONGEST = 60_000;
/** From this number of tables on, a change that they share is printed once. */
const SHARED = 3;
/** Values that one cell names. */
const MOST_VALUES = 20;

const MARKS: Record<Severity, string> = { error: "🔴", warning: "🟡", info: "🔵" };

/** Changes that say the same, as one. */
function foldRows(changes: Change[]): Row[] {
  const values = new Map<string, { change: Change; values: string[] }>();
  for (const change of changes) {
    const key = isOfEnum(change) ? join(change.rule, change.resource, change.table, change.column, change.severity, change.override) : join(...Object.values(change).map((value) => JSON.stringify(value)));
    const value = isOfEnum(change) ? [change.before ?? change.after ?? ""] : [];
    values.set(key, { change, values: [...(values.get(key)?.values ?? []), ...value] });
  }
  const rows = new Map<string, Row>();
  for (const { change, values: named } of values.values()) {
    const { rule, column, before, after, severity, override, suggestion, resource, table = resource } = change;
    const isShareable = column !== undefined && suggestion === undefined;
    const key = join(rule, column, ...(isOfEnum(change) ? named : [before, after]), severity, override, isShareable ? "" : `${resource} ${table}`);
    const row = rows.get(key);
    if (row === undefined || row.tables.includes(table)) rows.set(row === undefined ? key : join(key, table, String(rows.size)), { change, tables: [table], values: named });
    else row.tables.push(table);
  }
  return [...rows.values()].flatMap((row) => (row.tables.length >= SHARED ? [row] : separate(row, changes)));
}

/** A change of few tables is printed with each of them. */
function separate(row: Row, changes: Change[]): Row[] {
  if (row.tables.length === 1) return [row];
  return row.tables.map((table) => ({ ...row, tables: [table], change: changes.find((change) => change.rule === row.change.rule && (change.table ?? change.resource) === table && change.column === row.change.column && (isOfEnum(change) || (change.before === row.change.before && change.after === row.change.after)))! }));
}

function isOfEnum({ rule }: Change): boolean {
  return rule === "enum-value-added" || rule === "enum-value-removed";
}

function join(...parts: (string | undefined)[]): string {
  return parts.join("\u0000");
}

interface Section {
  name: string;
  rows: Row[];
}

function formatSection({ name, rows }: Section, hasSql: boolean): string {
  const lines = rows.map((row) => `| ${MARKS[row.change.severity]} | ${formatPlaces(row, name)} | ${formatWhat(row)} | ${row.change.rule} |`);
  const changes = rows.map(({ change }) => change);
  return `\n#### ${name}\n\n| | | | rule |\n| --- | --- | --- | --- |\n${lines.join("\n")}\n${formatColumns(changes)}${formatSuggestions(changes)}${hasSql ? formatMarkdownSql(rows) : ""}`;
}

function formatPlaces({ change, tables }: Row, section: string): string {
  if (tables.length > 1) return `${code(change.column!)} of ${listSome(tables)}`;
  const place = [change.table === section ? undefined : change.table, change.column].filter((part) => part !== undefined).join(".");
  return place && code(place);
}

function formatWhat({ change, values }: Row): string {
  if (!isOfEnum(change)) return describe(change, code);
  const { before: _, after: __, ...rest } = change;
  return `${describe(rest)}: ${listSome(values)}`;
}

function listSome(names: string[]): string {
  const left = names.length - MOST_VALUES;
  return `${names.slice(0, MOST_VALUES).map(code).join(", ")}${left > 0 ? ` and ${left} more` : ""}`;
}

/** The columns of what is new, where no statement shows them. */
function formatColumns(changes: Change[]): string {
  return changes
    .filter(({ columns = [], sql }) => columns.length > 0 && sql === undefined)
    .map(({ table, resource, columns = [] }) => `\n<details><summary>Columns of ${table ?? resource}</summary>\n\n${columns.map(code).join(", ")}\n\n</details>\n`)
    .join("");
}

function formatSuggestions(changes: Change[]): string {
  const suggestions = changes.flatMap(({ suggestion }) => suggestion ?? []);
  return suggestions.length === 0 ? "" : `\nRenamed? If so, add to spec/overlay.yaml:\n\n\`\`\`yaml\n${suggestions.join("\n")}\n\`\`\`\n`;
}

/** All sections, without SQL from where there is no room for it on; and the names of those that there is no room for at all. */
function fitIn(room: number, sections: Section[]): string {
  let text = "";
  const left: string[] = [];
  for (const section of sections) {
    const fitting = [true, false].map((hasSql) => formatSection(section, hasSql)).find((each) => text.length + each.length <= room - NOTE);
    if (fitting === undefined) left.push(section.name);
    else text += fitting;
  }
  if (left.length === 0) return text;
  return `${text}\nThere is no room here for ${left.length} more resource${left.length === 1 ? "" : "s"}, ${listSome(left)}: see \`npm run diff\`.\n`;
}

/** Room for the note of what is left out. */
const NOTE = 2_000;

/** A pipe would end the cell, even in code, and a line break the table. */
function code(text: string): string {
  return `\`${text.replaceAll("|", "\\|").replace(/\r?\n|\r/g, "⏎").replaceAll("`", "'")}\``;
}
