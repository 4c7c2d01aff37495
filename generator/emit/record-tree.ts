import type { TableModel } from "../model/types.ts";
import { quoteIdentifier } from "./identifiers.ts";

/** The JSON that a table's rows are read from, as a tree: what `from_json` of DuckDB is told, and how each part is reached. */
export interface RecordTree {
  /** Lines of the structure, each ending in a comma; DuckDB reads them so, and a new property adds its line only. */
  lines: string[];
  /** SQL for the value at a path, given that the record is called `r`. */
  access(path: string[]): string;
}

interface Node {
  type?: "VARCHAR" | "JSON";
  /** Whether it is an array of the members. */
  array?: boolean;
  members: Map<string, Node>;
}

/** The tree for a table of the resource, the arrays of its child tables included. */
export function buildRecordTree(table: TableModel, tables: TableModel[]): RecordTree {
  const root = buildNode(table, tables);
  return { lines: writeMembers(root, "  "), access: (path) => writeAccess(root, path) };
}

function buildNode(table: TableModel, tables: TableModel[]): Node {
  const root: Node = { members: new Map() };
  for (const { path, type } of table.columns) {
    if (path !== undefined) place(root, path, { type: type === "json" ? "JSON" : "VARCHAR", members: new Map() });
  }
  for (const child of findChildren(table, tables)) {
    place(root, child.arrays.at(-1)!, { ...buildNode(child, tables), array: true });
  }
  return root;
}

/** The tables that hang directly from this one. */
export function findChildren(table: TableModel, tables: TableModel[]): TableModel[] {
  return tables.filter(
    ({ arrays }) => arrays.length === table.arrays.length + 1 && JSON.stringify(arrays.slice(0, -1)) === JSON.stringify(table.arrays),
  );
}

function place(node: Node, [name, ...rest]: string[], value: Node): void {
  if (name === undefined) return;
  if (rest.length === 0) {
    node.members.set(name, value);
    return;
  }
  const member = node.members.get(name) ?? { members: new Map<string, Node>() };
  node.members.set(name, member);
  place(member, rest, value);
}

function writeMembers(node: Node, indent: string): string[] {
  return [...node.members].flatMap(([name, member]) => {
    const key = `${indent}${JSON.stringify(name)}:`;
    if (member.type !== undefined) return [`${key}"${member.type}",`];
    const [open, close] = member.array ? ["[{", "}]"] : ["{", "}"];
    const extra = member.array ? [`${indent}  ${EXTRA}`] : [];
    return [`${key}${open}`, ...writeMembers(member, `${indent}  `), ...extra, `${indent}${close},`];
  });
}

/** Where the loader puts what it found no column for. */
const EXTRA = '"$extra":"VARCHAR"';

/**
 * `r.item.type`. DuckDB does not tell `Code` from `code` in a struct, so that where a record has both they are reached by
 * position.
 */
function writeAccess(root: Node, path: string[]): string {
  let node = root;
  let sql = "r";
  for (const name of path) {
    const names = [...node.members.keys()];
    const isAmbiguous = names.some((other) => other !== name && other.toLowerCase() === name.toLowerCase());
    sql = isAmbiguous ? `struct_extract_at(${sql}, ${names.indexOf(name) + 1})` : `${sql}.${quoteIdentifier(name)}`;
    node = node.members.get(name)!;
  }
  return sql;
}
