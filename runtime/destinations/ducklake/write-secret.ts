import { quoteName } from "../identifiers.ts";
import { quoteText } from "../duckdb/literals.ts";

/** The statement that creates one of DuckDB's secrets, for the lifetime of the instance. It takes no parameters. */
export function writeSecret(name: string, options: Readonly<Record<string, string>>): string {
  const parts = Object.entries(options).map(([option, value]) => `${option} ${quoteText(value)}`);
  return `CREATE OR REPLACE SECRET ${quoteName(name)} (${parts.join(", ")})`;
}
