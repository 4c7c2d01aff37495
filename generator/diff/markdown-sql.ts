import type { Change } from "./change.ts";

/** What one row of a report tells: a change, the tables that have it, and of an enum all values. */
export interface Row {
  change: Change;
  tables: string[];
  values: string[];
}

/** Lines of SQL that are read without unfolding them. */
const UNFOLDED = 8;

/** The statements of each change, once: where the databases differ, DuckDB's with Postgres's words behind. */
export function formatMarkdownSql(rows: Row[]): string {
  const statements = rows.flatMap(({ change: { sql }, tables }) => {
    if (sql === undefined) return [];
    const others = tables.length > 1 ? [`-- and the same for ${tables.slice(1).join(", ")}`] : [];
    return [...sql.duckdb.map((statement, index) => putBeside(statement, sql.postgres[index] ?? "")), ...others];
  });
  if (statements.length === 0) return "";
  const text = statements.join("\n");
  const block = `\n\`\`\`sql\n${text}\n\`\`\`\n`;
  return text.split("\n").length <= UNFOLDED ? block : `\n<details><summary>SQL of the migration</summary>\n${block}\n</details>\n`;
}

function putBeside(duckdb: string, postgres: string): string {
  const [lines, others] = [duckdb.split("\n"), postgres.split("\n")];
  if (lines.length !== others.length) return `-- DuckDB\n${duckdb}\n-- Postgres\n${postgres}`;
  return lines.map((line, index) => (line === others[index] ? line : `${line} -- Postgres: ${findDifference(line, others[index]!)}`)).join("\n");
}

/** The words of the second line that the first has not in their place. */
function findDifference(line: string, other: string): string {
  const [one, two] = [line.split(" "), other.split(" ")];
  return two.filter((word, index) => word !== one[index]).join(" ").replace(/[,;]+$/, "");
}
