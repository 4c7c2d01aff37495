import type { Dialect, Resource } from "../resource.ts";
import { unquoteName } from "./identifiers.ts";
import type { Sql } from "./sql.ts";
import { readStatements } from "./statements.ts";

/** What comments need of a database. */
export interface Commented {
  readonly dialect: Dialect;
  /** Selects table, column (null for the table itself) and comment (null if there is none) for tables that this user may comment on. */
  readonly query: (tables: readonly string[]) => Sql;
  readonly find: (query: Sql) => Promise<readonly (readonly (string | null)[])[]>;
  /** Runs statements, all or none of them. */
  readonly run: (statements: string) => Promise<unknown>;
}

/**
 * Gives tables and columns the comments that the generator has for them, where they have another one or none. The database is asked once for
 * all resources, and nothing is written if all are there. A comment is not worth a load: whatever the database says against those of a
 * resource is left at that, and the next load tries again.
 */
export async function writeComments(resources: readonly Resource[], { dialect, query, find, run }: Commented): Promise<void> {
  try {
    const found = await find(query(resources.flatMap(({ tables }) => tables.map(({ name }) => name))));
    const present = new Map(found.map(([table, column, comment]) => [placeOf(table!, column!), comment]));
    for (const resource of resources) {
      if (!resource.tables.some(({ name }) => present.has(placeOf(name)))) continue;
      const outdated = ((await readStatements(resource, dialect)).get("comment") ?? []).filter((statement) => {
        const { place, text } = parseComment(statement);
        return present.has(place) && present.get(place) !== text;
      });
      if (outdated.length > 0) await run(outdated.join("\n")).catch(() => {});
    }
  } catch {
    // The next load tries again.
  }
}

/** Parses a generated statement, one per line: its object, and the text. */
function parseComment(statement: string): { place: string; text: string } {
  const [, table, column, text] = COMMENT.exec(statement)!;
  return { place: placeOf(unquoteName(table!), column && unquoteName(column)), text: text!.replaceAll("''", "'") };
}

const COMMENT = /^COMMENT ON (?:TABLE|COLUMN) (\w+|"(?:[^"]|"")+")(?:\.(\w+|"(?:[^"]|"")+"))? IS '(.*)';$/s;

function placeOf(table: string, column?: string | null): string {
  return JSON.stringify(column ? [table, column] : [table]);
}
