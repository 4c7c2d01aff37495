import { type Command, Option } from "commander";
import type { LoadFlags } from "./load/load-flags.ts";
import { parseListen } from "./settings/listen-address.ts";
import { addDestinationOptions, addLagoOptions, parseConcurrency, parseCount, parseMemory, parseNames, parsePageSize, parseRate } from "./settings/settings.ts";
import { parseAge, parseInterval, parseSince, parseUntil } from "./terminal/times.ts";

/** `lago-loader load`: loads resources into the database. */
export function addLoad(program: Command): void {
  const command = program
    .command("load")
    .description("load the named resources, or all of them. The first load is full, later ones are incremental")
    .argument("[resource...]", "names or patterns, e.g. invoices or 'wallet*'; default: all whose rows no other resource contains");
  addDestinationOptions(command)
    .option("--select <names>", "the same as naming them: names or patterns, with commas or repeated", parseNames)
    .option("--exclude <resource...>", "leave out every name that follows, and resources nested below them")
    .option("--all", "also load resources whose rows another resource contains")
    .option("--details <names>", "also fetch single-record details for new or changed rows of these resources, or of all", parseNames)
    .option("--full", "full-refresh every resource")
    .addOption(new Option("--rewrite", "full-refresh, and write even unchanged rows again").conflicts(["since", "until", "changes", "every", "dryRun"]))
    .option("--since <date>", "load only events, fees, invoices, … from this day on", parseSince)
    .option("--until <date>", "load them only up to the end of this day", parseUntil)
    .option("--max-age <age>", "full-refresh a resource when its last full refresh is older (default: 7d)", parseAge)
    .option("--changes", "load only what Lago's activity logs report as changed (premium; falls back to a normal load)")
    .option("--concurrency <n|auto>", "requests at the same time (default: auto, up to 32)", parseConcurrency)
    .option("--per-page <n>", "records a page, or auto: about a megabyte (default: auto)", parsePageSize)
    .option("--max-passes <n>", "read a list up to n times if it changes while it is read (default: 3)", parseCount)
    .option("--max-requests-per-second <n>", "limit the rate of requests; Lago's own limit is shared by all keys", parseRate)
    .option("--accept-deletions", "mark even suspiciously many rows as deleted (default: only if two full refreshes agree)")
    .option("--restart", "ignore the checkpoint of an interrupted load and start over")
    .option("--resume-folder <folder>", "keep checkpoints here (default: beside the DuckDB file, else in your state folder)")
    .option("--no-indexes", "create no Postgres indexes besides primary keys")
    .option("--memory-limit <size>", "memory for DuckDB, e.g. 512MB (default: 128MB)", parseMemory)
    .option("--publish <address>", "then publish what changed, as `lago-loader publish --to` does; repeatable", (address: string, before: readonly string[] = []) => [...before, address])
    .option("--wait", "wait for another load into the same database to end")
    .addOption(new Option("--every <interval>", "keep running and load every interval, e.g. 15m").argParser(parseInterval).conflicts(["since", "until", "dryRun"]))
    .addOption(new Option("--once", "load once, even if lago-loader.yaml has a schedule").conflicts("every"))
    .option("--listen <address>", "with --every: serve /healthz and /metrics at this port or host:port", parseListen)
    .option("--webhooks <address>", "with --every: receive webhooks at this port or host:port (/webhooks/lago), and load the records they name", parseListen)
    .addOption(new Option("--log-format <format>", "format of progress and log lines").choices(["text", "json"]).default("text"))
    .option("--dry-run", "show what would be loaded; write nothing")
    .option("--json", "print the result as one line of JSON")
    .option("--quiet", "print errors only")
    .addOption(new Option("--verbose", "print every resource, how it was read, and everything kept in _extra").conflicts("quiet"))
    .addHelpText("after", EXAMPLES)
    .action(async (names: readonly string[], flags: LoadFlags) => {
      // Imported late, since the import takes longer than `--help` may take.
      await import("./load/small-heap.ts");
      const { runLoad } = await import("./run-load.ts");
      await runLoad(names, flags);
    });
  addLagoOptions(command);
}

const EXAMPLES = `
Examples:
  lago-loader load
  lago-loader load invoices fees --to billing.duckdb
  lago-loader load 'wallet*,customers'
  lago-loader load --exclude events,activity_logs,api_logs --to postgres://loader@db.example.com/billing
  lago-loader load --details invoices,plans
  lago-loader load events --since 2026-01-01 --until 2026-01-31
  lago-loader load --changes --every 15m --listen 9464
  lago-loader load --every 1h --webhooks 8080
  lago-loader load --dry-run`;
