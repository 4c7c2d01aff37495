import { isLakeAddress } from "../destinations/ducklake/address.ts";
import type { Reader } from "./reader.ts";

export interface ReaderOptions {
  /** Schema of the tables. Default `lago_data`. */
  readonly schema?: string;
}

/** Opens a database for reading, by an address as in `--to`. Creates nothing. */
export async function openReader(address: string, { schema = "lago_data" }: ReaderOptions = {}): Promise<Reader> {
  if (/^postgres(ql)?:/i.test(address)) {
    const { openPostgresReader } = await import("./postgres-reader.ts");
    return openPostgresReader(address, schema);
  }
  if (isLakeAddress(address)) {
    const { openLakeReader } = await import("./lake-reader.ts");
    return openLakeReader(address, schema);
  }
  const { openDuckDBReader } = await import("./duckdb-reader.ts");
  return openDuckDBReader(address.replace(/^duckdb:/i, ""), schema);
}
