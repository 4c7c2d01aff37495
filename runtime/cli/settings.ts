import { type Command, InvalidArgumentError, Option } from "commander";
import type { LagoOptions } from "../client.ts";
import { expandHome } from "../destinations/duckdb/file.ts";
import { ConfigurationError } from "../errors.ts";

/** Where Lago is, as flags. */
export interface LagoFlags {
  readonly region?: "us" | "eu";
  readonly insecure?: boolean;
}

/** Which database, as flags. */
export interface DestinationFlags {
  readonly to?: string;
  readonly schema: string;
}

export function addLagoOptions(command: Command): Command {
  return command
    .addOption(new Option("--region <region>", "of Lago Cloud, in place of LAGO_API_URL").choices(["us", "eu"]))
    .option("--insecure", "allow http:// to another machine, where the key can be read on the way");
}

export function addDestinationOptions(command: Command): Command {
  return command
    .option("--to <destination>", "a DuckDB file or postgres://…, in place of LAGO_DESTINATION")
    .option("--schema <name>", "of the tables in it", "lago_data");
}

/** The key comes from the environment only: arguments are seen by everyone on the machine, and kept by the shell. */
export function readLagoSettings({ region, insecure = false }: LagoFlags): Pick<LagoOptions, "apiKey" | "region" | "baseUrl" | "insecure"> {
  readEnvFile();
  const baseUrl = process.env["LAGO_API_URL"];
  return { apiKey: process.env["LAGO_API_KEY"] ?? "", insecure, ...(region ? { region } : baseUrl ? { baseUrl } : {}) };
}

/** The address of the database, as the user gave it: it can hold a password. */
export function readDestination({ to }: Pick<DestinationFlags, "to">): string {
  readEnvFile();
  return to ?? (process.env["LAGO_DESTINATION"] || "lago.duckdb");
}

/** The DuckDB file that a destination names; undefined where it names a server. */
export function findFile(destination: string): string | undefined {
  return /^postgres(ql)?:/i.test(destination) ? undefined : expandHome(destination.replace(/^duckdb:/i, ""));
}

/** Variables that are there because `.env` has them. */
let fromFile: readonly string[] = [];

/** What the process was started with wins. Read anew each time, so that a key can be changed under a running schedule. */
function readEnvFile(): void {
  for (const name of fromFile) delete process.env[name];
  const started = new Set(Object.keys(process.env));
  try {
    process.loadEnvFile();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ENOENT") throw new ConfigurationError(`The file .env cannot be read (${code}). Correct it, or remove it.`, { cause: error });
  }
  fromFile = Object.keys(process.env).filter((name) => !started.has(name));
}

/** For options that count. */
export function parseCount(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError("Give a whole number above 0.");
  return Number(text);
}

/** For `--per-page`. */
export function parsePageSize(text: string): number | "auto" {
  return text === "auto" ? text : parseCount(text);
}

/** For a rate. */
export function parseRate(text: string): number {
  const rate = Number(text);
  if (!(rate > 0 && rate < Infinity)) throw new InvalidArgumentError("Give a number above 0.");
  return rate;
}

/** Names of a list that is given once or several times, with commas or without. */
export function parseNames(value: string, before: readonly string[] = []): string[] {
  return [...before, ...value.split(",").map((name) => name.trim()).filter((name) => name !== "")];
}
