import { execFile } from "node:child_process";
import type { Command } from "commander";
import { interruptSignal } from "./terminal/interrupt.ts";
import { say } from "./terminal/messages.ts";
import { addDestinationOptions, type DestinationFlags, readDestination } from "./settings/settings.ts";

interface McpFlags extends DestinationFlags {
  readonly hidePersonal?: boolean;
  readonly allowLoad?: boolean;
}

/** `lago-loader mcp`: serves the data to agents over stdin and stdout. Only the protocol may be printed there. */
export function addMcp(program: Command): void {
  const command = program.command("mcp").description("serve the data to agents over the Model Context Protocol (stdio)");
  addDestinationOptions(command)
    .option("--hide-personal", "leave out personal columns, and the tool for free SQL, which could select them")
    .option("--allow-load", "add a tool that loads from Lago")
    .action(run);
}

async function run({ hidePersonal = false, allowLoad = false, schema, ...flags }: McpFlags): Promise<void> {
  const [{ openReader }, { readMetrics }, { serve }, { resources }] = await Promise.all([
    import("../reader/open-reader.ts"),
    import("../metrics/read-metrics.ts"),
    import("../mcp/serve.ts"),
    import("../../generated/index.ts"),
  ]);
  const destination = readDestination(flags);
  const reader = await openReader(destination, { schema });
  const load = allowLoad ? (args: readonly string[]) => runLoad([...args, "--schema", schema, "--quiet"], destination) : undefined;
  const served = serve({ reader, metrics: await readMetrics(), resources, hidePersonal, load }, (error) => say(error.message));
  try {
    const signal = interruptSignal();
    await new Promise<void>((resolve) => {
      signal.addEventListener("abort", () => resolve());
      // The client has gone away.
      process.stdin.on("close", resolve).on("end", resolve);
    });
    await served.close();
  } finally {
    await reader.close();
  }
}

/** Runs in a process of its own, since its output must not get into the protocol. The destination goes by the environment, since it can hold a password. */
function runLoad(args: readonly string[], destination: string): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [process.argv[1]!, "load", ...args], { env: { ...process.env, LAGO_DESTINATION: destination } }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? 1, output: `${stdout}${stderr}`.slice(-20_000) }),
    );
  });
}
