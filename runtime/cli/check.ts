import { constants, existsSync } from "node:fs";
import { access } from "node:fs/promises";
import { dirname } from "node:path";
import type { Command } from "commander";
import type { Destination } from "../destinations/destination.ts";
import { quoteName } from "../destinations/identifiers.ts";
import { type Sql, sql } from "../destinations/sql.ts";
import { DestinationError, EXIT } from "../errors.ts";
import type { LagoEvent } from "../transport/retry.ts";
import type { Access } from "./access.ts";
import { interruptSignal } from "./terminal/interrupt.ts";
import { explainError, say } from "./terminal/messages.ts";
import { addDestinationOptions, addLagoOptions, type DestinationFlags, findFile, type LagoFlags, readDestination, readLagoSettings } from "./settings/settings.ts";
import { formatCount, formatTable, terminalWidth } from "./terminal/table.ts";

/** `lago-loader check`: checks that a load has all it needs. */
export function addCheck(program: Command): void {
  const command = program.command("check").description("check the API key, what it may read, and the database");
  addLagoOptions(addDestinationOptions(command)).option("--webhooks [url]", "also check whether Lago sends webhooks to this URL, or to any `load --webhooks`").action(runCheck);
}

/** Throws if Lago or the database cannot be used. */
export async function runCheck(flags: LagoFlags & DestinationFlags & { readonly webhooks?: string | true }): Promise<void> {
  const [{ createLago }, { reachLago }, { findAccess }, { describeEndpoints, parseWebhookUrl }, { resources }] = await Promise.all([
    import("../client.ts"),
    import("../load/reach-lago.ts"),
    import("./access.ts"),
    import("./webhook-endpoint.ts"),
    import("../../generated/index.ts"),
  ]);
  const webhooks = typeof flags.webhooks === "string" ? parseWebhookUrl(flags.webhooks) : undefined;
  const lago = createLago({ ...readLagoSettings(flags), signal: interruptSignal(), retry: QUICK, onEvent: sayRetries });
  say(`Asking ${lago.url} what may be read …`);
  const [allowed, database] = await Promise.allSettled([reachLago(lago, resources).then(() => findAccess(lago, resources)), reachDestination(flags)]);

  const print = (line: string) => void process.stdout.write(`${line}\n`);
  if (allowed.status === "fulfilled") {
    print(`${formatAccess(allowed.value)}\nLago: the key is accepted at ${lago.url}.`);
    if (!allowed.value.some(({ readable }) => readable === "yes")) {
      print("It may read nothing: a load would bring nothing.");
      process.exitCode = EXIT.partial;
    }
  }
  if (database.status === "fulfilled") print(`Database: ${database.value}`);
  if (flags.webhooks !== undefined && allowed.status === "fulfilled") {
    print(await describeEndpoints(lago, webhooks));
  }
  // Both errors are printed; the first one decides the exit code.
  if (allowed.status === "rejected" && database.status === "rejected") say(explainError(database.reason, { stack: false }));
  for (const result of [allowed, database]) if (result.status === "rejected") throw result.reason;
}

/** A person waits for the result: after half a minute, Lago counts as unreachable. */
const QUICK = { attempts: 3, total: 30_000, timeout: 15_000 };

function sayRetries(event: LagoEvent): void {
  if (event.type === "retry") say(`Retry in ${(event.wait / 1000).toFixed(1)} s: ${event.reason}`, "warn");
}

function formatAccess(allowed: readonly Access[]): string {
  const rows = allowed.map(({ name, readable, records, reason }) => [name, readable, records === null ? "" : formatCount(records), reason]);
  const count = allowed.filter(({ readable }) => readable === "yes").length;
  return `${formatTable(["resource", "readable", "records", ""], rows, terminalWidth())}\n${count} of ${allowed.length} lists can be read.`;
}

/** Opens the database without creating anything. */
async function reachDestination(flags: DestinationFlags): Promise<string> {
  const spec = readDestination(flags);
  const file = findFile(spec);
  if (file !== undefined && !existsSync(file)) {
    await access(dirname(file), constants.W_OK).catch(() => {
      throw new DestinationError(`${file} cannot be made: its folder does not exist or may not be written to. Name another file.`);
    });
    return `${file} will be made.`;
  }
  const { openDestination } = await import("../destinations/open.ts");
  // With a schema that every database has: the loader's own may not exist yet.
  const destination = await openDestination(spec, { schema: /^postgres/i.test(spec) ? "pg_catalog" : "main", create: false, onNotice: say });
  try {
    return await describeSchema(destination, flags.schema);
  } finally {
    await destination.close();
  }
}

async function describeSchema(destination: Destination, schema: string): Promise<string> {
  const { name, query } = destination;
  const ask = async (what: Sql) => (await query(sql`SELECT ${what}`)).rows[0]![0];
  const there = (await ask(sql`count(*) FROM information_schema.schemata WHERE catalog_name = current_database() AND schema_name = ${schema}`)) !== "0";
  const allowed = await ask(there ? sql`has_schema_privilege(${schema}, 'CREATE')` : sql`has_database_privilege(current_database(), 'CREATE')`);
  // As each database prints it: t, true.
  if (!allowed?.startsWith("t")) {
    const right = there ? `GRANT USAGE, CREATE ON SCHEMA ${quoteName(schema)}` : `GRANT CREATE ON DATABASE ${quoteName((await ask(sql`current_database()`))!)}`;
    throw new DestinationError(`${name} can be reached, but its user may not make ${there ? `tables in schema ${schema}` : `the schema ${schema}`}. Have an administrator run: ${right} TO ${quoteName((await ask(sql`current_user`))!)}`);
  }
  return `${name} can be reached${there ? "" : `; its schema ${schema} will be made`}.`;
}
