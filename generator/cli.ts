import { fileURLToPath } from "node:url";
import { Command, CommanderError, Option } from "commander";
import { formatDiagnostics, hasErrors } from "./diagnostics.ts";
import type { DiffFlags } from "./diff/run-diff.ts";
import type { Difference } from "./files.ts";
import { askCompilerThread, type CompilerThread } from "./emit/compiler.ts";
import { generate, type GenerateOptions } from "./generate.ts";

/** The same exit codes as the loader's command line. */
const EXIT = { ok: 0, unexpected: 1, usage: 2, differs: 5 };

/** Runs the command on the tree at `root` and returns its exit code. `thread` is for `generate`; it has begun to load. */
export async function run(args: string[], root: URL, thread: CompilerThread | undefined): Promise<number> {
  let code = EXIT.ok;
  const program = new Command("generator").description("Makes generated/ from Lago's OpenAPI document.").exitOverride();
  program
    .command("generate")
    .description("write generated/ from spec/ and templates/")
    .option("--check", "write nothing, exit 5 with the names of the files that differ")
    .option("--allow-removal", "delete the modules of lists that are gone, even if none is left")
    .action(async ({ check = false, allowRemoval = false }: { check?: boolean; allowRemoval?: boolean }) => {
      code = await runGenerate({ root, check, allowRemoval, ...(thread && { compiler: askCompilerThread(thread, root) }) });
    });
  program
    .command("spec")
    .description("Lago's document in spec/")
    .command("update")
    .description("replace spec/openapi.yaml by another of Lago's documents")
    .option("--from <source>", "a file, an address or a version (default: the newest release)")
    .option("--force", "write it even if generate would refuse it, and correct the overlay afterwards")
    .action(async ({ from, force = false }: { from?: string; force?: boolean }) => {
      // Its validator is slow to load, and `generate` needs none.
      const { updateSpec } = await import("./spec-update.ts");
      const { version, changed, diagnostics } = await updateSpec({ from, root: fileURLToPath(root), force });
      process.stderr.write(formatDiagnostics(diagnostics.filter(({ severity }) => severity === "error")));
      console.log(changed.length === 0 ? `spec/ is Lago ${version} already.` : `spec/ is now Lago ${version}. Run: npm run generate`);
    });
  program
    .command("diff")
    .description("what changed for tables and loads; docs/schema-changes.md has the rules")
    .argument("[before]", "a git ref, a version of Lago, a file or an address", "main")
    .argument("[after]", "the same; without it the working tree")
    .addOption(new Option("--format <format>", "how to print it").choices(["text", "markdown", "json", "github"]).default("text"))
    .addOption(new Option("--fail-on <severity>", "exit 5 for changes from this severity on (default: any)").choices(["error", "warning", "info"]))
    .option("--docs", "write docs/schema-changes.md instead")
    .action(async (before: string, after: string | undefined, flags: DiffFlags) => {
      const { runDiff } = await import("./diff/run-diff.ts");
      code = (await runDiff([before, after], flags, root)) ? EXIT.differs : EXIT.ok;
    });
  try {
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    console.error(isExpected(error) ? (error as Error).message : error);
    return EXIT.unexpected;
  }
}

async function runGenerate(options: GenerateOptions & { check: boolean }): Promise<number> {
  const { diagnostics, difference } = await generate(options);
  process.stderr.write(formatDiagnostics(diagnostics));
  if (difference === undefined || hasErrors(diagnostics)) {
    console.error("generated/ was left as it is.");
    return EXIT.unexpected;
  }
  const lines = describe(difference, options.check);
  console.log(lines.length === 0 ? "generated/ is up to date." : lines.join("\n"));
  if (!options.check || lines.length === 0) return EXIT.ok;
  console.error("These files differ from what spec/ and templates/ make. Run: npm run generate");
  return EXIT.differs;
}

function describe({ changed, missing, stray }: Difference, check: boolean): string[] {
  const words = check ? { changed: "differs", missing: "missing", stray: "stray" } : { changed: "changed", missing: "added", stray: "deleted" };
  const list = (word: string, paths: string[]) => paths.map((path) => `${word.padEnd(8)} ${path}`);
  return [...list(words.changed, changed), ...list(words.missing, missing), ...list(words.stray, stray)];
}

/** Whether the message alone helps; other errors are bugs and need their stack. */
function isExpected(error: unknown): boolean {
  return error instanceof Error && ["DocumentError", "TemplateError"].includes(error.name);
}
