import type { Resource, Table } from "../resource.ts";
import { listColumns, type ShownColumn } from "../table-columns.ts";

/** A table of a diagram. */
export interface Entity {
  readonly name: string;
  readonly description: string | undefined;
  readonly columns: readonly ShownColumn[];
}

/**
 * The tables of the named resources with all columns, and the tables that they refer to or that refer to them, with keys only. Without
 * names: all tables, with keys only.
 */
export function listEntities(known: readonly Resource[], named: readonly Resource[]): Entity[] {
  const all = known.flatMap((resource) => resource.tables.map((table) => ({ resource, table, columns: listColumns(resource, table) })));
  const own = new Set(named.flatMap(({ tables }) => tables.map(({ name }) => name)));
  const targets = (columns: readonly ShownColumn[]) => columns.flatMap(({ references }) => references?.split(".")[0] ?? []);
  const referred = new Set(all.flatMap(({ table, columns }) => (own.has(table.name) ? targets(columns) : [])));
  const isNear = ({ name }: Table, columns: readonly ShownColumn[]) => own.size === 0 || own.has(name) || referred.has(name) || targets(columns).some((target) => own.has(target));
  const near = all.filter(({ table, columns }) => isNear(table, columns));
  const wanted = new Set(near.flatMap(({ columns }) => columns.flatMap(({ references }) => references ?? [])));
  return near.map(({ table: { name, description }, columns }) => ({
    name,
    description,
    columns: own.has(name) ? columns : listKeys(columns, (column) => wanted.has(`${name}.${column.name}`)),
  }));
}

/** A table with neither keys nor references has all its columns: DBML takes none without any. */
function listKeys(columns: readonly ShownColumn[], isWanted: (column: ShownColumn) => boolean): readonly ShownColumn[] {
  const keys = columns.filter((column) => column.key || column.references !== undefined || isWanted(column));
  return keys.length > 0 ? keys : columns;
}

/** An entity-relationship diagram, as GitHub draws it: https://mermaid.js.org/syntax/entityRelationshipDiagram.html. */
export function formatMermaid(entities: readonly Entity[]): string {
  const tables = entities.map(({ name, columns }) => {
    const lines = columns.map((column) => `    ${column.type} ${formatAttribute(column.name, column.key ? " PK" : column.references === undefined ? "" : " FK")}`);
    return [`  ${quoteText(name)} {`, ...lines, "  }"].join("\n");
  });
  const arrows = listArrows(entities).map(({ from, column, to }) => `  ${quoteText(from)} }o--o| ${quoteText(to)} : ${quoteText(column)}`);
  return `${["erDiagram", ...tables, ...arrows].join("\n")}\n`;
}

/** Tables and references in DBML, for dbdiagram.io and others: https://dbml.dbdiagram.io/docs. */
export function formatDbml(entities: readonly Entity[]): string {
  const tables = entities.map(({ name, description, columns }) => {
    const keys = columns.filter(({ key }) => key);
    const lines = columns.map((column) => {
      const settings = [...(column.key && keys.length === 1 ? ["pk"] : []), ...(column.description === undefined ? [] : [`note: ${quoteNote(column.description)}`])];
      return `  ${quoteName(column.name)} ${column.type}${settings.length > 0 ? ` [${settings.join(", ")}]` : ""}`;
    });
    const wide = keys.length > 1 ? ["  indexes {", `    (${keys.map((column) => quoteName(column.name)).join(", ")}) [pk]`, "  }"] : [];
    return [`Table ${quoteName(name)} {`, ...lines, ...wide, ...(description === undefined ? [] : [`  Note: ${quoteNote(description)}`]), "}"].join("\n");
  });
  const arrows = listArrows(entities).map(({ from, column, to, target }) => `Ref: ${quoteName(from)}.${quoteName(column)} > ${quoteName(to)}.${quoteName(target)}`);
  return `${[...tables, arrows.join("\n")].filter((part) => part !== "").join("\n\n")}\n`;
}

/** The references between tables of the diagram. */
function listArrows(entities: readonly Entity[]): { from: string; column: string; to: string; target: string }[] {
  const names = new Set(entities.map(({ name }) => name));
  return entities.flatMap(({ name: from, columns }) =>
    columns.flatMap(({ name: column, references }) => {
      const [to = "", target = ""] = references?.split(".") ?? [];
      return names.has(to) ? [{ from, column, to, target }] : [];
    }),
  );
}

/** A column of Mermaid is a word and nothing else: another name stands beside it. */
function formatAttribute(name: string, key: string): string {
  const word = name.replaceAll(/\W/g, "_").replace(/^(?=\d|[PFU]K$)/, "_");
  return `${word}${key}${word === name ? "" : ` ${quoteText(name)}`}`;
}

/** Always between quotes: `to`, `one`, `class`, `end` and more are words of Mermaid's. */
function quoteText(name: string): string {
  return `"${name.replaceAll('"', "'").replaceAll(/[\\%\s]+/g, " ")}"`;
}

function quoteName(name: string): string {
  return `"${escapeDbml(name).replaceAll('"', '\\"')}"`;
}

function quoteNote(text: string): string {
  return `'${escapeDbml(text).replaceAll("'", "\\'")}'`;
}

function escapeDbml(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll(/[\r\n]+/g, " ");
}
