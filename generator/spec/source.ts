import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { DocumentError } from "./document-error.ts";

const REPOSITORY = "https://github.com/getlago/lago-openapi";
const UPSTREAM = "https://raw.githubusercontent.com/getlago/lago-openapi";

/** Reads the text of a file, or of an http(s) URL. */
export async function readSource(source: string): Promise<string> {
  return /^https?:\/\//.test(source) ? fetchText(source) : readText(source);
}

/** Where Lago's repository has the spec of a tag. */
export function upstreamAddress(tag: string): string {
  return `${UPSTREAM}/${tag}/openapi.yaml`;
}

/** Whether a source is a version of Lago: `1.51.0`, `v1.51.0`. */
export function isVersion(source: string): boolean {
  return /^v?\d+\.\d+\.\d+(-[a-z]+)?$/.test(source);
}

/** The URL of a version's spec. Most tags are like `v1.51.0`; some are `1.18.0`, and one is `v.1.42.0`. */
export async function findRelease(version: string, repository = REPOSITORY): Promise<string> {
  const wanted = version.replace(/^v/, "");
  const found = (await listTags(repository)).find((tag) => readTag(tag) === wanted);
  return upstreamAddress(found ?? `v${wanted}`);
}

/** The URL of the newest release's spec. The branch is ahead of it, but has the same version. */
export async function findNewestRelease(repository = REPOSITORY): Promise<string> {
  const released = (await listTags(repository)).filter((tag) => /^\d+\.\d+\.\d+$/.test(readTag(tag)));
  const newest = released.sort((one, other) => readTag(one).localeCompare(readTag(other), "en", { numeric: true })).at(-1);
  if (newest === undefined) throw new DocumentError(`${repository} has no tag of a release. Use --from with a version, a file or an address.`);
  return upstreamAddress(newest);
}

function readTag(tag: string): string {
  return tag.replace(/^v\.?/, "");
}

/** Read with git, which needs no key and has no rate limit. */
async function listTags(repository: string): Promise<string[]> {
  try {
    const { stdout } = await promisify(execFile)("git", ["ls-remote", "--tags", "--refs", repository], { timeout: 60_000, env: { ...process.env, GIT_TERMINAL_PROMPT: "0" } });
    return stdout.split("\n").flatMap((line) => /refs\/tags\/(\S+)$/.exec(line)?.[1] ?? []);
  } catch (error) {
    throw new DocumentError(`Cannot ask ${repository} for its releases. Without a network, use --from with a file.`, { cause: error });
  }
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

/** Bytes of another encoding would become replacement characters, and so change Lago's names. */
function decode(bytes: Uint8Array, source: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new DocumentError(`${source} is not UTF-8. Convert it first, as with iconv.`, { cause: error });
  }
}
