import { readFile } from "node:fs/promises";
import { DocumentError } from "./document-error.ts";

const UPSTREAM = "https://raw.githubusercontent.com/getlago/lago-openapi";

/** The text of a file, or of an http(s) address. */
export async function readSource(source: string): Promise<string> {
  return /^https?:\/\//.test(source) ? fetchText(source) : readText(source);
}

/** Where Lago's repository has the released document of a version; of the newest without one. */
export function upstreamAddress(version?: string): string {
  const branch = version === undefined ? "main" : `v${version.replace(/^v/, "")}`;
  return `${UPSTREAM}/${branch}/openapi.yaml`;
}

async function readText(path: string): Promise<string> {
  try {
    return decode(await readFile(path), path);
  } catch (error) {
    if (error instanceof DocumentError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === "ENOENT" ? "there is no such file" : code === "EISDIR" ? "it is a folder" : message;
    throw new DocumentError(`Cannot read ${path}: ${reason}.`, { cause: error });
  }
}

async function fetchText(address: string): Promise<string> {
  const response = await fetch(address, { signal: AbortSignal.timeout(60_000) }).catch((error: Error) => {
    const reason = error.cause instanceof Error ? error.cause.message : error.message;
    throw new DocumentError(`Cannot reach ${address}: ${reason}. Without a network, use --from with a file.`, { cause: error });
  });
  if (!response.ok) {
    throw new DocumentError(`${address} answers HTTP ${response.status}. Is the version or the address right?`);
  }
  return decode(new Uint8Array(await response.arrayBuffer()), address);
}

/** Bytes of another encoding would become replacement characters, and so other names than Lago's. */
function decode(bytes: Uint8Array, source: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new DocumentError(`${source} is not UTF-8. Convert it first, as with iconv.`, { cause: error });
  }
}
