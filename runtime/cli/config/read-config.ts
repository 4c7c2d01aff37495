import { readFile } from "node:fs/promises";
import { findClosest } from "../../closest.ts";
import { ConfigurationError } from "../../errors.ts";
import { expandVariables } from "./expand-variables.ts";
import { KEYS, SCHEDULE_KEYS } from "./keys.ts";

/** A value of the file. Variables are already expanded. */
export type Value = string | number | boolean | readonly string[];

/** The values of the file by key; those of `schedule` are on the same level. */
export type Config = ReadonlyMap<string, Value>;

/** Whether `--config` named the file. One that was found in the folder may be someone else's and is not trusted. */
export interface ConfigFile {
  readonly path: string;
  readonly named: boolean;
}

/** Reads `lago-loader.yaml`. Throws a `ConfigurationError` if it is not YAML, has an unknown key, or uses a variable that is not set. */
export async function readConfig(file: ConfigFile, ofDotEnv: ReadonlySet<string>): Promise<Config> {
  const found = await parse(file.path);
  const { schedule, ...rest } = toObject(found, file.path, "The file");
  const below = schedule === undefined || schedule === null ? {} : toObject(schedule, file.path, "schedule");
  refuseUnknown(file.path, [...Object.keys(rest)], Object.keys(KEYS));
  refuseUnknown(file.path, Object.keys(below), Object.keys(SCHEDULE_KEYS), "schedule.");
  // A key without a value counts as absent: it may be left from an example.
  const given = Object.entries({ ...rest, ...below }).filter(([, value]) => value !== null);
  return new Map(given.map(([name, value]) => [name, readValue(name, value, file, ofDotEnv)]));
}

async function parse(path: string): Promise<unknown> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new ConfigurationError(`${path} cannot be read (${error.code}). Correct it, or name another file with --config.`, { cause: error });
  });
  const { parseYaml, YAMLException } = await import("../../bundled/yaml.ts");
  try {
    return parseYaml(text.replace(/^\ufeff/, "")) ?? {};
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    // The parser's message quotes lines of the file, which may hold a password.
    const line = error.mark ? `, line ${error.mark.line + 1}` : "";
    throw new ConfigurationError(`${path}${line}: ${error.reason}. The file must be YAML.`);
  }
}

function toObject(value: unknown, path: string, what: string): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new ConfigurationError(`${path}: ${what} must have keys, as in \`resources: [invoices]\`.`);
}

function refuseUnknown(path: string, names: readonly string[], known: readonly string[], prefix = ""): void {
  for (const name of names) {
    if (known.includes(name)) continue;
    if (SECRETS.has(name)) throw new ConfigurationError(`${path}: the key and its address do not belong in this file, which is shared. Set LAGO_API_KEY and LAGO_API_URL in the environment or in .env.`);
    const other = [...Object.keys(SCHEDULE_KEYS).map((key) => `schedule.${key}`), ...Object.keys(KEYS)].find((key) => key.split(".").at(-1) === name);
    const [closest = other] = findClosest(name, known);
    throw new ConfigurationError(`${path}: there is no key "${prefix}${name}". ${closest === undefined ? `There are ${known.join(", ")}.` : `Did you mean ${other ?? prefix + closest}?`}`);
  }
}

const SECRETS: ReadonlySet<string> = new Set(["api_key", "apiKey", "key", "api_url", "url", "base_url", "token", "LAGO_API_KEY", "LAGO_API_URL"]);

function readValue(name: string, value: unknown, file: ConfigFile, ofDotEnv: ReadonlySet<string>): Value {
  const address = ADDRESSES.has(name);
  const expand = (text: string) => expandVariables(text, { place: `${file.path}: ${name}`, secretive: address && !file.named, ofDotEnv });
  if (typeof value === "string") return expand(value);
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value.map(expand);
  throw new ConfigurationError(`${file.path}: ${name} must be a text, a number, true or false, or a list of texts.`);
}

/** Keys whose values may be sent to another machine. */
const ADDRESSES: ReadonlySet<string> = new Set(["destination", "publish"]);
