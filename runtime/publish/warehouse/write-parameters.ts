import type { Sql, Statement } from "../../destinations/sql.ts";

/** A statement with a place for each value, as a warehouse writes them; the sentences say the types. */
export function writeParameters({ texts, values }: Sql, place: (index: number) => string): Statement & { readonly values: readonly (string | null)[] } {
  const text = values.reduce<string>((before, _, index) => `${before}${place(index)}${texts[index + 1]!}`, texts[0]!);
  return { text, values: values as readonly (string | null)[] };
}
