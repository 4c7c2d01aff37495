import "../typescript-threads.ts";
import { randomUUID } from "node:crypto";
import { resources } from "../../generated/index.ts";
import { DEMO } from "../../runtime/cli/load/demo-loads.ts";
import { interruptSignal, INTERRUPTED, isInterrupted } from "../../runtime/cli/terminal/interrupt.ts";
import { explainError, say } from "../../runtime/cli/terminal/messages.ts";
import { showProgress } from "../../runtime/cli/terminal/progress.ts";
import { selectResources } from "../../runtime/cli/select-resources.ts";
import { isColored } from "../../runtime/cli/terminal/color.ts";
import { formatSummary } from "../../runtime/cli/terminal/summary.ts";
import { formatTable, terminalWidth } from "../../runtime/cli/terminal/table.ts";
import { createLago } from "../../runtime/client.ts";
import type { Destination } from "../../runtime/destinations/destination.ts";
import { openDuckDB } from "../../runtime/destinations/duckdb/duckdb.ts";
import { EXIT, exitCodeOf } from "../../runtime/errors.ts";
import { load } from "../../runtime/load.ts";
import { makeCompany } from "../lago/company/company.ts";
import { startLago } from "../lago/server.ts";
import { removeFile, removeOwnFile } from "./own-file.ts";
import { QUESTIONS } from "./questions.ts";

/*
 * `npm run demo`: a fake Lago serves a year of a company that was made up, it is loaded as `lago-loader load` would do it,
 * and three questions are asked of the database. `npm run demo -- 1000` makes up more customers.
 */
const FILE = "lago.duckdb";
const API_KEY = "demo";

process.exitCode = await demo(Number(process.argv[2] ?? 150)).catch((error: unknown) => {
  if (isInterrupted()) return INTERRUPTED;
  const code = exitCodeOf(error);
  say(explainError(error, { stack: code === EXIT.unexpected }));
  return code;
});

async function demo(customers: number): Promise<number> {
  await removeOwnFile(FILE);
  print(`A fake Lago makes up a company with a year of business; all that it lists is loaded into ${FILE}.`);
  const destination = await openDuckDB(FILE);
  try {
    const complete = await loadCompany(destination, customers);
    for (const question of QUESTIONS) {
      const { columns, rows } = await destination.query(question.sql);
      print(question.title, indent(question.sql), formatTable(columns, rows.map((row) => row.map((value) => value ?? ""))).trimEnd());
    }
    print(`Try it yourself: node dist/runtime/cli/cli.js query "SELECT name, city, currency FROM customers LIMIT 5"`);
    return complete ? EXIT.loaded : EXIT.partial;
  } catch (error) {
    // Half of a company is of no use.
    await destination.close();
    await removeFile(FILE);
    throw error;
  } finally {
    await destination.close();
  }
}

/** Whether everything came. */
async function loadCompany(destination: Destination, customers: number): Promise<boolean> {
  const startedAt = new Date();
  const fake = await startLago({ data: makeCompany({ customers }), apiKey: API_KEY });
  const selected = selectResources(resources, { names: [], exclude: [], all: false });
  const progress = showProgress(process.stderr, selected.length, { each: false });
  const signal = interruptSignal();
  try {
    const lago = createLago({ apiKey: API_KEY, baseUrl: fake.url, signal });
    const report = await load(selected, { lago, destination, loadId: `${DEMO}${randomUUID()}`, signal, onProgress: progress.update, onReport: progress.finish });
    progress.close();
    const seconds = (Date.now() - startedAt.getTime()) / 1000;
    print(formatSummary({ ...report, startedAt, seconds, destination: FILE, schema: "lago_data", planned: selected.length, keptBefore: new Set(), error: undefined }, { width: terminalWidth(), colored: isColored(process.stdout) }).trimEnd());
    return report.resources.every(({ status }) => status === "loaded");
  } finally {
    progress.close();
    await fake.close();
  }
}

function print(...paragraphs: readonly string[]): void {
  process.stdout.write(paragraphs.map((text) => `\n${text}\n`).join(""));
}

function indent(text: string): string {
  return text.replace(/^/gm, "    ");
}
