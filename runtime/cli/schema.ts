import { type Command, Option } from "commander";
import type { Dialect } from "../resource.ts";
import { findResources } from "./select-resources.ts";

/** `lago-loader schema`: the statements that make the tables. */
export function addSchema(program: Command): void {
  program
    .command("schema")
    .description("print the CREATE TABLE statements of the lists named, or of all")
    .argument("[resource...]", "as `lago-loader resources` lists them")
    .addOption(new Option("--dialect <dialect>", "whose SQL").choices(["duckdb", "postgres"]).default("duckdb"))
    .action(run);
}

async function run(names: readonly string[], { dialect }: { dialect: Dialect }): Promise<void> {
  const [{ readStatements }, { resources }] = await Promise.all([import("../destinations/statements.ts"), import("../../generated/index.ts")]);
  const wanted = names.length > 0 ? findResources(resources, names) : resources;
  const statements = await Promise.all(wanted.map((resource) => readStatements(resource, dialect)));
  process.stdout.write(`${statements.flatMap((named) => named.get("create")!).join("\n\n")}\n`);
}
