/**
 * The new name of a table or column that makes room for another: `amount_cents__was_text`, `fees__was`, with `_2` and so on if that is
 * taken. Documented in docs/schema-changes.md.
 */
export function nameAside(name: string, was: string, isTaken: (name: string) => boolean): string {
  for (let count = 1; ; count++) {
    const ending = `__was${was && `_${was}`}${count === 1 ? "" : `_${count}`}`;
    const aside = cut(name, LONGEST_NAME - Buffer.byteLength(ending)) + ending;
    if (!isTaken(aside)) return aside;
  }
}

/** Whether a name has the form of `nameAside`. A property may have such a name, too. */
export function isAside(name: string): boolean {
  return /__was(_[a-z0-9_]+)?$/.test(name);
}

/** A name that is the same to DuckDB, which ignores case. */
export function findTwin(name: string, names: Iterable<string>): string | undefined {
  const folded = name.toLowerCase();
  for (const other of names) if (other !== name && other.toLowerCase() === folded) return other;
  return undefined;
}

/** Whether a name is taken, ignoring case. */
export function takes(names: { has(name: string): boolean; keys(): Iterable<string> }, name: string): boolean {
  return names.has(name) || findTwin(name, names.keys()) !== undefined;
}

/** Maximum length of a name in Postgres, in bytes. */
const LONGEST_NAME = 63;

function cut(name: string, bytes: number): string {
  let kept = name;
  while (Buffer.byteLength(kept) > bytes) kept = kept.slice(1);
  return kept;
}
