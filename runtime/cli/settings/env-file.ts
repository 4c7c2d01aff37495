import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { ConfigurationError } from "../../errors.ts";
import { findClosest } from "../../closest.ts";
import { say } from "../terminal/messages.ts";

/** The loader's own variables. */
export const VARIABLES = ["LAGO_API_KEY", "LAGO_API_KEY_FILE", "LAGO_API_URL", "LAGO_DESTINATION", "LAGO_EXTENSION_DIRECTORY"] as const;

/** The variables that are read from `.env`: the loader's own and those of Postgres. The others belong to other programs. */
const TAKEN = /^(LAGO_|PG)[A-Z0-9_]*$/;

/** Node and the transport read these from the environment at start-up; in `.env` they would have no effect. */
const NOT_HERE = new Set(["HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY", "NODE_EXTRA_CA_CERTS", "NODE_TLS_REJECT_UNAUTHORIZED", "NODE_OPTIONS"]);

/** Variables that were set from `.env`. */
let fromFile: ReadonlySet<string> = new Set();

/** The destination of `lago-loader.yaml`. It is used if neither the environment nor `.env` has `LAGO_DESTINATION`. */
export interface ConfiguredDestination {
  readonly destination: string;
  /** `named`: by `--config`. A file that was found in the folder is treated like `.env`, which is found there, too. */
  readonly file: { readonly path: string; readonly named: boolean };
}

let configured: ConfiguredDestination | undefined;

/** Whether it is used now. */
let standsIn = false;

export function setConfigured(found: ConfiguredDestination): void {
  configured = found;
}

/** The file that the destination comes from. */
export function findDestinationFile(): string {
  return configured && standsIn ? configured.file.path : ".env";
}

/**
 * Sets the variables of `.env` in the working folder. Variables of the environment take precedence. Reads the file each time, so that
 * a key can be changed while a schedule runs. Returns the names that come from the file.
 */
export function readEnvFile(): ReadonlySet<string> {
  for (const name of fromFile) delete process.env[name];
  if (standsIn) delete process.env["LAGO_DESTINATION"];
  const found = Object.entries(parseEnv(readText() ?? ""));
  const taken = found.filter(([name]) => TAKEN.test(name) && process.env[name] === undefined);
  for (const [name, value] of taken) process.env[name] = value;
  const names = taken.map(([name]) => name);
  standsIn = configured !== undefined && process.env["LAGO_DESTINATION"] === undefined;
  if (configured && standsIn) {
    process.env["LAGO_DESTINATION"] = configured.destination;
    if (!configured.file.named) names.push("LAGO_DESTINATION");
  }
  fromFile = new Set(names);
  const ignored = found.map(([name]) => name).filter((name) => NOT_HERE.has(name.toUpperCase())).sort();
  if (ignored.length > 0) warnOnce(`${ignored.join(", ")} in .env: ignored. Set ${ignored.length === 1 ? "it" : "them"} in the environment that lago-loader starts in.`);
  warnOfUnknown();
  return fromFile;
}

/** Prints a message once, however often the settings are read. */
export function warnOnce(text: string): void {
  if (warned.has(text)) return;
  warned.add(text);
  say(text, "warn");
}

const warned = new Set<string>();

function readText(): string | undefined {
  try {
    return decode(readFileSync(".env"));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return undefined;
    // Docker creates a folder if the file of a bind mount is missing.
    if (code === "EISDIR") return void warnOnce(".env is a folder, not a file: nothing is read from it.");
    if (error instanceof ConfigurationError) throw error;
    throw new ConfigurationError(`The file .env cannot be read (${code}). Correct it, or remove it.`, { cause: error });
  }
}

/** `>` in Windows PowerShell writes UTF-16 with a byte order mark. */
function decode(bytes: Buffer): string {
  const [first, second] = bytes;
  const encoding = first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  const text = new TextDecoder(encoding).decode(bytes);
  if (text.includes("\0")) throw new ConfigurationError("The file .env is not text in UTF-8. Save it as UTF-8, or remove it.");
  return text;
}

/** With a misspelt LAGO_API_URL, the key of a self-hosted Lago would be sent to Lago Cloud. */
function warnOfUnknown(): void {
  const unknown = Object.keys(process.env).filter((name) => /^LAGO_/i.test(name) && !(VARIABLES as readonly string[]).includes(name) && !name.startsWith("LAGO_TEST_"));
  for (const name of unknown) {
    const [closest] = findClosest(name, VARIABLES.map((variable) => variable.toLowerCase()));
    if (closest !== undefined) warnOnce(`${name} is no variable of lago-loader and has no effect. Did you mean ${closest.toUpperCase()}?`);
  }
}
