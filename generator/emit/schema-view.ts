import { COLUMN_TYPES, sqlType } from "../model/column-types.ts";
import { UNITS } from "../model/meaning.ts";
import { SNAPSHOT_AT } from "../model/primary-key.ts";
import type { WebhookModel } from "../model/webhooks.ts";
import type { Change, ColumnModel, Cursor, IdentityColumn, Parent, ResourceModel, TableModel, Watch } from "../model/types.ts";

/** What `templates/SCHEMA.md.hbs` is given: every string is Markdown as it stands in the file. */
export type SchemaView = ReturnType<typeof buildSchemaView>;

export function buildSchemaView(resources: ResourceModel[], webhooks: readonly WebhookModel[]) {
  return {
    webhooks: groupByObject(webhooks),
    types: COLUMN_TYPES.map((type) => ({ type, duckdb: sqlType(type, "duckdb"), postgres: sqlType(type, "postgres") })),
    resources: resources.map((resource) => ({
      name: resource.name,
      path: resource.path,
      key: codes(resource.primaryKey) || "–",
      strategy: findStrategy(resource),
      announced: findAnnouncers(resource),
      children: resource.tables.length - 1 || "–",
      facts: describe(resource),
      tables: resource.tables.map(viewTable),
    })),
  };
}

/** How Lago announces changes of the list. */
function findAnnouncers({ changes, webhooks }: ResourceModel): string {
  return [...(webhooks ? ["webhooks"] : []), ...(changes ? ["activities"] : [])].join(", ") || "–";
}

/** Webhooks with the same type of object concern the same resources. */
function groupByObject(webhooks: readonly WebhookModel[]) {
  const groups = new Map<string, WebhookModel[]>();
  for (const webhook of webhooks) groups.set(webhook.objectType, [...(groups.get(webhook.objectType) ?? []), webhook]);
  return [...groups].sort(([one], [other]) => (one < other ? -1 : 1)).map(([objectType, members]) => ({ objectType, types: codes(members.map(({ type }) => type)), resources: codes(members[0]!.resources) || "none" }));
}

/** The same rule as `strategyOf` in the runtime. */
function findStrategy({ primaryKey, cursor, parent, snapshot }: ResourceModel): string {
  if (snapshot !== undefined) return "snapshot";
  if (primaryKey.length === 0) return "replace";
  if (cursor) return "window";
  return parent?.watch ? "watch" : "full";
}

function describe({ path, selector, recordsAt, paginator, scopes, documentation, primaryKey, parent, single, snapshot, tables, partOf, cursor, changes, changesMissed, webhooks, webhooksMissed, query, filters }: ResourceModel): string[] {
  return [
    `\`GET ${path}\`, ${describePlace({ selector, recordsAt, snapshot })}, ${ANSWERS[paginator]}`,
    ...(documentation === undefined ? [] : [`Lago's page: <${documentation}>`]),
    primaryKey.length > 0 ? `Key: ${codes(primaryKey)}` : "No lasting key: a load replaces the table",
    ...(parent ? [describeParent(parent), ...(parent.watch ? describeWatch(parent.watch) : [])] : []),
    ...(single && tables.some(isDetailed) ? [`With \`--details\`, \`GET ${single.path}\` for each row that is new or changed`] : []),
    ...(snapshot === undefined ? [] : [`Loaded only by name; each load adds rows, distinguished by \`${snapshot}\``]),
    ...(partOf === undefined ? [] : [`The same rows are in \`${partOf}\`, so this is loaded only by name or with \`--all\``]),
    ...(cursor ? describeCursor(cursor) : []),
    ...(changes ? [describeChanges(changes, parent)] : []),
    ...(changesMissed === undefined ? [] : [`Changes without an activity: ${changesMissed}`]),
    ...(webhooks ? [`With \`--webhooks\`, read after webhooks of ${describeTriggers(webhooks, parent)}`] : []),
    ...(webhooksMissed === undefined ? [] : [`Changes without a webhook: ${webhooksMissed}`]),
    ...Object.entries(query ?? {}).map(([name, values]) => `Always sent: \`${name}\` = ${codes([values].flat())}`),
    ...(scopes.length > 0 ? [`Slices: ${codes(scopes.map((scope) => `GET ${scope}`))}`] : []),
    ...(filters.length > 0 ? [`Filters: ${codes(filters)}`] : []),
  ];
}

function describePlace({ selector, recordsAt, snapshot }: Pick<ResourceModel, "selector"> & { recordsAt: ResourceModel["recordsAt"]; snapshot: ResourceModel["snapshot"] }): string {
  if (recordsAt?.length === 0) return "the response is an array of records";
  return `${snapshot === undefined ? "records" : "the record"} in \`${(recordsAt ?? [selector]).join(".")}\``;
}

