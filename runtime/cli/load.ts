import { type Command, Option } from "commander";
import type { LoadFlags } from "./load-flags.ts";
import { parseListen } from "./schedule/listen-address.ts";
import { addDestinationOptions, addLagoOptions, parseCount, parseNames, parsePageSize, parseRate } from "./settings.ts";
import { parseAge, parseInterval, parseSince, parseUntil } from "./times.ts";

/** `lago-loader load`: reads lists and writes them into the database. */
export function addLoad(program: Command): void {
  const command = program
    .command("load")
    .description("load lists: those named, or each that is the only source of its rows. The first time whole, then what may have changed")
    .argument("[resource...]", "as `lago-loader resources` lists them");
  addDestinationOptions(command)
    .option("--exclude <resource...>", "leave these out, and what lies below them")
    .option("--all", "also lists whose rows another resource already brings")
    .option("--details <lists>", "of these lists, or all, also what only single records have, of rows that are new or changed", parseNames)
    .option("--full", "read every list whole, also those of which a window of time would do")
    .addOption(new Option("--rewrite", "read everything and write every row anew, with its child rows").conflicts(["since", "until", "changes", "every", "dryRun"]))
    .option("--since <date>", "read events, fees, invoices, … from this day on, whatever was loaded before", parseSince)
    .option("--until <date>", "the same, up to the end of this day", parseUntil)
    .option("--max-age <age>", "read a list whole when it was not for so long (default: 7d)", parseAge)
    .option("--changes", "ask Lago's activity logs what has changed, and for that only; without them (premium) like any load")
    .option("--concurrency <n>", "requests at the same time (default: 6)", parseCount)
    .option("--per-page <n>", "records a page, or auto: about a megabyte (default: auto)", parsePageSize)
    .option("--max-passes <n>", "times that a list is read which moves meanwhile (default: 3)", parseCount)
    .option("--max-requests-per-second <n>", "stay below Lago's own limit, which all keys share", parseRate)
    .option("--accept-deletions", "mark rows as deleted even if they are suspiciously many (default: only if two full refreshes agree)")
    .option("--restart", "ignore the checkpoint of an interrupted load and start over")
    .option("--resume-folder <folder>", "keep checkpoints here (default: beside the DuckDB file, else among your own files)")
    .option("--no-indexes", "make no indexes in Postgres besides primary keys")
    .option("--wait", "wait for another load into the same database to end")
    .addOption(new Option("--every <interval>", "stay, and load again so long after each beginning, as in 15m").argParser(parseInterval).conflicts(["since", "until", "dryRun"]))
    .option("--listen <address>", "with --every: answer /healthz and /metrics at this port, or host:port", parseListen)
    .addOption(new Option("--log-format <format>", "of what is said on the way: text, or a line of JSON an event").choices(["text", "json"]).default("text"))
    .option("--dry-run", "say what would be loaded, and write nothing")
    .option("--json", "print the result of a load as one JSON object, on a line")
    .option("--quiet", "print errors only")
    .addHelpText("after", EXAMPLES)
    .action(async (names: readonly string[], flags: LoadFlags) => {
      // Late, because it takes longer to import than `--help` may take to answer.
      const { runLoad } = await import("./run-load.ts");
      await runLoad(names, flags);
    });
  addLagoOptions(command);
}

const EXAMPLES = `
Examples:
  lago-loader load
  lago-loader load invoices fees --to billing.duckdb
  lago-loader load --exclude events activity_logs api_logs --to postgres://loader@db.example.com/billing
  lago-loader load --details invoices,plans
  lago-loader load events --since 2026-01-01 --until 2026-01-31
  lago-loader load --changes --every 15m --listen 9464
  lago-loader load --dry-run`;
