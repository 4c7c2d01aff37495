import { runProgram } from "./program.ts";

/** The limit of the network: every page asked for and thrown away. */
export interface DiscardTask {
  readonly address: string;
  readonly resource: string;
  readonly rows: number;
  readonly perPage: number;
  readonly concurrency: number;
}

export interface DiscardFacts {
  readonly bytes: number;
  readonly requests: number;
}

await runProgram(async ({ address, resource, rows, perPage, concurrency }: DiscardTask): Promise<DiscardFacts> => {
  const pages = Math.ceil(rows / perPage);
  let [next, bytes] = [1, 0];
  const worker = async () => {
    while (next <= pages) {
      const response = await fetch(`${address}/${resource}?page=${next++}&per_page=${perPage}`);
      const { byteLength } = await response.arrayBuffer();
      bytes += byteLength;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return { bytes, requests: pages };
});
