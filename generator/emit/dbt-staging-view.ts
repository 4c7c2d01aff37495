import { LONGEST_NAME, shorten } from "../model/names.ts";
import type { ColumnModel, ResourceModel, TableModel } from "../model/types.ts";
import { isLoadedByDefault } from "./dbt-sources-view.ts";
import { quoteIdentifier } from "./identifiers.ts";
import { flow } from "./yaml.ts";

/** What `templates/dbt-staging.sql.hbs` is given: a view of the living rows of a table, with its amounts in units of their currency. */
export type DbtStagingView = ReturnType<typeof buildDbtStagingView>;

/** The tables with a view. Those that only details fill have none, since they are mostly empty. */
export function listStaged({ tables }: ResourceModel): TableModel[] {
  return tables.filter(({ details }) => !details);
}

/** The model's name, no longer than a name in Postgres may be. */
export function nameStaging({ name }: TableModel): string {
  const model = `stg_lago__${name}`;
  return Buffer.byteLength(model) > LONGEST_NAME ? `stg_lago__${shorten(`stg_lago__${name}`).replace(/^stg_lago__/, "")}` : model;
}

export function buildDbtStagingView(resource: ResourceModel, table: TableModel, resources: ResourceModel[]) {
  const amounts = findAmounts(resource, table, resources);
  const owners = new Map(amounts.flatMap(({ owner }) => (owner === undefined ? [] : [[owner.alias, owner]])));
  const currencies = [...new Set(amounts.map(({ currency }) => currency))];
  return {
    table: table.name,
    using: `["${resource.name}"]${isLoadedByDefault(resource) ? "" : ", usual=false"}`,
    worths: currencies.map((currency, index) => ({ currency, worth: `_worth${index === 0 ? "" : `_${index + 1}`}` })),
    owners: [...owners.values()],
    columns: [...table.identity, ...table.columns].flatMap(({ name }) => {
      const column = quoteIdentifier(name);
      const amount = amounts.find((each) => each.name === name);
      if (amount === undefined) return [column];
      const nth = currencies.indexOf(amount.currency);
      return [column, `${column} * _worth${nth === 0 ? "" : `_${nth + 1}`} as ${quoteIdentifier(amount.as)}`];
    }),
  };
}

/** What `templates/dbt-staging.yml.hbs` is given: every string is YAML. */
export type DbtStagingPropertiesView = ReturnType<typeof buildDbtStagingPropertiesView>;

export function buildDbtStagingPropertiesView(resources: ResourceModel[]) {
  return {
    models: resources.flatMap((resource) =>
      listStaged(resource).map((table) => ({
        name: nameStaging(table),
        description: flow(`${table.description ?? `Rows of ${resource.name}.`} Living rows of ${table.name}.`),
        columns: findAmounts(resource, table, resources).map(({ as, name, shown }) => flow({ name: as, data_type: "numeric", description: `${name} in units of ${shown}.` })),
      })),
    ),
  };
}

interface Amount {
  name: string;
  /** Its column in currency units. */
  as: string;
  /** SQL of the column with its currency. */
  currency: string;
  /** The same for people. */
  shown: string;
  /** The table that has the currency, where it is another. */
  owner?: { alias: string; table: string; match: string };
}

/** The amounts in smallest units whose currency is known row by row. An amount whose name in units is taken is left out. */
function findAmounts(resource: ResourceModel, table: TableModel, resources: ResourceModel[]): Amount[] {
  const names = new Set([...table.identity, ...table.columns].map(({ name }) => name));
  return table.columns.flatMap((column): Amount[] => {
    const { name, unit, currency } = column;
    const as = name.replace(/_cents(?=_|$)/, "");
    if (unit !== "minor" || currency === undefined || names.has(as)) return [];
    const owner = findOwner(column, resource, table, resources);
    if (currency.includes(".") && owner === undefined) return [];
    return [{ name, as, currency: owner === undefined ? `loaded.${quoteIdentifier(currency)}` : `${owner.alias}.${quoteIdentifier(currency.split(".")[1]!)}`, shown: currency, ...(owner && { owner }) }];
  });
}

/** The record of a child row, or the parent of a nested row if it is bound by its whole key: exactly one row. */
function findOwner({ currency }: ColumnModel, resource: ResourceModel, table: TableModel, resources: ResourceModel[]): Amount["owner"] {
  const [name] = currency!.includes(".") ? currency!.split(".") : [undefined];
  if (name === undefined) return undefined;
  const alias = "owner";
  if (name === resource.name && table.identity.length > 0) {
    const roots = table.identity.filter(({ kind }) => kind === "root");
    return { alias, table: name, match: roots.map((column) => `owner.${quoteIdentifier(column.of!)} = loaded.${quoteIdentifier(column.name)}`).join(" and ") };
  }
  const parent = resources.find((each) => each.name === name && each.name === resource.parent?.resource);
  const bind = resource.parent?.bind.filter(({ in: place }) => place === "path") ?? [];
  if (parent === undefined || table.identity.length > 0 || parent.primaryKey.join() !== bind.map(({ column }) => column).join()) return undefined;
  return { alias, table: name, match: bind.map(({ column, as, parameter }) => `owner.${quoteIdentifier(column)} = loaded.${quoteIdentifier(as ?? parameter)}`).join(" and ") };
}
