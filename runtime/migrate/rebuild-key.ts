import { quoteName } from "../destinations/identifiers.ts";
import { DestinationError } from "../errors.ts";
import type { MigrationSession } from "./session.ts";
import { nameAside } from "./set-aside.ts";
import { listRequired, type TableShape } from "./table-shapes.ts";

export interface RebuildOptions {
  readonly session: Pick<MigrationSession, "name" | "read" | "setAside">;
  /** The resource's existing tables, the root first, with their intended columns; some have another key. */
  readonly tables: readonly KeyedTable[];
  /** Whether a table of that name exists. */
  readonly isTaken: (name: string) => boolean;
  /** Whether rows without a unique key may stay behind. */
  readonly rebuild: boolean;
  readonly alter: (sql: string) => Promise<void>;
  /** Removes users' dependent objects from a table, before it is created again. */
  readonly detach: (table: string, rebuilt: boolean) => Promise<void>;
}

export interface KeyedTable {
  readonly actual: TableShape;
  readonly wanted: TableShape;
  /** The present and the intended key columns; in a child table, those of the root's key first, in their order. */
  readonly identity: { readonly actual: readonly string[]; readonly wanted: readonly string[] };
  /** The generated statement. */
  readonly create: string;
}

/** Whether the key columns differ from the intended ones, or whether they may be NULL. */
export function hasOtherKey({ actual, wanted, identity }: KeyedTable): boolean {
  const required = listRequired(wanted);
  const own = new Set([...identity.actual, ...identity.wanted, ...required]);
  // Other NOT NULL columns are a user's.
  return !isSame(identity.actual, identity.wanted) || !isSame(listRequired(actual).filter((name) => own.has(name)), required);
}

/**
 * Gives the tables of a resource another key: creates them anew and fills them with their rows. Returns the names of old tables that stay because
 * not every row fits into the new ones; empty if all do.
 */
export async function rebuildKey({ session, tables, isTaken, rebuild, alter, detach }: RebuildOptions): Promise<string[]> {
  const [root, ...others] = tables as [KeyedTable, ...KeyedTable[]];
  const children = others.filter(hasOtherKey);
  const remade = [root, ...children];
  const { actual: oldKey, wanted: key } = root.identity;
  const required = listRequired(root.wanted);
  const homeless = key.length > 0 ? await countHomeless() : { missing: 0, same: 0 };
  if (homeless.missing + homeless.same > 0 && !rebuild) throw refusal();

  const asides = new Map(remade.map(({ actual }) => [actual.name, nameAside(actual.name, "", isTaken)]));
  for (const { actual } of remade) await detach(actual.name, true);
  for (const table of remade) await remake(table);
  await fillRoot();
  for (const child of children) await fillChild(child);
  const kept: string[] = [];
  for (const { actual } of remade.toReversed()) if (!(await leave(actual.name))) kept.unshift(asides.get(actual.name)!);
  return kept;

  async function countHomeless(): Promise<{ missing: number; same: number }> {
    const list = key.map(quoteName).join(", ");
    const [[rows, whole, distinct]] = (await session.read(`SELECT count(*)::text, (count(*) FILTER (WHERE ${isWhole()}))::text,
  (SELECT count(*) FROM (SELECT DISTINCT ${list} FROM ${quoteName(root.actual.name)} WHERE ${isWhole()}) AS keys)::text
FROM ${quoteName(root.actual.name)}`)) as [string[]];
    return { missing: Number(rows) - Number(whole), same: Number(whole) - Number(distinct) };
  }

  /** In some keys, null is a value like any other. */
  function isWhole(): string {
    return required.map((name) => `${quoteName(name)} IS NOT NULL`).join(" AND ") || "TRUE";
  }

  /** Creates the generated table beside the old one, plus columns that only the old one has. */
  async function remake({ actual, wanted, create }: KeyedTable): Promise<void> {
    for (const sql of session.setAside(actual.name, asides.get(actual.name)!)) await alter(sql);
    await alter(create);
    for (const [name, { type }] of actual.columns) {
      if (!wanted.columns.has(name)) await alter(`ALTER TABLE ${quoteName(actual.name)} ADD COLUMN ${quoteName(name)} ${type}`);
    }
  }

  /** Of rows with the same key, an undeleted one, and the last written. */
  async function fillRoot(): Promise<void> {
    const columns = [...root.actual.columns.keys()].map(quoteName).join(", ");
    const aside = quoteName(asides.get(root.actual.name)!);
    const rows =
      key.length === 0
        ? aside
        : `(SELECT *, row_number() OVER (PARTITION BY ${key.map(quoteName).join(", ")} ORDER BY _deleted_at IS NULL DESC, _loaded_at DESC) AS _n FROM ${aside} WHERE ${isWhole()}) AS one WHERE _n = 1`;
    await alter(`INSERT INTO ${quoteName(root.actual.name)} (${columns}) SELECT ${columns} FROM ${rows}`);
  }

  /** The new key comes from the row's root record, found by the old key; rows without one stay in the old table. */
  async function fillChild({ actual, identity }: KeyedTable): Promise<void> {
    if (oldKey.length === 0) return;
    const names = [...actual.columns.keys()];
    const roots = new Map(key.map((name, position) => [identity.wanted[position]!, `r.${quoteName(name)}`]));
    const values = names.map((name) => roots.get(name) ?? `c.${quoteName(name)}`);
    const match = oldKey.map((name, position) => `c.${quoteName(identity.actual[position]!)} IS NOT DISTINCT FROM r.${quoteName(name)}`);
    await alter(`INSERT INTO ${quoteName(actual.name)} (${names.map(quoteName).join(", ")})
SELECT ${values.join(", ")} FROM ${quoteName(asides.get(actual.name)!)} AS c JOIN ${quoteName(root.actual.name)} AS r ON ${match.join(" AND ")}`);
  }

  /** Drops the old table if the new one has all its rows; it has all its columns anyway. */
  async function leave(name: string): Promise<boolean> {
    const aside = asides.get(name)!;
    const [[before, after]] = (await session.read(`SELECT (SELECT count(*) FROM ${quoteName(aside)})::text, (SELECT count(*) FROM ${quoteName(name)})::text`)) as [string[]];
    if (before !== after) return false;
    await alter(`DROP TABLE ${quoteName(aside)}`);
    return true;
  }

  function refusal(): DestinationError {
    const { name } = root.actual;
    const counts = [
      ...(homeless.missing > 0 ? [`${homeless.missing} have no value in it`] : []),
      ...(homeless.same > 0 ? [`${homeless.same} have the same as another row`] : []),
    ];
    return new DestinationError(
      `The key of ${name} is now ${key.join(", ")}. Of its rows in ${session.name}, ${counts.join(" and ")}. ` +
        `Nothing was changed. Run \`lago-loader migrate --rebuild\`: it keeps the tables as ${nameAside(name, "", isTaken)} and so on, ` +
        "makes new ones with one row for each key, and the next load reads everything.",
    );
  }
}

function isSame(names: readonly string[], others: readonly string[]): boolean {
  return names.toSorted().join() === others.toSorted().join();
}
