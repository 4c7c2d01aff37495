import type { Lago, Values } from "../client.ts";
import { isGone, LagoError } from "../errors.ts";
import type { Resource } from "../resource.ts";
import { fillBindings } from "../load/plan/bindings.ts";
import { isSegment } from "../transport/path.ts";
import { readSample } from "./sample.ts";

/** Whether the key may read a resource. `unknown`: there is no parent whose list could be requested. */
export interface Access {
  readonly name: string;
  readonly readable: "yes" | "no" | "unknown";
  /** Lago's count; null if it was not requested, and for nested resources, where Lago counts each list by itself. */
  readonly records: number | null;
  /** Why it is not `yes`. */
  readonly reason: string;
}

/** Requests one record of each resource. Throws errors that concern all of them, such as a refused key. */
export async function findAccess(lago: Lago, resources: readonly Resource[]): Promise<Access[]> {
  const probes = new Map<string, Promise<Probe>>();
  const parents = new Set(resources.map(({ parent }) => parent?.resource));
  const probe = (resource: Resource): Promise<Probe> => {
    const begun = probes.get(resource.name) ?? probeResource(resource);
    probes.set(resource.name, begun);
    return begun;
  };
  return (await Promise.all(resources.map(probe))).map(({ access }) => access);

  async function probeResource(resource: Resource): Promise<Probe> {
    const { name, parent } = resource;
    const above = parent && (await probe(resources.find((other) => other.name === parent.resource)!));
    const keys = findKeys(resource, above?.rows ?? []);
    if (!keys) return { access: { name, readable: "unknown", records: null, reason: `needs a parent: no row of ${parent!.resource} was found` }, rows: [] };
    try {
      const { records, total } = await readSample(lago, resource, parents.has(name) ? PARENTS : 1, keys);
      const rows = records.map((record) => readRow(resource, record, keys.columns));
      return { access: { name, readable: "yes", records: parent ? null : total, reason: "" }, rows };
    } catch (error) {
      return { access: { name, records: null, ...judge(error, resource) }, rows: [] };
    }
  }
}

/** Enough parents that one of them is likely to have children. */
const PARENTS = 10;

interface Probe {
  readonly access: Access;
  readonly rows: readonly Row[];
}

/** Columns of the root table that children need. */
type Row = Readonly<Record<string, string>>;

interface Keys {
  readonly path: Values;
  readonly query: Values;
  readonly columns: Row;
}

/** The values of one parent, or undefined if none of these rows has all of them. */
function findKeys({ parent }: Resource, rows: readonly Row[]): Keys | undefined {
  const { bind = [], where } = parent ?? {};
  const fits = (row: Row) => bind.every(({ column, in: place }) => column in row && (place === "query" || isSegment(row[column]!)));
  const row = parent ? rows.find((row) => fits(row) && (!where || row[where.column] === where.equals)) : {};
  if (!row) return undefined;
  const columns = Object.fromEntries(bind.flatMap(({ as, column }) => (as === undefined ? [] : [[as, row[column]!]])));
  return { ...fillBindings(bind, bind.map(({ column }) => row[column]!)), columns };
}

function readRow({ tables }: Resource, record: unknown, keys: Row): Row {
  const entries = tables[0].columns.flatMap(({ name, path }) => {
    const value = path?.reduce<unknown>((object, key) => (Object(object) as Record<string, unknown>)[key], record);
    return typeof value === "string" || typeof value === "number" ? [[name, String(value)]] : [];
  });
  return { ...keys, ...Object.fromEntries(entries) };
}

/** If the parent is gone, or its transactions cannot be traced, the key was still allowed to ask. */
function judge(error: unknown, { parent }: Resource): Pick<Access, "readable" | "reason"> {
  if (!(error instanceof LagoError)) throw error;
  const { kind, code, message, status } = error;
  if (kind === "forbidden") return { readable: "no", reason: code ?? message };
  if (parent && (kind === "invalid" || isGone(error))) return { readable: "yes", reason: "" };
  if (kind === "not_found") return { readable: "no", reason: "this version of Lago does not have it" };
  if (kind === "authentication" || kind === "redirected" || status === null) throw error;
  return { readable: "unknown", reason: message };
}
