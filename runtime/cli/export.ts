import { once } from "node:events";
import { createWriteStream, existsSync, statSync } from "node:fs";
import { realpath, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import { type Command, Option } from "commander";
import type { Destination } from "../destinations/destination.ts";
import { expandHome } from "../destinations/duckdb/file.ts";
import { ConfigurationError } from "../errors.ts";
import type { ExportedTable } from "../export/export-table.ts";
import type { TextFormat } from "../export/table-text.ts";
import { makeFolder } from "../make-folder.ts";
import { say } from "./terminal/messages.ts";
import { sendParquet } from "./send-parquet.ts";
import { addDestinationOptions, type DestinationFlags, isDuckDB, parseNames, readDestination } from "./settings/settings.ts";
import { countOf } from "./terminal/table.ts";

const FORMATS = ["csv", "jsonl", "json", "parquet"] as const;
type Format = (typeof FORMATS)[number];

interface ExportFlags extends DestinationFlags {
  readonly format?: Format;
  readonly output?: string;
  readonly select?: readonly string[];
  readonly exclude?: readonly string[];
  readonly columns?: readonly string[];
}

/** `lago-loader export`: writes tables as files, or one table to standard output. */
export function addExport(program: Command): void {
  const command = program.command("export").description("export tables as CSV, JSON or Parquet files, or one table to standard output");
  command.argument("[table...]", "names or patterns, e.g. invoices or 'invoices*'; default: all with rows");
  addDestinationOptions(command)
    .option("-o, --output <path>", "a folder, or a file for one table; default: standard output")
    .addOption(new Option("--format <format>", "file format (default: from the file name, else csv). Parquet needs a DuckDB file").choices(FORMATS))
    .option("--select <names>", "the same as naming them, with commas or repeated", parseNames)
    .option("--exclude <names>", "leave these out: names or patterns", parseNames)
    .option("--columns <names>", "export only these columns of one table, in this order", parseNames)
    .addHelpText("after", EXAMPLE)
    .action(run);
}

const EXAMPLE = `
Examples:
  lago-loader export invoices > invoices.csv
  lago-loader export 'invoices*' fees --format parquet --output ./files
  lago-loader export customers --columns lago_id,name,email -o customers.jsonl`;

async function run(typed: readonly string[], { format: chosen, output, select = [], exclude, columns, ...flags }: ExportFlags): Promise<void> {
  const names = [...typed, ...select];
  const folder = output !== undefined && output !== "-" ? expandHome(output) : undefined;
  const format = chosen ?? formatOf(folder);
  const address = readDestination(flags);
  if (format === "parquet" && !isDuckDB(address)) throw new ConfigurationError("Only a DuckDB file can be exported as Parquet. Choose --format csv or jsonl, or load into a DuckDB file.");
  const [{ openDestination }, { resources }, { pickColumns, pickTables, readTables }] = await Promise.all([import("../destinations/open.ts"), import("../../generated/index.ts"), import("../export/find-tables.ts")]);
  const destination = await openDestination(address, { schema: flags.schema, readOnly: true });
  try {
    const wanted = pickTables(await readTables(destination, resources), names, exclude);
    if (columns && wanted.length !== 1) throw new ConfigurationError("--columns is for one table. Name that one.");
    const tables = columns ? [pickColumns(wanted[0]!, columns)] : names.length > 0 ? wanted : await withRows(destination, wanted);
    if (tables.length === 0) throw new ConfigurationError("There is nothing to export: no table has rows. Load first.");
    if (folder === undefined) return await toStandardOutput(destination, tables, format);
    const file = await findOnlyFile(folder, tables);
    for (const table of tables) {
      const path = file ?? join(folder, `${table.name}.${format}`);
      say(`${path}: ${countOf(await toFile(destination, table, format, path), "row")}`);
    }
  } finally {
    await destination.close();
  }
}

/** A name with an extension is a file's, if nothing of that name exists. */
const FILE_NAME = /[^./\\]\.[a-z\d]+$/i;

/** The format that the name of a file has as its extension. */
function formatOf(output: string | undefined): Format {
  const [extension] = (output !== undefined && FILE_NAME.test(output) && !isFolder(output) && /[^.]+$/.exec(output)) || [];
  if (extension === undefined) return "csv";
  const format = FORMATS.find((each) => each === extension.toLowerCase());
  if (format === undefined) throw new ConfigurationError(`${output}: .${extension} is no format of export. Add --format (${FORMATS.join(", ")}), or name a folder.`);
  return format;
}

async function withRows({ query }: Destination, tables: readonly ExportedTable[]): Promise<ExportedTable[]> {
  const { identifier, joinSql, sql } = await import("../destinations/sql.ts");
  if (tables.length === 0) return [];
  const { rows } = await query(joinSql(tables.map(({ name }) => sql`SELECT EXISTS (SELECT 1 FROM ${identifier(name)})`), "\nUNION ALL\n"));
  return tables.filter((_, index) => rows[index]![0]!.startsWith("t"));
}

async function toStandardOutput(destination: Destination, tables: readonly ExportedTable[], format: Format): Promise<void> {
  if (tables.length > 1) throw new ConfigurationError(`${tables.length} tables do not fit into one output. Name a folder with --output, or one table.`);
  const { exportParquet, exportText } = await import("../export/export-table.ts");
  if (format === "parquet") return sendParquet((file) => exportParquet(destination, tables[0]!, file));
  await exportText(destination, tables[0]!, format, process.stdout);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** The file that `--output` names; undefined if it is a folder, which is created if it is missing. */
async function findOnlyFile(output: string, tables: readonly ExportedTable[]): Promise<string | undefined> {
  if (existsSync(output) ? !isFolder(output) : FILE_NAME.test(output)) {
    if (tables.length > 1) throw new ConfigurationError(`${output} is one file, and there are ${tables.length} tables. Name a folder.`);
    await makeFolder(dirname(output));
    return output;
  }
  await makeFolder(output);
  return undefined;
}

/** Written under another name until it is complete, so that nobody reads half a file. */
async function toFile(destination: Destination, table: ExportedTable, format: Format, path: string): Promise<number> {
  const { exportParquet, exportText } = await import("../export/export-table.ts");
  // A device or a pipe is written to; a file is replaced, and a link stays one.
  const target = await realpath(path).catch(() => path);
  const special = await stat(target).then((found) => !found.isFile(), () => false);
  const partial = special ? target : `${target}.part`;
  try {
    const rows = await (format === "parquet" ? exportParquet(destination, table, partial) : writeText((stream) => exportText(destination, table, format as TextFormat, stream), partial));
    if (!special) await rename(partial, target);
    return rows;
  } catch (error) {
    if (!special) await rm(partial, { force: true }).catch(() => {});
    throw error;
  }
}

async function writeText(write: (stream: Writable) => Promise<number>, path: string): Promise<number> {
  const stream = createWriteStream(path, { mode: 0o600 });
  const done = finished(stream);
  // The caller that waits reports the error.
  done.catch(() => {});
  try {
    await once(stream, "open");
    const rows = await write(stream);
    stream.end();
    await done;
    return rows;
  } catch (error) {
    stream.destroy();
    throw explainWrite(error, path.replace(/\.part$/, ""));
  }
}

function explainWrite(error: unknown, path: string): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  return code !== undefined && syscall !== undefined ? new ConfigurationError(`${path} cannot be written (${code}). Make room, or name another place with --output.`, { cause: error }) : error;
}
