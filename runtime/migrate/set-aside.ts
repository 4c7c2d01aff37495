/**
 * The name under which a table or a column is kept that makes room for another: `amount_cents__was_text`, `fees__was`, with
 * `_2` and so on behind it where that is taken. docs/schema-changes.md promises it.
 */
export function nameAside(name: string, was: string, isTaken: (name: string) => boolean): string {
  for (let count = 1; ; count++) {
    const ending = `__was${was && `_${was}`}${count === 1 ? "" : `_${count}`}`;
    const aside = cut(name, LONGEST_NAME - Buffer.byteLength(ending)) + ending;
    if (!isTaken(aside)) return aside;
  }
}

/** What Postgres keeps of a name, in bytes. */
const LONGEST_NAME = 63;

function cut(name: string, bytes: number): string {
  let kept = name;
  while (Buffer.byteLength(kept) > bytes) kept = kept.slice(1);
  return kept;
}
