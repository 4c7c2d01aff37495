import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { DestinationError } from "../errors.ts";
import type { Dialect, Resource } from "../resource.ts";
import type { Part } from "./details.ts";
import { type Sql, writeSql } from "./sql.ts";

/** Name → statements of that name, in the order in which they run. */
export type Statements = ReadonlyMap<string, readonly string[]>;

/** Reads the SQL that was generated for a resource, or for its details, from beside its module. */
export async function readStatements(resource: Resource, dialect: Dialect, part: Part = "list"): Promise<Statements> {
  const file = part === "list" ? `${resource.name}.${dialect}.sql` : `${resource.name}.details.${dialect}.sql`;
  const address = new URL(`./${file}`, resource.source);
  try {
    return parseStatements(await readFile(address, "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new DestinationError(
      `The SQL of ${resource.name} is missing at ${fileURLToPath(address)}. The loader reads it from beside its modules: keep the package lago-loader out of a bundle ` +
        "(esbuild: --packages=external), or copy its folder dist/generated to there.",
      { cause: error },
    );
  }
}

/** The statement with an additional condition on its rows. It must end with its own condition. `place` names the parameters of the condition's values. */
export function narrow(statement: string, condition: Sql, place: (index: number) => string): string {
  return `${statement.replace(/;$/, "")} AND (${writeSql(condition, place)});`;
}

/** The statements after each `-- name: x` line. Several may share a name; a statement ends where a line ends with `;`. */
export function parseStatements(sql: string): Statements {
  const statements = new Map<string, string[]>();
  for (const section of sql.split(/^-- name: /m).slice(1)) {
    const [, name, body] = /^(\S+)\r?\n(.*)$/s.exec(section) ?? [];
    if (name === undefined || body === undefined) throw new Error(`"-- name: ${section.split("\n")[0]}" names no statement.`);
    const parts = body.split(/(?<=;)\s*$/m).map((part) => part.trim());
    statements.set(name, [...(statements.get(name) ?? []), ...parts.filter((part) => part !== "")]);
  }
  return statements;
}
