import type { Command } from "commander";
import { identifier, joinSql, sql } from "../destinations/sql.ts";
import { findTables } from "./look-into.ts";
import { say } from "./terminal/messages.ts";
import { addDestinationOptions, type DestinationFlags, readDestination } from "./settings/settings.ts";
import { formatCount, formatTable, terminalWidth } from "./terminal/table.ts";

/** `lago-loader tables`: lists the tables that have rows, with what a row of each is. */
export function addTables(program: Command): void {
  const command = program.command("tables").description("list the tables of the database and their rows");
  addDestinationOptions(command).option("--empty", "also list tables without rows").option("--json", "print one JSON array").action(run);
}

async function run({ empty = false, json, ...flags }: DestinationFlags & { empty?: boolean; json?: boolean }): Promise<void> {
  const [{ openDestination }, { resources }] = await Promise.all([import("../destinations/open.ts"), import("../../generated/index.ts")]);
  const destination = await openDestination(readDestination(flags), { schema: flags.schema, readOnly: true, onNotice: say });
  try {
    const there = await findTables(destination);
    const known = resources.flatMap(({ tables }) => tables).filter(({ name }) => there.has(name));
    const counts = known.length === 0 ? [] : (await destination.query(joinSql(known.map(({ name }) => sql`SELECT count(*), count(_deleted_at) FROM ${identifier(name)}`), "\nUNION ALL\n"))).rows;
    const tables = known
      .map(({ name, description }, index) => ({ table: name, rows: Number(counts[index]![0]), deleted: Number(counts[index]![1]), description: description ?? null }))
      .filter(({ rows }) => empty || rows > 0);
    if (json) process.stdout.write(`${JSON.stringify(tables)}\n`);
    else process.stdout.write(formatTable(["table", "rows", "deleted", "a row is"], tables.map(({ table, rows, deleted, description }) => [table, formatCount(rows), formatCount(deleted), description ?? ""]), terminalWidth()));
  } finally {
    await destination.close();
  }
}
