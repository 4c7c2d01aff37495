import { readFileSync, statSync } from "node:fs";
import { ConfigurationError } from "../../errors.ts";
import { warnOnce } from "./env-file.ts";

/** A key and its source. A key is sent only to Lago Cloud, or to an address from the same source. */
export interface ApiKey {
  readonly key: string;
  readonly variable: "LAGO_API_KEY" | "LAGO_API_KEY_FILE";
  readonly fromFile: boolean;
}

/** Reads the key from `LAGO_API_KEY`, or from the file that `LAGO_API_KEY_FILE` names, such as a Docker or Kubernetes secret. */
export function readApiKey(fromFile: ReadonlySet<string>): ApiKey {
  const { LAGO_API_KEY: key, LAGO_API_KEY_FILE: file } = process.env;
  if (!file) return { key: unquote(key ?? ""), variable: "LAGO_API_KEY", fromFile: fromFile.has("LAGO_API_KEY") };
  // Otherwise the author of a .env could choose which of the user's files is sent to a server.
  if (fromFile.has("LAGO_API_KEY_FILE")) throw new ConfigurationError("LAGO_API_KEY_FILE is not taken from .env. Write LAGO_API_KEY into .env, or set LAGO_API_KEY_FILE in the environment.");
  if (key && !fromFile.has("LAGO_API_KEY")) throw new ConfigurationError("LAGO_API_KEY and LAGO_API_KEY_FILE are both set. Unset one of them.");
  return { key: readKeyFile(file, "LAGO_API_KEY_FILE"), variable: "LAGO_API_KEY_FILE", fromFile: false };
}

/** The key with which Lago signs webhooks, from `LAGO_WEBHOOK_HMAC_KEY`, or from the file that `LAGO_WEBHOOK_HMAC_KEY_FILE` names. It is never sent. */
export function readWebhookKey(): string | undefined {
  const { LAGO_WEBHOOK_HMAC_KEY: key, LAGO_WEBHOOK_HMAC_KEY_FILE: file } = process.env;
  if (key && file) throw new ConfigurationError("LAGO_WEBHOOK_HMAC_KEY and LAGO_WEBHOOK_HMAC_KEY_FILE are both set. Unset one of them.");
  const found = file ? readKeyFile(file, "LAGO_WEBHOOK_HMAC_KEY_FILE") : unquote(key ?? "");
  return found === "" ? undefined : found;
}

/** Removes blanks and quotes around a value, which docker's `--env-file` keeps. */
export function unquote(value: string): string {
  return value.trim().replace(/^(["'])(.*)\1$/s, "$2").trim();
}

function readKeyFile(file: string, variable: string): string {
  checkMode(file, variable);
  const key = readText(file, variable).replace(/^\ufeff/, "").trim();
  if (key === "") throw new ConfigurationError(`${variable}: ${file} is empty. Write the key into it.`);
  if (/[\r\n]/.test(key)) throw new ConfigurationError(`${variable}: ${file} has more than one line. It must hold the key and nothing else.`);
  return key;
}

function readText(file: string, variable: string): string {
  try {
    const { size } = statSync(file);
    if (size > LARGEST) throw new ConfigurationError(`${variable}: ${file} has ${size} bytes, which is no key. Name the file that holds the key.`);
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    throw new ConfigurationError(`${variable}: ${file} cannot be read (${(error as NodeJS.ErrnoException).code}). Name a file that holds the key.`, { cause: error });
  }
}

const LARGEST = 64 * 1024;

/** Refuses a secret that other users can change, and warns if they can read one that is ours. Mounted secrets keep their mode. */
function checkMode(file: string, variable: string): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile() || process.platform === "win32") return;
  if (found.mode & 0o022) throw new ConfigurationError(`${variable}: other users may write to ${file}. Run: chmod 600 ${file}`);
  if (found.mode & 0o044 && found.uid === process.getuid?.() && !file.includes("/run/secrets/")) warnOnce(`${variable}: other users may read ${file}. Run: chmod 600 ${file}`);
}
