import { DestinationError } from "../errors.ts";
import type { Resource } from "../resource.ts";
import { isNewer, type Mark } from "./migrations-table.ts";
import type { TableShape } from "./table-shapes.ts";

/** Refuses a database that a newer loader has written, or that was made from a newer version of the spec. */
export function refuseNewer(name: string, { version, spec }: Mark, now: { readonly version: string; readonly spec: string | null }): void {
  if (version !== null && isNewer(version, now.version)) throw refusal(`lago-loader ${version}, and this is ${now.version}`);
  if (spec !== null && now.spec !== null && isNewer(spec, now.spec)) throw refusal(`a lago-loader made from version ${spec} of Lago's OpenAPI spec, and this one is made from ${now.spec}`);

  function refusal(what: string): DestinationError {
    return new DestinationError(
      `${name} was loaded by ${what}: an older one could undo what the newer one made of the tables. Update lago-loader, or load into another database.`,
    );
  }
}

/** Columns of every table in every version of the loader; a person may have dropped one. */
const MARKS = ["_extra", "_loaded_at", "_load_id", "_deleted_at"];

/** Refuses tables with the loader's names that another program made: the data set of dlt's source for Lago is also named `lago_data`. */
export function refuseForeign(name: string, actual: ReadonlyMap<string, TableShape>, known: readonly Resource[]): void {
  const tables = known.flatMap((resource) => resource.tables.flatMap((table) => actual.get(table.name) ?? []));
  const foreign = tables.filter(({ columns }) => MARKS.filter((mark) => columns.has(mark)).length < MARKS.length - 1);
  if (foreign.length === 0) return;
  const [first] = foreign;
  const others = foreign.length === 1 ? "" : ` So ${foreign.length === 2 ? "is" : "are"} ${foreign.slice(1, 6).map((table) => table.name).join(", ")}${foreign.length > 6 ? ", …" : ""}.`;
  throw new DestinationError(
    `The table ${first!.name} in ${name} was not made by lago-loader: it does not have the columns ${MARKS.join(", ")}.${others} Nothing was changed. ` +
      "Load into another schema (--schema) or another database, or move these tables away.",
  );
}
