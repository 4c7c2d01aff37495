import "../typescript-threads.ts";
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { resources } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import { openDestination } from "../../runtime/destinations/open.ts";
import { load } from "../../runtime/load.ts";

/** A load in a process of its own, which can be killed. */
export interface Loader {
  readonly resource: string;
  readonly lago: string;
  readonly destination: string;
  readonly schema: string;
  readonly spool: string;
  readonly perPage: number;
}

export interface RunningLoader {
  readonly process: ChildProcess;
  /** How it ended: what it said, or the signal that killed it. */
  readonly ended: Promise<string>;
}

export function startLoader(loader: Loader): RunningLoader {
  const child = spawn(process.execPath, ["--import", "tsx", fileURLToPath(import.meta.url), JSON.stringify(loader)], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text: Buffer) => (said += String(text)));
  const ended = new Promise<string>((resolve) => child.once("close", (_, signal) => resolve(signal ?? said.trim())));
  return { process: child, ended };
}

async function run({ resource, lago: baseUrl, destination: address, schema, spool, perPage }: Loader): Promise<void> {
  const lago = createLago({ apiKey: "test-key", baseUrl, perPage, concurrency: 2, retry: { firstWait: 1, longestWait: 50 } });
  const destination = await openDestination(address, { schema });
  const report = await load(resources.filter(({ name }) => name === resource), { lago, destination, spool, full: true });
  await destination.close();
  console.log(report.resources[0]!.status);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await run(JSON.parse(process.argv[2]!) as Loader).catch((error: Error) => console.log(error.message));
}
