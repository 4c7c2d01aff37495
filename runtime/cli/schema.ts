import { type Command, Option } from "commander";
import type { WarehouseName } from "../publish/warehouse/column-types.ts";
import type { Dialect, Resource } from "../resource.ts";
import { findResources } from "./select-resources.ts";

interface Flags {
  readonly dialect: Dialect | WarehouseName;
  readonly format: "sql" | "mermaid" | "dbml";
}

/** `lago-loader schema`: prints the statements that create the tables, or a diagram of them. */
export function addSchema(program: Command): void {
  program
    .command("schema")
    .description("print CREATE TABLE statements, or a diagram, of the named resources or of all")
    .argument("[resource...]", "names or patterns")
    .addOption(new Option("--dialect <dialect>", "SQL dialect").choices(["duckdb", "postgres", "bigquery", "snowflake", "redshift", "databricks"]).default("duckdb"))
    .addOption(new Option("--format <format>", "SQL, or a diagram of the tables and those they refer to").choices(["sql", "mermaid", "dbml"]).default("sql"))
    .action(run);
}

async function run(names: readonly string[], { dialect, format }: Flags): Promise<void> {
  const { resources } = await import("../../generated/index.ts");
  const named = findResources(resources, names);
  process.stdout.write(format === "sql" ? await formatSql(named.length > 0 ? named : resources, dialect) : await formatDiagram(resources, named, format));
}

async function formatSql(resources: readonly Resource[], dialect: Dialect | WarehouseName): Promise<string> {
  if (dialect !== "duckdb" && dialect !== "postgres") {
    const { formatWarehouseSchema } = await import("../publish/warehouse/schema-text.ts");
    return formatWarehouseSchema(resources, dialect);
  }
  const { readStatements } = await import("../destinations/statements.ts");
  const statements = await Promise.all(resources.map((resource) => readStatements(resource, dialect)));
  return `${statements.flatMap((named) => named.get("create")!).join("\n\n")}\n`;
}

async function formatDiagram(known: readonly Resource[], named: readonly Resource[], format: "mermaid" | "dbml"): Promise<string> {
  const { formatDbml, formatMermaid, listEntities } = await import("./diagram.ts");
  return (format === "mermaid" ? formatMermaid : formatDbml)(listEntities(known, named));
}