const ANSWERS: Record<ResourceModel["paginator"], string> = {
  page_number: "page by page",
  single_page: "all in one response",
  single_record: "one per response",
};

function isDetailed({ details, columns }: TableModel): boolean {
  return details === true || columns.some((column) => column.details);
}

function describeParent({ resource, bind, where }: Parent): string {
  const parameters = bind.map(({ parameter, in: place, column, as }) => {
    const name = place === "path" ? `{${parameter}}` : `?${parameter}`;
    return `\`${name}\` is its \`${column}\`${as === undefined ? "" : `, kept as \`${as}\``}`;
  });
  const condition = where ? ` with \`${where.column}\` = \`${where.equals}\`` : "";
  return `Read for each row of \`${resource}\`${condition}: ${parameters.join("; ")}`;
}

function describeWatch({ columns, lookbackDays, shownBy, why }: Watch): string[] {
  const changed = columns.length > 0 ? ` or changed in ${codes([...columns])}` : "";
  const after = `for ${lookbackDays} ${lookbackDays === 1 ? "day" : "days"} after`;
  const shown = shownBy && `Also read for parent rows of which \`${shownBy.resource}\` shows changes, if the load has read it before: other ${codes([...shownBy.columns])} in rows with \`${shownBy.about}\`. That ends the days after`;
  return [`Watch: between full refreshes, read for parent rows that are new${changed}, and ${after}`, ...(shown ? [shown] : []), `Why: ${why}`];
}

function describeCursor({ column, from, to, inclusive, granularity, lookbackDays, also = [], why }: Cursor): string[] {
  const filters = (names: { from?: string | undefined; to?: string | undefined }) => codes([names.from, names.to].filter((name) => name !== undefined));
  const asked = `filtered by ${filters({ from, to })} (${inclusive ? "inclusive" : "exclusive"}, to the ${granularity === "date" ? "day" : "second"})`;
  return [
    `Window: \`${column}\`, ${from === undefined ? "read from the first page on, which has the newest" : asked}, with a lookback of ${lookbackDays} days`,
    ...also.map((other) => `Also by window: \`${other.column}\`, filtered by ${filters(other)}${other.lookbackDays === undefined ? "" : `, with a lookback of ${other.lookbackDays} days`}`),
    ...(why === undefined ? [] : [`Why: ${why}`]),
  ];
}

function describeChanges(changes: readonly Change[], parent: Parent | undefined): string {
  return `With \`--changes\`, read after activities of ${describeTriggers(changes, parent)}`;
}

function describeTriggers(changes: readonly Change[], parent: Parent | undefined): string {
  const parts = changes.map(({ of, by, column, filter }) => {
    const same = filter !== undefined ? `?${filter}` : parent ? `${parent.resource}.${column}` : column;
    return `${codes([...of])}, whose \`${by.join(".")}\` is \`${same}\``;
  });
  return parts.join("; of ");
}

/** A table for documentation pages. */
export function viewTable({ name, fullName, description, details, identity, columns }: TableModel) {
  return {
    name,
    facts: [...(description === undefined ? [] : [description]), ...(fullName === undefined ? [] : [`Short for \`${fullName}\`.`]), ...(details ? ["Filled with `--details`."] : [])].join(" "),
    columns: [
      ...identity.map((column) => ({ name: column.name, type: column.type, note: noteIdentity(column) })),
      ...columns.map((column) => ({ name: column.name, type: column.type, note: noteColumn(column) })),
    ],
  };
}

function noteIdentity({ kind, of }: IdentityColumn): string {
  return kind === "root" ? `the record's \`${of}\`` : "position in the array, from 0";
}

function noteColumn(column: ColumnModel): string {
  return [column.description ?? "", listFacts(column).join(" · ")].filter((part) => part !== "").join(" ");
}

function listFacts({ name, fullName, path, references, liftedFrom, details, values, unit, currency, personal, finer }: ColumnModel): string[] {
  const source = path?.join("__") ?? name;
  return [
    ...(values === undefined ? [] : [codes(values)]),
    ...(unit === undefined ? [] : [currency === undefined ? UNITS[unit] : `${UNITS[unit]}, of \`${currency}\``]),
    ...(personal ? ["personal"] : []),
    ...(finer ? ["more than 18 places: in DuckDB exact in `_extra`"] : []),
    ...(path === undefined ? [name === SNAPSHOT_AT ? "when the load began" : "from the parent"] : []),
    ...(liftedFrom === undefined ? [] : [`extracted from \`${liftedFrom}\``]),
    ...(details ? ["filled with `--details`"] : []),
    ...(references === undefined ? [] : [`→ \`${references}\``]),
    ...(fullName !== undefined || source !== name ? [`short for \`${fullName ?? source}\``] : []),
  ];
}

function codes(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}
