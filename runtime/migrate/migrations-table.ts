import { createHash } from "node:crypto";
import type { Resource } from "../resource.ts";
import { loaderVersion } from "../version.ts";
import type { MigrationSession } from "./session.ts";

/** Resource → the columns of its key. */
export type Keys = Readonly<Record<string, readonly string[]>>;

/** What a migration records for the next one. */
export interface Mark {
  /** Version of the loader; null if none has left a row. */
  readonly version: string | null;
  readonly keys: Keys;
  readonly orphans: readonly string[];
  /** `table.column` or a child table: filled by details only. Null in the row of a loader that did not record it. */
  readonly details: readonly string[] | null;
  /** Resource → a hash of everything that determines its rows, mainly the spec. */
  readonly shapes: Readonly<Record<string, string>>;
  /** Version of the spec that the tables are generated from; null if it is not known. */
  readonly spec: string | null;
}

export async function readLastMark(session: Pick<MigrationSession, "read">): Promise<Mark> {
  const [last] = await session.read(
    "SELECT to_version::text, keys::text, orphans::text, details::text, shapes::text, spec_version::text FROM _migrations ORDER BY migrated_at DESC LIMIT 1",
  );
  const [version = null, keys, orphans, details, shapes, spec = null] = last ?? [];
  return {
    version,
    keys: JSON.parse(keys ?? "{}") as Keys,
    orphans: JSON.parse(orphans ?? "[]") as string[],
    details: JSON.parse(details ?? "null") as string[] | null,
    shapes: JSON.parse(shapes ?? "{}") as Record<string, string>,
    spec,
  };
}

/** The row after the migration of one resource. What is known of the others stays. */
export function addToMark(mark: Mark, resource: Resource, orphans: readonly string[]): Mark {
  const { name, primaryKey } = resource;
  const isOwn = (place: string) => place.startsWith(`${name}.`) || place.startsWith(`${name}__`);
  return {
    ...mark,
    keys: { ...mark.keys, [name]: primaryKey },
    orphans: [...mark.orphans.filter((place) => !isOwn(place)), ...orphans.filter(isOwn)],
    details: [...(mark.details ?? []).filter((place) => !isOwn(place) && place !== name), ...listDetails(resource)],
    shapes: { ...mark.shapes, [name]: hashShape(resource) },
  };
}

/** Whether the rows were made from the resource as it is now; undefined if that is not known. */
export function isShapeOf({ version, shapes }: Mark, resource: Resource): boolean | undefined {
  const known = shapes[resource.name];
  return known === undefined || version === null ? undefined : known === hashShape(resource);
}

/** Whether this version of the loader wrote the row, with these resources as they are now. */
export function isMarkOf(mark: Mark, resources: readonly Resource[]): boolean {
  return mark.version === loaderVersion && resources.every((resource) => isShapeOf(mark, resource) === true);
}

function listDetails({ tables }: Resource): string[] {
  return tables.flatMap(({ name, details, columns }) => (details ? [name] : columns.flatMap((column) => (column.details ? [`${name}.${column.name}`] : []))));
}

function hashShape({ tables }: Resource): string {
  return createHash("sha256").update(JSON.stringify(tables)).digest("hex").slice(0, 12);
}

/** Adds a row, unless nothing has changed. `from`: the version before this migration. */
export async function leaveMark(session: Pick<MigrationSession, "run">, from: string | null, before: Mark, now: Mark, statements: readonly string[]): Promise<void> {
  if (statements.length === 0 && JSON.stringify(before) === JSON.stringify(now)) return;
  // Later than the previous row, even if the clock was set back, or both have the same millisecond: the last row counts.
  await session.run(
    `INSERT INTO _migrations (migrated_at, from_version, to_version, statements, keys, orphans, details, shapes, spec_version)
VALUES (greatest($1::timestamptz, (SELECT max(migrated_at) + INTERVAL '1 millisecond' FROM _migrations)), $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      new Date().toISOString(),
      from,
      now.version,
      JSON.stringify(statements),
      JSON.stringify(now.keys),
      JSON.stringify(now.orphans),
      JSON.stringify(now.details),
      JSON.stringify(now.shapes),
      now.spec,
    ],
  );
}

/** Whether a version is later than another: `0.10.0` than `0.9.0`, and a release than its release candidates (https://semver.org, 11). */
export function isNewer(version: string, other: string): boolean {
  return compareVersions(version, other) > 0;
}

function compareVersions(one: string, other: string): number {
  const [[core, candidate], [otherCore, otherCandidate]] = [splitVersion(one), splitVersion(other)];
  const compared = compareParts(core, otherCore);
  if (compared !== 0 || candidate === otherCandidate) return compared;
  if (candidate === undefined) return 1;
  return otherCandidate === undefined ? -1 : compareParts(candidate, otherCandidate);
}

/** `1.2.3-rc.1+build` is `1.2.3` and `rc.1`: build metadata does not count. */
function splitVersion(version: string): [core: string, candidate: string | undefined] {
  const [core, ...candidate] = version.replace(/\+.*$/, "").split("-");
  return [core!, candidate.length === 0 ? undefined : candidate.join("-")];
}

/** Numbers sort before words, and a prefix before the longer version. */
function compareParts(one: string, other: string): number {
  const [parts, others] = [one.split("."), other.split(".")];
  for (const [index, part] of parts.entries()) {
    const against = others[index];
    if (against === undefined) return 1;
    if (part === against) continue;
    const [isNumber, isOther] = [/^\d+$/.test(part), /^\d+$/.test(against)];
    if (isNumber && isOther && Number(part) !== Number(against)) return Math.sign(Number(part) - Number(against));
    if (isNumber !== isOther) return isNumber ? -1 : 1;
    if (!isNumber) return part < against ? -1 : 1;
  }
  return parts.length < others.length ? -1 : 0;
}
