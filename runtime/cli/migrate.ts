import type { Command } from "commander";
import type { Migration } from "../migrate/migration.ts";
import { EXIT } from "../errors.ts";
import { say } from "./terminal/messages.ts";
import { addDestinationOptions, type DestinationFlags, parseMemory, readDestination } from "./settings/settings.ts";
import { formatTable } from "./terminal/table.ts";

interface MigrateFlags extends DestinationFlags {
  readonly dryRun?: boolean;
  readonly rebuild?: boolean;
  readonly memoryLimit?: string;
  readonly json?: boolean;
}

/** `lago-loader migrate`: upgrades existing tables without loading. */
export function addMigrate(program: Command): void {
  const command = program.command("migrate").description("upgrade existing tables to this version's schema (every load does this first)");
  addDestinationOptions(command)
    .option("--dry-run", "print the statements; change nothing")
    .option("--rebuild", "if rows do not fit a new primary key, keep them in renamed tables")
    .option("--memory-limit <size>", "memory for DuckDB, e.g. 512MB (default: 128MB, more for tables of more than 64 columns)", parseMemory)
    .option("--json", "print one JSON object")
    .action(run);
}

async function run({ dryRun = false, rebuild = false, json, memoryLimit, ...flags }: MigrateFlags): Promise<void> {
  const [{ openDestination }, { resources }] = await Promise.all([import("../destinations/open.ts"), import("../../generated/index.ts")]);
  // A database that does not exist needs no migration, and is not created.
  const destination = await openDestination(readDestination(flags), { schema: flags.schema, create: false, onNotice: say, ...(memoryLimit && { memoryLimit }) });
  try {
    const reservation = await destination.reserve({ wait: false });
    try {
      const onFailed = (resource: string, reason: string) => {
        say(`${resource}: ${reason}`);
        process.exitCode = EXIT.partial;
      };
      const migration = await destination.migrate(resources, { dryRun, rebuild, onFailed });
      process.stdout.write(json ? `${JSON.stringify(migration)}\n` : formatMigration(migration, destination.name, dryRun));
    } finally {
      await reservation.release();
    }
  } finally {
    await destination.close();
  }
}

function formatMigration({ statements, moved, orphans, reread, brokenViews }: Migration, name: string, dryRun: boolean): string {
  const moves = Object.entries(moved).map(([place, count]) => [`  ${place}`, String(count)]);
  const list = (heading: string, names: readonly string[]) => (names.length === 0 ? [] : [`\n${heading}\n`, ...names.map((each) => `  ${each}\n`)]);
  return [
    ...statements.map((sql) => `${sql.replace(/;$/, "")};\n`),
    ...(moves.length === 0 ? [] : [`\n${formatTable(["Moved from _extra:", ""], moves)}`]),
    ...list("No longer in the OpenAPI spec, and kept:", orphans),
    ...list("Full refresh in the next load:", reread),
    ...list("Views that no longer fit the tables. Create them again:", brokenViews),
    ...(statements.length === 0 ? [] : ["\n"]),
    statements.length === 0 ? `${name} is up to date.\n` : dryRun ? `${name} was not changed.\n` : `${name} is now up to date.\n`,
  ].join("");
}
