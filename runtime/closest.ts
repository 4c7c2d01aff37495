/** The names that someone who typed `typed` may have meant: up to three, the likeliest first. */
export function findClosest(typed: string, names: readonly string[]): string[] {
  const plain = typed.toLowerCase().replaceAll("-", "_");
  return names
    .map((name) => ({ name, distance: contains(name, plain) ? 1 : countEdits(plain, name) }))
    .filter(({ distance, name }) => distance <= Math.max(1, name.length / 3))
    .sort((a, b) => a.distance - b.distance || a.name.length - b.name.length)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** A question after what someone may have meant; `otherwise` if no name is like it. */
export function suggest(typed: string, names: readonly string[], otherwise: string): string {
  const close = findClosest(typed, names);
  return close.length > 0 ? `Did you mean ${close.join(" or ")}?` : otherwise;
}

/** `charges` is part of `plan_charges`; two letters are part of anything. */
function contains(name: string, part: string): boolean {
  return part.length > 3 && name.includes(part);
}

/** Levenshtein distance: letters to insert, delete or replace. */
function countEdits(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (let j = 0; j < to.length; j++) {
      next.push(Math.min(next[j]! + 1, row[j + 1]! + 1, row[j]! + (letter === to[j] ? 0 : 1)));
    }
    row = next;
  }
  return row[to.length]!;
}
