import { createReadStream } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { ConfigurationError } from "../errors.ts";

/** Sends a Parquet file to standard output. It is first written to a private file, because the format needs seeking. */
export async function sendParquet(write: (file: string) => Promise<unknown>): Promise<void> {
  if (process.stdout.isTTY) throw new ConfigurationError("Parquet is not for a terminal. Redirect it into a file, as in > answer.parquet");
  const folder = await mkdtemp(join(tmpdir(), "lago-loader-"));
  try {
    await chmod(folder, 0o700);
    const file = join(folder, "answer.parquet");
    await write(file);
    await pipeline(createReadStream(file), process.stdout, { end: false });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
