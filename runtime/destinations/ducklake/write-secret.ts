import { quoteName } from "../identifiers.ts";
import { quoteText } from "../duckdb/literals.ts";

/** The statement that makes one of DuckDB's secrets, which lives as long as the instance. DuckDB takes no parameters for it. */
export function writeSecret(name: string, options: Readonly<Record<string, string>>): string {
  const parts = Object.entries(options).map(([option, value]) => `${option} ${quoteText(value)}`);
  return `CREATE OR REPLACE SECRET ${quoteName(name)} (${parts.join(", ")})`;
}
