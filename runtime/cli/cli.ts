#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { EXIT, exitCodeOf } from "../errors.ts";
import { loaderVersion } from "../version.ts";
import { addAgents } from "./agents.ts";
import { addCheck } from "./check.ts";
import { applyConfig } from "./config/apply-config.ts";
import { addCompletion } from "./completion.ts";
import { addDescribe } from "./describe.ts";
import { addExport } from "./export.ts";
import { addInit } from "./init.ts";
import { abandonRequests, INTERRUPTED, isInterrupted } from "./terminal/interrupt.ts";
import { addLoad } from "./load.ts";
import { explainError, say } from "./terminal/messages.ts";
import { addMcp } from "./mcp.ts";
import { addMetric } from "./metric.ts";
import { addMigrate } from "./migrate.ts";
import { addPublish } from "./publish.ts";
import { addQuery } from "./query.ts";
import { addResources } from "./resources.ts";
import { addSchema } from "./schema.ts";
import { addShow } from "./show.ts";
import { addStatus } from "./status.ts";
import { addTables } from "./tables.ts";

const COMMANDS = [addInit, addLoad, addCheck, addStatus, addResources, addSchema, addDescribe, addTables, addQuery, addExport, addMetric, addShow, addMcp, addAgents, addPublish, addMigrate, addCompletion];

const ABOUT = `Copies your Lago billing data into DuckDB or Postgres, as typed SQL tables.

  lago-loader init                          set up this folder
  lago-loader load                          load everything into lago.duckdb
  lago-loader load --to postgres://host/db  load into Postgres
  lago-loader show                          billing figures in a browser
  lago-loader query "SELECT * FROM invoices"`;

const MORE = `
Settings, in order of precedence: flags, the environment, .env, lago-loader.yaml.

Environment, also read from .env:
  LAGO_API_KEY       API key, from Lago's dashboard, under Developers
  LAGO_API_KEY_FILE  file with the key, e.g. a Docker or Kubernetes secret (not from .env)
  LAGO_API_URL       address of a self-hosted Lago; default: Lago Cloud in the US
  LAGO_DESTINATION   DuckDB file or postgres://user:password@host/database; default: lago.duckdb

Exit codes:
  0 all loaded            3 the key was refused        6 the database failed
  1 unexpected            4 some resources failed      7 Lago cannot be reached
  2 usage, configuration  5 files or schema differ     130 interrupted`;

/** For what a command that has failed leaves behind. */
const LAST_MS = 2000;

/** SQL that begins with a comment, as in `query "$(cat report.sql)"`, is no flag: behind a line break it is not taken for one. */
const SQL_COMMENT = /^--(\s|[^=]*\n)/;

// Databases, their logs and the pages of a load hold customers' data: only the owner may read new files.
process.umask(0o077);
// A closed pipe, as in \`lago-loader query … | head\`, is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") say(`The output cannot be written: ${error.message}. Make room, or write it elsewhere.`, "error");
  process.exit(error.code === "EPIPE" ? 0 : EXIT.unexpected);
});
// Warnings of Node and of libraries follow --log-format as well.
process.removeAllListeners("warning").on("warning", ({ message }) => say(message, "warn"));
// There is nowhere left to report to.
process.stderr.on("error", () => {});
process.exitCode = await run(process.argv);

/** Runs one command line and returns its exit code. */
async function run(argv: readonly string[]): Promise<number> {
  const program = new Command("lago-loader")
    .description(ABOUT)
    .version(loaderVersion, "-V, --version", "print the version")
    .option("--config <file>", "settings for loads (default: lago-loader.yaml in this folder)")
    .option("--debug", "also show where an error came from")
    .helpOption("-h, --help", "show help for a command")
    .helpCommand("help [command]", "show help for a command")
    .addHelpText("after", MORE)
    .configureOutput({ outputError: (text) => say(text.replace(/^error: /, ""), "error") })
    .exitOverride()
    .hook("preAction", (_, command) => applyConfig(command, program.opts<{ config?: string }>().config));
  for (const add of COMMANDS) add(program);
  try {
    await program.parseAsync(argv.map((word) => (SQL_COMMENT.test(word) ? `\n${word}` : word)));
    return Number(process.exitCode ?? EXIT.loaded);
  } catch (error) {
    abandonRequests();
    // A driver may go on with what has been given up, as Snowflake's does for hours.
    setTimeout(() => process.exit(), LAST_MS).unref();
    if (isInterrupted()) return INTERRUPTED;
    // Commander has already printed the error.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.loaded : EXIT.usage;
    const code = exitCodeOf(error);
    say(explainError(error, { stack: code === EXIT.unexpected || program.opts<{ debug?: boolean }>().debug === true }), "error");
    return code;
  }
}
