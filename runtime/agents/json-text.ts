/** A value in a JSON text, with its position: `end` is after its last character. */
export interface JsonNode {
  readonly start: number;
  readonly end: number;
  /** The properties of an object, or the elements of an array; undefined for other values. */
  readonly children: readonly JsonChild[] | undefined;
}

/** A property from its name to its value, or an element. */
export interface JsonChild {
  readonly start: number;
  readonly end: number;
  /** Undefined for an element. */
  readonly key: string | undefined;
  readonly value: JsonNode;
}

/** Parses the positions of values. Allows comments and trailing commas, as editors do; throws a `SyntaxError` otherwise. */
export function parseJsonText(text: string): JsonNode {
  let at = 0;
  const fail = (): never => {
    throw new SyntaxError(`line ${text.slice(0, at).split("\n").length}`);
  };
  const skip = () => {
    const [space] = /^(?:[\s\ufeff]|\/\/[^\n]*|\/\*[^]*?\*\/)*/.exec(text.slice(at))!;
    at += space.length;
  };
  const take = (pattern: RegExp): string => {
    const [found] = pattern.exec(text.slice(at)) ?? [];
    if (found === undefined) return fail();
    at += found.length;
    return found;
  };
  const readValue = (): JsonNode => {
    const start = at;
    if (text[at] === "{" || text[at] === "[") {
      const children = readChildren(text[at] === "{");
      return { start, end: at, children };
    }
    take(/^(?:"(?:[^"\\\n]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/);
    return { start, end: at, children: undefined };
  };
  const readChildren = (named: boolean): JsonChild[] => {
    const children: JsonChild[] = [];
    at += 1;
    for (skip(); text[at] !== (named ? "}" : "]"); skip()) {
      const start = at;
      const key = named ? (JSON.parse(take(/^"(?:[^"\\\n]|\\.)*"/)) as string) : undefined;
      if (named) {
        skip();
        take(/^:/);
        skip();
      }
      const value = readValue();
      children.push({ start, end: value.end, key, value });
      skip();
      if (text[at] !== (named ? "}" : "]")) take(/^,/);
    }
    at += 1;
    return children;
  };
  skip();
  const root = readValue();
  skip();
  return at === text.length ? root : fail();
}

/** The value at a path of property names; undefined if there is none. Of properties with the same name, the last one counts. */
export function findNode(root: JsonNode, path: readonly string[]): JsonNode | undefined {
  return path.reduce<JsonNode | undefined>((node, key) => node?.children?.findLast((child) => child.key === key)?.value, root);
}
