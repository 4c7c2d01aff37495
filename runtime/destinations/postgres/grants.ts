import { quoteName } from "../identifiers.ts";

/** Who asked for what, to name the statement that grants a missing right. */
export interface Asker {
  readonly role: string;
  /** The loader's schema. */
  readonly schema: string;
  readonly readOnly: boolean;
  /** A user's SQL, which may name other schemas. */
  readonly sql?: string;
}

/** What to do about a missing right, from Postgres's message and detail: a statement that an administrator can run as it stands. */
export function findGrant(text: string, asker: Asker): string {
  for (const [pattern, cure] of CURES) {
    const found = pattern.exec(text);
    if (found) return cure(asker, found[1] ?? "");
  }
  return `Grant the role ${asker.role} the right that it lacks, or load as the owner.`;
}

/** By Postgres's messages. It quotes names of databases, and no others. */
const CURES: readonly (readonly [RegExp, (asker: Asker, object: string) => string])[] = [
  [/row-level security/, ({ role }) => run(`ALTER ROLE ${quoteName(role)} BYPASSRLS`)],
  [/temporary tables in database "(.+)"/, (asker, database) => grant(asker, `TEMPORARY ON DATABASE ${quoteName(database)}`)],
  [/for database "(.+?)": .*CONNECT/, (asker, database) => grant(asker, `CONNECT ON DATABASE ${quoteName(database)}`)],
  [/for database "?(.+?)"?$/, (asker, database) => grant(asker, `CREATE ON DATABASE ${quoteName(database)}`)],
  [/for schema (.+)$/, (asker, schema) => grant(asker, `${asker.readOnly || schema !== asker.schema ? "USAGE" : "USAGE, CREATE"} ON SCHEMA ${quoteName(schema)}`)],
  [/must be owner/, () => "Migrate once as the owner: lago-loader migrate"],
  [/for sequence (.+)$/, (asker, sequence) => grant(asker, `USAGE ON SEQUENCE ${qualify(sequence, asker)}`)],
  [/for (?:table|relation|view|materialized view|foreign table) (.+)$/, (asker, table) => grant(asker, `${asker.readOnly ? "SELECT" : "SELECT, INSERT, UPDATE, DELETE"} ON ${qualify(table, asker)}`)],
];

function grant({ role }: Asker, right: string): string {
  return run(`GRANT ${right} TO ${quoteName(role)}`);
}

function run(statement: string): string {
  return `Have an administrator run: ${statement}`;
}

/** The schema of a table, which Postgres does not name, is the loader's, unless the user's SQL names another. */
function qualify(table: string, { schema, sql = "" }: Asker): string {
  const escaped = table.replace(/[^\w]/g, "\\$&");
  const [, quoted, plain] = new RegExp(`(?:"((?:[^"]|"")+)"|([\\w$]+))\\s*\\.\\s*"?${escaped}\\b`, "i").exec(sql) ?? [];
  return `${quoteName(quoted?.replaceAll('""', '"') ?? plain?.toLowerCase() ?? schema)}.${quoteName(table)}`;
}
