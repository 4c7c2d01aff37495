import { open } from "node:fs/promises";
import { DestinationError } from "../../errors.ts";
import type { HttpClient } from "../http-client.ts";

/**
 * Uploads a file with the job that loads it: https://cloud.google.com/bigquery/docs/reference/api-uploads
 * It goes in pieces, each of which is sent again if it does not arrive.
 */
export async function uploadWithJob(http: HttpClient, url: string, job: object, file: string): Promise<void> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const session = (await http.send({ method: "POST", url: `${url}?uploadType=resumable`, body: job })).headers.get("location");
    if (!session) throw new DestinationError("BigQuery has opened no upload. Publish again later.");
    for (let at = 0; at < size; ) {
      const length = Math.min(PIECE, size - at);
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(length), 0, length, at);
      const answer = await http.send({ method: "PUT", url: session, headers: { "content-range": `bytes ${at}-${at + bytesRead - 1}/${size}` }, body: buffer.subarray(0, bytesRead), expected: [308] });
      if (answer.status !== 308) return;
      // The service may have kept less than was sent.
      at = Number(/-(\d+)$/.exec(answer.headers.get("range") ?? "")?.[1] ?? at - 1) + 1;
    }
  } finally {
    await handle.close();
  }
}

/** Bytes; a multiple of 256 KB. */
const PIECE = 16 * 2 ** 20;
