import { findNode, type JsonChild, type JsonNode, parseJsonText } from "./json-text.ts";

/** Our value in a user's file: the property at the end of `path`, or an element of the array there. */
export interface JsonEntry {
  readonly path: readonly string[];
  /** An element, if `path` is that of an array. */
  readonly element?: true;
  readonly value: unknown;
}

/** The value at the entry's place, parsed; undefined if there is none. */
export function readEntry(text: string, { path, element, value }: JsonEntry): unknown {
  const node = findNode(parseJsonText(text), path);
  if (node === undefined || !element) return node && parse(text, node);
  return node.children?.map((child) => parse(text, child.value)).find((each) => JSON.stringify(each) === JSON.stringify(value));
}

/**
 * The text with the entry, and nothing else changed: comments, order, white space and line ends stay. Missing containers are created. The edit
 * is reversible, so that the entry can be removed without a trace. Undefined if something other than an object or array is in the
 * way.
 */
export function addEntry(text: string, { path, element, value }: JsonEntry): string | undefined {
  const root = parseJsonText(text);
  const known = path.findIndex((_, index) => findNode(root, path.slice(0, index + 1)) === undefined);
  const depth = known < 0 ? path.length : known;
  const container = findNode(root, path.slice(0, depth))!;
  const isArray = text[container.start] === "[";
  if (container.children === undefined || isArray !== (depth === path.length)) return undefined;
  const [key, ...rest] = path.slice(depth);
  const inner = rest.reduceRight<unknown>((made, name) => ({ [name]: made }), element && key !== undefined ? [value] : value);
  return insert(text, container, key, inner);
}

/** The text before `addEntry`. If it was edited since, only the entry is removed. */
export function removeEntry(text: string, entry: JsonEntry): string {
  const { path, element, value } = entry;
  if (readEntry(text, entry) === undefined) return text;
  const root = parseJsonText(text);
  const paths = path.map((_, index) => path.slice(0, index + 1));
  const candidates = paths.flatMap((each) => {
    const parent = findNode(root, each.slice(0, -1));
    return cut(text, parent, parent?.children?.findLast(({ key }) => key === each.at(-1)));
  });
  const array = findNode(root, path);
  if (element) candidates.push(...cut(text, array, array?.children?.find((child) => JSON.stringify(parse(text, child.value)) === JSON.stringify(value))));
  return candidates.find((candidate) => isBefore(candidate, entry, text)) ?? candidates.at(-1) ?? text;
}

function isBefore(candidate: string, entry: JsonEntry, text: string): boolean {
  try {
    return addEntry(candidate, entry) === text;
  } catch {
    // A comma may remain.
    return false;
  }
}

/** After the last child. In an empty container it follows the bracket, on the same line; a new container has lines of its own. */
function insert(text: string, { start, end, children = [] }: JsonNode, key: string | undefined, value: unknown): string {
  const last = children.at(-1);
  const isBroken = text.slice(start, end).includes("\n");
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const outer = indentAt(text, last?.start ?? start);
  const unit = /\n([ \t]+)\S/.exec(text)?.[1]?.startsWith("\t") ? "\t" : "  ";
  const name = key === undefined ? "" : `${JSON.stringify(key)}: `;
  const made = name + JSON.stringify(value, null, unit).replaceAll("\n", () => newline + outer);
  if (last === undefined) return text.slice(0, start + 1) + made + text.slice(start + 1);
  return `${text.slice(0, last.end)},${isBroken ? newline + outer : " "}${made}${text.slice(last.end)}`;
}

/** The indentation of the line. */
function indentAt(text: string, at: number): string {
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf("\n", at - 1) + 1))![0];
}

function cut(text: string, container: JsonNode | undefined, child: JsonChild | undefined): string[] {
  if (container?.children === undefined || child === undefined) return [];
  const at = container.children.indexOf(child);
  const [from, to] = at > 0 ? [container.children[at - 1]!.end, child.end] : [child.start, container.children[1]?.start ?? child.end];
  return [text.slice(0, from) + text.slice(to)];
}

/** Without comments and trailing commas, which JSON does not have. */
function parse(text: string, { start, end, children }: JsonNode): unknown {
  if (children === undefined) return JSON.parse(text.slice(start, end));
  const values = children.map(({ key, value }) => [key, parse(text, value)] as const);
  return text[start] === "[" ? values.map(([, value]) => value) : Object.fromEntries(values);
}
