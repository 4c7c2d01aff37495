import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { type Command, InvalidArgumentError } from "commander";
import type { ReportOptions } from "../show/report.ts";
import { interruptSignal } from "./terminal/interrupt.ts";
import { say } from "./terminal/messages.ts";
import { ConfigurationError, DestinationError } from "../errors.ts";
import { BusyError } from "../reader/reader.ts";
import { addDestinationOptions, type DestinationFlags, readDestination } from "./settings/settings.ts";

interface ShowFlags extends DestinationFlags {
  readonly port: number;
  readonly open: boolean;
  readonly anonymous?: boolean;
  readonly export?: string;
  readonly currency?: string;
  readonly pages: string;
}

/** `lago-loader show`: serves the data as pages for a browser on this machine. */
export function addShow(program: Command): void {
  const command = program.command("show").description("show billing figures, loads and tables in a browser");
  addDestinationOptions(command)
    .option("--port <port>", "port on 127.0.0.1; 0 is any free one", parsePort, 0)
    .option("--no-open", "print the address without opening a browser")
    .option("--anonymous", "leave out names, addresses and other personal data")
    .option("--export <file>", "write a report as one HTML file, and exit")
    .option("--currency <code>", "with --export: currency (default: that of most customers)")
    .option("--pages <names>", "with --export: pages, of billing, loads, checks", "billing")
    .action(run);
}

async function run({ port, open, anonymous = false, schema, export: file, currency, pages, ...flags }: ShowFlags): Promise<void> {
  const [{ openReader }, { readMetrics }, { startShow }, { resources }] = await Promise.all([
    import("../reader/open-reader.ts"),
    import("../metrics/read-metrics.ts"),
    import("../show/server.ts"),
    import("../../generated/index.ts"),
  ]);
  const reader = await openReader(readDestination(flags), { schema });
  try {
    const source = { reader, metrics: await readMetrics(), resources, anonymous };
    if (file !== undefined) return await exportReport(file, { ...source, currency: currency?.toUpperCase(), pages: pages.split(",").map((name) => name.trim()) });
    const show = await startShow({ ...source, port });
    process.stdout.write(`${show.url}\n`);
    say("Keep this address to yourself: it holds the token. Ctrl-C stops the server.");
    if (open) openBrowser(show.url);
    const signal = interruptSignal();
    await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
    await show.close();
  } finally {
    await reader.close();
  }
}

async function exportReport(file: string, options: ReportOptions): Promise<void> {
  const { writeReport } = await import("../show/report.ts");
  const report = await writeReport(options).catch((error: unknown) => {
    throw error instanceof BusyError ? new DestinationError(`${error.message}. Wait until it has ended, or stop it.`, { cause: error }) : error;
  });
  // It shows what customers owe: like the database, only its owner may read it.
  await writeFile(file, report, { mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    throw new ConfigurationError(`${file} cannot be written (${error.code}). Make room, or name another file with --export.`, { cause: error });
  });
  say(`Wrote ${file} (${Math.ceil(report.length / 1000)} kB)${options.anonymous ? "" : ". It has names of customers; --anonymous leaves them out"}.`);
}

/** Opens a browser. If there is none, the user copies the printed address. */
function openBrowser(url: string): void {
  const command = process.platform === "darwin" ? "open" : process.platform === "win32" ? "explorer" : "xdg-open";
  spawn(command, [url], { stdio: "ignore", detached: true }).on("error", () => {}).unref();
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new InvalidArgumentError("A port is a number from 0 to 65535.");
  return port;
}
