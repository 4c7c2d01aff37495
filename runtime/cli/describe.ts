import type { Command } from "commander";
import { identifier, sql } from "../destinations/sql.ts";
import { ConfigurationError } from "../errors.ts";
import type { Resource, Table } from "../resource.ts";
import { findClosest } from "../closest.ts";
import { say } from "./terminal/messages.ts";
import { addDestinationOptions, type DestinationFlags, readDestination } from "./settings/settings.ts";

/** `lago-loader describe`: prints what the columns of a table mean, and how many rows it has. */
export function addDescribe(program: Command): void {
  const command = program.command("describe").description("show the columns of a table: types, meaning, values, references");
  command.argument("<name>", "table, or resource");
  addDestinationOptions(command).option("--json", "print one JSON object").action(run);
}

async function run(name: string, { json, ...flags }: DestinationFlags & { json?: boolean }): Promise<void> {
  const [{ resources }, { describeTable }, { formatDescription }] = await Promise.all([import("../../generated/index.ts"), import("../describe-table.ts"), import("./format-description.ts")]);
  const { resource, table } = findTable(resources, name);
  const counts = flags.to === undefined ? undefined : await countRows(table.name, flags);
  const description = describeTable(resources, resource, table, counts);
  process.stdout.write(json ? `${JSON.stringify(description)}\n` : formatDescription(description));
}

function findTable(known: readonly Resource[], name: string): { resource: Resource; table: Table } {
  const all = known.flatMap((resource) => resource.tables.map((table) => ({ resource, table })));
  const found = all.find(({ table }) => table.name === name);
  if (found) return found;
  const close = findClosest(name, all.map(({ table }) => table.name));
  const meant = close.length > 0 ? `Did you mean ${close.join(", ").replace(/, (?=[^,]*$)/, " or ")}?` : "`lago-loader resources --json` lists them.";
  throw new ConfigurationError(`There is no table "${name}". ${meant}`);
}

/** The number of rows; undefined if the database does not have the table. */
async function countRows(table: string, flags: DestinationFlags): Promise<[number, number] | undefined> {
  const [{ openDestination }, { findTables }] = await Promise.all([import("../destinations/open.ts"), import("./look-into.ts")]);
  const destination = await openDestination(readDestination(flags), { schema: flags.schema, readOnly: true, onNotice: say });
  try {
    if (!(await findTables(destination)).has(table)) return undefined;
    const { rows: [counts] } = await destination.query(sql`SELECT count(*), count(_deleted_at) FROM ${identifier(table)}`);
    return [Number(counts![0]), Number(counts![1])];
  } finally {
    await destination.close();
  }
}
