import { type Command, InvalidArgumentError, Option } from "commander";
import type { Address } from "../../transport/base-url.ts";
import { expandHome } from "../../destinations/duckdb/file.ts";
import { addExtensions, isFileLake, isLakeAddress, parseLakeAddress } from "../../destinations/ducklake/address.ts";
import { refuseKeyValues } from "../../destinations/postgres/address.ts";
import { ConfigurationError } from "../../errors.ts";
import { COUNT, describeRule, isAllowed, type NumberRule, POSITIVE } from "../../number-options.ts";
import { readApiKey, unquote } from "./api-key.ts";
import { findDestinationFile, readEnvFile } from "./env-file.ts";
import { say } from "../terminal/messages.ts";

/** Flags for the address of Lago. */
export interface LagoFlags {
  readonly region?: "us" | "eu";
  readonly insecure?: boolean;
}

/** Flags for the database. */
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
    .option("--schema <name>", "schema of the tables", parseSchema, "lago_data")
    .option("--extension-directory <folder>", "folder of DuckDB's extensions, for ducklake: without a network");
}

/** Parses `--schema`. */
export function parseSchema(text: string): string {
  if (text.trim() === "") throw new InvalidArgumentError("Give a name.");
  return text;
}

/** The key comes from the environment only: everyone on the machine can see arguments, and the shell keeps them. */
export function readLagoSettings({ region, insecure = false }: LagoFlags): Address & { readonly apiKey: string; readonly keyFrom: string } {
  const fromFile = readEnvFile();
  const { key, variable, fromFile: keyFromFile } = readApiKey(fromFile);
  if (key === "") throw new ConfigurationError("There is no API key. Set LAGO_API_KEY; keys are in Lago's dashboard, under Developers.");
  const baseUrl = region ? "" : unquote(process.env["LAGO_API_URL"] ?? "");
  if (baseUrl && key && keyFromFile !== fromFile.has("LAGO_API_URL")) throw refuseMixture(variable, keyFromFile);
  const keyFrom = `${variable} of ${keyFromFile ? ".env" : "the environment"}`;
  return { apiKey: key, insecure, keyFrom, ...(region ? { region } : baseUrl ? { baseUrl } : {}) };
}

/** A `.env` may be someone else's, from a clone or a shared folder: it must not decide where the user's own key is sent. */
function refuseMixture(variable: string, keyFromFile: boolean): ConfigurationError {
  const [key, url] = keyFromFile ? [".env", "the environment"] : ["the environment", ".env"];
  return new ConfigurationError(`${variable} comes from ${key}, LAGO_API_URL from ${url}. The key is not sent to that address. Set both in one place.`);
}

/** The address of the database, as given. It can hold a password. */
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

/** The same for the password of a database: one from the environment is not sent to a server that `.env` names. */
function checkPassword(fromFile: ReadonlySet<string>, destination: string, typed: boolean): void {
  const places = [...fromFile].filter((name) => PLACES.has(name) && !(typed && name === "LAGO_DESTINATION"));
  const ofAddress = /:\/\/[^/@]*:[^@]+@/.test(destination) && (typed || !fromFile.has("LAGO_DESTINATION"));
  const password = ofAddress ? "The password of the address" : ["PGPASSWORD", "PGPASSFILE"].find((name) => process.env[name] && !fromFile.has(name));
  if (password === undefined || places.length === 0) return;
  const file = places.includes("LAGO_DESTINATION") ? findDestinationFile() : ".env";
  if (file !== ".env") throw new ConfigurationError(`${password} comes from elsewhere than the destination, which stands in ${file}: the password is not sent there. Set both in one place, or name the file: --config ${file}`);
  throw new ConfigurationError(`${password} does not come from .env, but ${places.join(", ")} does: the password is not sent there. Set both in one place.`);
}

/** Variables that decide which server is used, and whether the connection is encrypted. */
const PLACES: ReadonlySet<string> = new Set(["LAGO_DESTINATION", "PGHOST", "PGHOSTADDR", "PGPORT", "PGSERVICE", "PGSERVICEFILE", "PGSSLMODE", "PGSSLROOTCERT"]);

/** The DuckDB file of a destination, or the catalog file of a DuckLake; undefined if it is a server. */
export function findFile(destination: string): string | undefined {
  if (!isLakeAddress(destination)) return /^postgres(ql)?:/i.test(destination) ? undefined : expandHome(destination.replace(/^duckdb:/i, ""));
  const lake = parseLakeAddress(destination);
  return isFileLake(lake) ? expandHome(lake.catalog.file) : undefined;
}

/** Whether the destination is a DuckDB file or a DuckLake. */
export function isDuckDB(destination: string): boolean {
  return !/^postgres(ql)?:/i.test(destination);
}

/** Parses a whole number above 0. */
export function parseCount(text: string): number {
  return parseNumber(text, COUNT);
}

/** Parses `--concurrency`. */
export function parseConcurrency(text: string): number | "auto" {
  return text === "auto" ? text : parseCount(text);
}

/** Parses `--per-page`. */
export function parsePageSize(text: string): number | "auto" {
  return text === "auto" ? text : parseCount(text);
}

/** Parses an amount of memory in DuckDB's format: `512MB`, `2GB`. */
export function parseMemory(text: string): string {
  if (!/^[1-9]\d*(\.\d+)? *[KMGT]i?B$/i.test(text)) throw new InvalidArgumentError("Give a size, as in 512MB or 2GB.");
  return text;
}

/** Parses a rate: a number above 0. */
export function parseRate(text: string): number {
  return parseNumber(text, POSITIVE);
}

function parseNumber(text: string, rule: NumberRule): number {
  const value = rule.whole && !/^\d+$/.test(text) ? NaN : Number(text);
  if (!isAllowed(value, rule) || value === Infinity) throw new InvalidArgumentError(`Give ${describeRule(rule)}.`);
  return value;
}

/** Parses names from a flag with commas, which may be repeated. */
export function parseNames(value: string, before: readonly string[] = []): string[] {
  return [...before, ...value.split(",").map((name) => name.trim()).filter((name) => name !== "")];
}
