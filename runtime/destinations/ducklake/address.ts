import { ConfigurationError } from "../../errors.ts";
import { parseAddress, type PostgresAddress } from "../postgres/address.ts";

/** A parsed address of a DuckLake. */
export type LakeAddress = FileLakeAddress | PostgresLakeAddress;
export type FileLakeAddress = LakeOptions & { readonly catalog: FileCatalog };
export type PostgresLakeAddress = LakeOptions & { readonly catalog: PostgresCatalog };

interface LakeOptions {
  /** Place of the Parquet files: a folder, or `s3://…`, `gs://…`, `azure://…`. Undefined: beside a catalog file, or where the lake already has them. */
  readonly data: string | undefined;
  /** Days for which snapshots are kept; undefined: for ever, and files are neither merged nor removed. */
  readonly keepDays: number | undefined;
  /** Folder of DuckDB's extensions, or to download them to; undefined: DuckDB's own folder. */
  readonly extensionDirectory: string | undefined;
}

export interface FileCatalog {
  readonly kind: "duckdb" | "sqlite";
  readonly file: string;
}

export interface PostgresCatalog {
  readonly kind: "postgres";
  readonly address: PostgresAddress;
}

const FORM = "Write ducklake:FILE, ducklake:sqlite:FILE or ducklake:postgres://USER@HOST/DATABASE, with ?data=s3://BUCKET/PATH for data elsewhere.";

/** Days for which earlier states, or an old backup of the catalog, can be read. */
const KEEP_DAYS = 7;

export function isFileLake(address: LakeAddress): address is FileLakeAddress {
  return address.catalog.kind !== "postgres";
}

export function isLakeAddress(address: string): boolean {
  return /^ducklake:/i.test(address);
}

/** Parses `ducklake:CATALOG?data=…&keep=…&extensions=…`. Errors do not repeat the address: it can hold a password. */
export function parseLakeAddress(address: string): LakeAddress {
  const [, body = "", query = ""] = /^ducklake:(.*?)(?:\?(.*))?$/is.exec(address.trim()) ?? [];
  const { own, others } = splitOptions(query);
  const options = { data: own.get("data") || undefined, keepDays: parseKeep(own.get("keep")), extensionDirectory: own.get("extensions") || undefined };
  const catalog = parseCatalog(body, others);
  return catalog.kind === "postgres" ? { ...options, catalog } : { ...options, catalog };
}

/** The address with this folder of extensions, instead of its own. */
export function addExtensions(address: string, folder: string): string {
  const [body = "", query = ""] = address.split(/\?(.*)/s);
  const others = query.split("&").filter((part) => part !== "" && !/^extensions=/i.test(part));
  return `${body}?${[...others, `extensions=${encodeURIComponent(folder)}`].join("&")}`;
}

function parseCatalog(body: string, options: readonly string[]): LakeAddress["catalog"] {
  if (/^postgres(ql)?:\/\//i.test(body)) return { kind: "postgres", address: parseAddress(options.length > 0 ? `${body}?${options.join("&")}` : body) };
  if (options.length > 0) throw new ConfigurationError(`The address of a DuckLake has no option "${options[0]!.split("=")[0]}". It takes data, keep and extensions. ${FORM}`);
  const [, scheme, rest = ""] = /^(?:(sqlite|duckdb):)?(.*)$/is.exec(body)!;
  if (rest === "" || /^[a-z][a-z0-9+.-]+:/i.test(rest) || rest.startsWith("//")) throw new ConfigurationError(`A DuckLake needs a catalog. ${FORM}`);
  return { kind: scheme?.toLowerCase() === "sqlite" ? "sqlite" : "duckdb", file: rest };
}

const OWN: ReadonlySet<string> = new Set(["data", "keep", "extensions"]);

/** Our own parameters, and those for Postgres. */
function splitOptions(query: string): { own: Map<string, string>; others: string[] } {
  const own = new Map<string, string>();
  const others: string[] = [];
  for (const part of query.split("&").filter((each) => each !== "")) {
    const [name = "", value = ""] = [part.split("=")[0]!.toLowerCase(), part.slice(part.indexOf("=") + 1)];
    if (OWN.has(name)) own.set(name, decode(value));
    else others.push(part);
  }
  return { own, others };
}

/** A percent sign that begins no code stands for itself. */
function decode(text: string): string {
  return decodeURIComponent(text.replace(/%(?![\da-f]{2})/gi, "%25"));
}

function parseKeep(text: string | undefined): number | undefined {
  if (text === undefined) return KEEP_DAYS;
  if (text === "all") return undefined;
  const days = Number(/^(\d+)d?$/.exec(text)?.[1]);
  if (!Number.isSafeInteger(days) || days < 1) throw new ConfigurationError('The option "keep" of a DuckLake is a number of days, as in keep=30, or keep=all.');
  return days;
}
