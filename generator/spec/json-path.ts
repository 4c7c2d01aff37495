import { DocumentError } from "./document-error.ts";

/** The target of a path: the node is `parent[key]`. */
export interface Place {
  parent: Record<string | number, unknown>;
  key: string | number;
}

/**
 * The places of a document that a JSONPath selects. Of RFC 9535, what pointing at a place of an OpenAPI document needs:
 * `.name`, `['name']`, `['one', 'other']`, `[0]`, `.*`, `[*]` and the filters `[?@.name=='status[]']` and `[?@=='text']`.
 */
export function findPlaces(root: object, path: string): Place[] {
  const steps = parsePath(path);
  return steps.reduce<Place[]>(
    (places, step) => places.flatMap(({ parent, key }) => step(parent[key])),
    [{ parent: { $: root }, key: "$" }],
  );
}

/** The path of a child: `$.paths` and `/invoices` make `$.paths['/invoices']`. */
export function childPath(path: string, key: string | number): string {
  if (typeof key === "number") return `${path}[${key}]`;
  return /^[\w-]+$/.test(key) ? `${path}.${key}` : `${path}['${key}']`;
}

/** The children of a node that a segment of the path selects. */
type Step = (node: unknown) => Place[];

const SEGMENT =
  /(?:\.(?<name>[\w$-]+)|\[(?<quoted>'[^']*'|"[^"]*")\]|\[(?<names>'[^']*'(?:, ?'[^']*')+)\]|\[(?<index>\d+)\]|(?<all>\.\*|\[\*\])|\[\?\(?@(?:\.(?<field>[\w$-]+))? ?== ?(?<value>'[^']*'|"[^"]*")\)?\])/y;

function parsePath(path: string): Step[] {
  const steps: Step[] = [];
  const segment = new RegExp(SEGMENT);
  segment.lastIndex = 1;
  while (path.startsWith("$") && segment.lastIndex < path.length) {
    const at = segment.lastIndex;
    const groups = segment.exec(path)?.groups;
    if (groups === undefined) throw new DocumentError(`${path} is not a JSONPath that is understood here, from "${path.slice(at)}" on.`);
    steps.push(toStep(groups));
  }
  if (steps.length === 0) throw new DocumentError(`"${path}" is not a path below "$".`);
  return steps;
}

function toStep({ name, quoted, names, index, all, field, value }: Record<string, string | undefined>): Step {
  if (all !== undefined) return children;
  if (value !== undefined) {
    const wanted = unquote(value);
    return (node) => children(node).filter(({ parent, key }) => (field === undefined ? parent[key] : fieldOf(parent[key], field)) === wanted);
  }
  if (names !== undefined) {
    const wanted = [...names.matchAll(/'([^']*)'/g)].map(([, each]) => each!);
    return (node) => children(node).filter((place) => wanted.includes(String(place.key)));
  }
  const key = name ?? (quoted === undefined ? index : unquote(quoted));
  return (node) => children(node).filter((place) => String(place.key) === key);
}

function children(node: unknown): Place[] {
  if (typeof node !== "object" || node === null) return [];
  const keys = Array.isArray(node) ? [...node.keys()] : Object.keys(node);
  return keys.map((key) => ({ parent: node as Place["parent"], key }));
}

function fieldOf(node: unknown, field: string): unknown {
  return typeof node === "object" && node !== null ? (node as Record<string, unknown>)[field] : undefined;
}

function unquote(text: string): string {
  return text.slice(1, -1);
}
