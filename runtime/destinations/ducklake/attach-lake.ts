import { CATALOG } from "../duckdb/home.ts";
import { quoteText } from "../duckdb/literals.ts";

/** The statement that attaches a lake. Small changes are written as files as well: data that DuckLake inlines into the catalog has been lost (ducklake issues 1094, 1215, 1287). */
export function attachLake(source: string, { readOnly, data, secret }: { readonly readOnly: boolean; readonly data?: string | undefined; readonly secret?: string }): string {
  const options = [
    ...(readOnly ? ["READ_ONLY"] : ["DATA_INLINING_ROW_LIMIT 0"]),
    ...(data === undefined ? [] : [`DATA_PATH ${quoteText(data)}`]),
    ...(secret === undefined ? [] : [`META_SECRET ${quoteText(secret)}`]),
  ];
  return `ATTACH ${quoteText(source)} AS ${CATALOG} (${options.join(", ")})`;
}
