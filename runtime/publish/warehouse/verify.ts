import type { Destination } from "../../destinations/destination.ts";
import { identifier, joinSql, quoted, type Sql, sql } from "../../destinations/sql.ts";
import type { Resource } from "../../resource.ts";
import { describeCopy, JOURNAL, listCopied } from "../working-copy.ts";
import { findType, warehouseType } from "./column-types.ts";
import { nameTable } from "./sentences.ts";
import type { Warehouse } from "./warehouse.ts";

/** A figure of a table in the working copy and in the warehouse. */
export interface Verified {
  readonly table: string;
  /** `rows`, `deleted rows`, or `sum of amount_cents`. */
  readonly figure: string;
  readonly copy: string;
  readonly warehouse: string;
  readonly same: boolean;
}

/** Counts the rows of every table, those that are marked as deleted, and adds up its integers and decimals, on both sides. */
export async function verify(from: Destination, resources: readonly Resource[], to: Warehouse): Promise<Verified[]> {
  await describeCopy(from);
  const verified: Verified[] = [];
  for (const { name, columns } of (await listCopied(from, resources)).filter((table) => table.name !== JOURNAL)) {
    const summed = columns.filter(({ type }) => ["integer", "decimal"].includes(findType(type))).map((column) => column.name);
    const [own] = (await from.query(sql`SELECT ${joinSql([sql`count(*)`, sql`count(_deleted_at)`, ...summed.flatMap(sumOwn)])} FROM ${identifier(name)}`)).rows;
    const [there] = await to.ask(askFigures(to, name, summed));
    const [copy, warehouse] = [readFigures(own!), readFigures(there!)];
    ["rows", "deleted rows", ...summed.map((column) => `sum of ${column}`)].forEach((figure, index) => {
      verified.push({ table: name, figure, copy: copy[index]!, warehouse: warehouse[index]!, same: copy[index] === warehouse[index] });
    });
  }
  return verified;
}

/** Whole numbers and fractions apart: a sum of decimals has no more room for digits than one of them. */
function sumOwn(column: string): Sql[] {
  const value = sql`${identifier(column)}::DECIMAL(38,18)`;
  return [sql`trunc(${value})`, sql`${value} % 1`].map((part) => sql`coalesce(sum(${part}), 0)`);
}

/** The same of the warehouse. Cast first: what adds up numbers as doubles would round. */
function askFigures({ dialect }: Warehouse, table: string, summed: readonly string[]): Sql {
  const { warehouse, quote, wholeNumber } = dialect;
  const [text, decimal] = [warehouseType("text", warehouse), warehouseType("decimal", warehouse)];
  const sums = summed.flatMap((column) => {
    const value = sql`CAST(${quoted(column, quote)} AS ${decimal})`;
    const whole = sql`CASE WHEN ${value} < 0 THEN CEIL(${value}) ELSE FLOOR(${value}) END`;
    return [sql`CAST(${whole} AS ${wholeNumber})`, sql`CAST(MOD(${value}, 1) AS ${decimal})`].map((part) => sql`COALESCE(SUM(${part}), 0)`);
  });
  const figures = [sql`COUNT(*)`, sql`COUNT(${quoted("_deleted_at", quote)})`, ...sums];
  return sql`SELECT ${joinSql(figures.map((figure) => sql`CAST(${figure} AS ${text})`))} FROM ${nameTable(dialect, table)}`;
}

/** Two counts, then the two parts of each sum. */
function readFigures([rows, deleted, ...parts]: readonly (string | null)[]): string[] {
  const sums = Array.from({ length: parts.length / 2 }, (_, index) => toUnits(parts[index * 2]!) + toUnits(parts[index * 2 + 1]!));
  return [rows!, deleted!, ...sums.map(toText)];
}

const PLACES = 18;

/** A decimal in units of its last place. */
function toUnits(text: string): bigint {
  const [, sign, whole, fraction = "", exponent = "0"] = /^(-?)(\d*)(?:\.(\d*))?(?:E([+-]?\d+))?$/i.exec(text)!;
  const shift = PLACES - fraction.length + Number(exponent);
  const units = BigInt(`${sign}${whole}${fraction}`);
  return shift >= 0 ? units * 10n ** BigInt(shift) : units / 10n ** BigInt(-shift);
}

/** Without zeros behind the last place. */
function toText(units: bigint): string {
  const digits = String(units < 0n ? -units : units).padStart(PLACES + 1, "0");
  return `${units < 0n ? "-" : ""}${digits.slice(0, -PLACES)}.${digits.slice(-PLACES)}`.replace(/\.?0+$/, "");
}
