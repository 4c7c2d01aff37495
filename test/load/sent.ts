import type { Resource } from "../../runtime/resource.ts";
import type { Lago as FakeLago } from "../lago/server.ts";
import { isObject, parseLossless } from "./lossless.ts";
import type { Sent } from "./recover.ts";

/** What a complete load of a resource has to bring: of records that come more than once under one key, the one that counts. */
export function listSent(fake: FakeLago, resource: Resource): Sent[] {
  const { parent } = resource;
  if (!parent) return fake.list(resource.path + toQuery(resource.query ?? {})).map((json) => ({ json }));
  // As a load walks them: the states of one subscription in descending order, so that the active one comes last.
  const paths = fake.paths(resource.path).sort().reverse();
  const supplied = resource.tables[0].columns.filter((column) => !column.path);
  const byKey = new Map<string, Sent>();
  for (const path of paths) {
    const values = readParameters(resource.path, path);
    const keys = supplied.map((column) => values.get(parent.bind.find((binding) => binding.as === column.name)!.parameter)!);
    for (const json of fake.list(path)) byKey.set(keyOf(resource, json, keys), { json, keys });
  }
  return [...byKey.values()];
}

function keyOf(resource: Resource, json: string, keys: readonly string[]): string {
  const record = parseLossless(json);
  const columns = resource.tables[0].columns;
  const supplied = columns.filter((column) => !column.path);
  return JSON.stringify(
    resource.primaryKey.map((name) => {
      const column = columns.find((candidate) => candidate.name === name)!;
      return column.path ? isObject(record) && record[column.path[0]!] : keys[supplied.indexOf(column)];
    }),
  );
}

function readParameters(template: string, pathAndQuery: string): Map<string, string> {
  const [path, query] = pathAndQuery.split("?");
  const parts = path!.split("/");
  const values = new Map(new URLSearchParams(query));
  template.split("/").forEach((part, index) => part.startsWith("{") && values.set(part.slice(1, -1), decodeURIComponent(parts[index]!)));
  return values;
}

function toQuery(query: Readonly<Record<string, string | readonly string[]>>): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => [value].flat().map((item): [string, string] => [name, String(item)]));
  return pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : "";
}
