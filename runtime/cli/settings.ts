import { type Command, InvalidArgumentError, Option } from "commander";
import type { Address } from "../transport/base-url.ts";
import { expandHome } from "../destinations/duckdb/file.ts";
import { addExtensions, isFileLake, isLakeAddress, parseLakeAddress } from "../destinations/ducklake/address.ts";
import { refuseKeyValues } from "../destinations/postgres/address.ts";
import { ConfigurationError } from "../errors.ts";
import { COUNT, describeRule, isAllowed, type NumberRule, POSITIVE } from "../number-options.ts";
import { readApiKey, unquote } from "./api-key.ts";
import { findDestinationFile, readEnvFile } from "./env-file.ts";
import { say } from "./messages.ts";

/** Where Lago is, as flags. */
export interface LagoFlags {
  readonly region?: "us" | "eu";
  readonly insecure?: boolean;
}

/** Which database, as flags. */
export interface DestinationFlags {
  readonly to?: string;
  readonly schema: string;
  readonly extensionDirectory?: string;
}

export function addLagoOptions(command: Command): Command {
  return command
    .addOption(new Option("--region <region>", "Lago Cloud region, instead of LAGO_API_URL").choices(["us", "eu"]))
    .option("--insecure", "allow http:// to another machine; the key travels unencrypted");
}

export function addDestinationOptions(command: Command): Command {
  return command
    .option("--to <destination>", "DuckDB file, postgres://… or ducklake:…, instead of LAGO_DESTINATION")
    .option("--schema <name>", "schema of the tables", "lago_data")
    .option("--extension-directory <folder>", "folder of DuckDB's extensions, for ducklake: without a network");
}

/** The key comes from the environment only: arguments are seen by everyone on the machine, and kept by the shell. */
export function readLagoSettings({ region, insecure = false }: LagoFlags): Address & { readonly apiKey: string; readonly keyFrom: string } {
  const fromFile = readEnvFile();
  const { key, variable, fromFile: keyFromFile } = readApiKey(fromFile);
  if (key === "") throw new ConfigurationError("There is no API key. Set LAGO_API_KEY; keys are in Lago's dashboard, under Developers.");
  const baseUrl = region ? "" : unquote(process.env["LAGO_API_URL"] ?? "");
  if (baseUrl && key && keyFromFile !== fromFile.has("LAGO_API_URL")) throw refuseMixture(variable, keyFromFile);
  const keyFrom = `${variable} of ${keyFromFile ? ".env" : "the environment"}`;
  return { apiKey: key, insecure, keyFrom, ...(region ? { region } : baseUrl ? { baseUrl } : {}) };
}

/** A `.env` may be another person's, from a clone or a shared folder: it must not say where the user's own key goes. */
function refuseMixture(variable: string, keyFromFile: boolean): ConfigurationError {
  const [key, url] = keyFromFile ? [".env", "the environment"] : ["the environment", ".env"];
  return new ConfigurationError(`${variable} comes from ${key}, LAGO_API_URL from ${url}. The key is not sent to that address. Set both in one place.`);
}

/** The address of the database, as the user gave it: it can hold a password. */
export function readDestination({ to, extensionDirectory }: Pick<DestinationFlags, "to" | "extensionDirectory">): string {
  const fromFile = readEnvFile();
  const destination = to ?? (unquote(process.env["LAGO_DESTINATION"] ?? "") || "lago.duckdb");
  refuseKeyValues(destination);
  if (to !== undefined && /^(ducklake:)?[a-z]+:\/\/[^/@]*:[^@]+@/i.test(to)) warnOfPassword();
  if (findFile(destination) === undefined) checkPassword(fromFile, destination, to !== undefined);
  const extensions = extensionDirectory ?? process.env["LAGO_EXTENSION_DIRECTORY"];
  return extensions && isLakeAddress(destination) ? addExtensions(destination, extensions) : destination;
}

let warned = false;

function warnOfPassword(): void {
  if (!warned) say("The password in --to can be seen by everyone on this machine, in the list of processes. Set PGPASSWORD, write it into .pgpass, or set LAGO_DESTINATION.", "warn");
  warned = true;
}

/** The same for a database's password: one of the shell goes to no server that `.env` names. */
function checkPassword(fromFile: ReadonlySet<string>, destination: string, typed: boolean): void {
  const places = [...fromFile].filter((name) => PLACES.has(name) && !(typed && name === "LAGO_DESTINATION"));
  const ofAddress = /:\/\/[^/@]*:[^@]+@/.test(destination) && (typed || !fromFile.has("LAGO_DESTINATION"));
  const password = ofAddress ? "The password of the address" : ["PGPASSWORD", "PGPASSFILE"].find((name) => process.env[name] && !fromFile.has(name));
  if (password === undefined || places.length === 0) return;
  const file = places.includes("LAGO_DESTINATION") ? findDestinationFile() : ".env";
  if (file !== ".env") throw new ConfigurationError(`${password} comes from elsewhere than the destination, which stands in ${file}: the password is not sent there. Set both in one place, or name the file: --config ${file}`);
  throw new ConfigurationError(`${password} does not come from .env, but ${places.join(", ")} does: the password is not sent there. Set both in one place.`);
}

/** What decides which server is asked, and whether others can read what goes there. */
const PLACES: ReadonlySet<string> = new Set(["LAGO_DESTINATION", "PGHOST", "PGHOSTADDR", "PGPORT", "PGSERVICE", "PGSERVICEFILE", "PGSSLMODE", "PGSSLROOTCERT"]);

/** The DuckDB file that a destination names, or the file of a lake's catalog; undefined where it names a server. */
export function findFile(destination: string): string | undefined {
  if (!isLakeAddress(destination)) return /^postgres(ql)?:/i.test(destination) ? undefined : expandHome(destination.replace(/^duckdb:/i, ""));
  const lake = parseLakeAddress(destination);
  return isFileLake(lake) ? expandHome(lake.catalog.file) : undefined;
}

/** Whether DuckDB has the tables: those of a file, or of a lake wherever its catalog is. */
export function isDuckDB(destination: string): boolean {
  return !/^postgres(ql)?:/i.test(destination);
}

/** For options that count. */
export function parseCount(text: string): number {
  return parseNumber(text, COUNT);
}

/** For `--concurrency`. */
export function parseConcurrency(text: string): number | "auto" {
  return text === "auto" ? text : parseCount(text);
}

/** For `--per-page`. */
export function parsePageSize(text: string): number | "auto" {
  return text === "auto" ? text : parseCount(text);
}

/** For an amount of memory, as DuckDB reads it: `512MB`, `2GB`. */
export function parseMemory(text: string): string {
  if (!/^[1-9]\d*(\.\d+)? *[KMGT]i?B$/i.test(text)) throw new InvalidArgumentError("Give a size, as in 512MB or 2GB.");
  return text;
}

/** For a rate. */
export function parseRate(text: string): number {
  return parseNumber(text, POSITIVE);
}

function parseNumber(text: string, rule: NumberRule): number {
  const value = rule.whole && !/^\d+$/.test(text) ? NaN : Number(text);
  if (!isAllowed(value, rule) || value === Infinity) throw new InvalidArgumentError(`Give ${describeRule(rule)}.`);
  return value;
}

/** Names of a list that is given once or several times, with commas or without. */
export function parseNames(value: string, before: readonly string[] = []): string[] {
  return [...before, ...value.split(",").map((name) => name.trim()).filter((name) => name !== "")];
}
