import { quoteName } from "./identifiers.ts";

/** Of a text without a statement: blanks, comments, a semicolon. */
export const NO_STATEMENT = "There is no SQL statement to run. Write one, as in: SELECT count(*) FROM invoices";

/** A parameter's value. A list, of 100,000 parents for example, is one parameter. */
export type SqlValue = string | null | readonly string[];

/** A statement, or a part of one, with its values kept apart. Only the tag `sql` creates it. */
export interface Sql {
  /** The text around the values: always one more. */
  readonly texts: readonly string[];
  readonly values: readonly SqlValue[];
}

/**
 * Tag for SQL that both databases understand: sql`SELECT … WHERE resource = ${name}`. A string, null or a list becomes a parameter, whatever
 * it contains; another `Sql` becomes part of the text. Values never become text.
 */
export function sql(texts: TemplateStringsArray, ...parts: readonly (Sql | SqlValue)[]): Sql {
  return parts.reduce<Sql>((before, part, index) => append(append(before, isSql(part) ? part : { texts: ["", ""], values: [part] }), textOnly(texts[index + 1]!)), textOnly(texts[0]!));
}

/** The name of a table, column or schema. */
export function identifier(name: string): Sql {
  return textOnly(quoteName(name));
}

/** The same, for an engine with another way to quote names. */
export function quoted(name: string, quote: (name: string) => string): Sql {
  return textOnly(quote(name));
}

export function joinSql(parts: readonly Sql[], separator: Separator = ", "): Sql {
  return parts.reduce((before, part, index) => append(append(before, textOnly(index === 0 ? "" : separator)), part), textOnly(""));
}

/**
 * The text with a placeholder for each value. Each has a type, so that no database has to guess: text, or a list of texts. `place` returns
 * the placeholder of the value with this index, e.g. `$1`.
 */
export function writeSql({ texts, values }: Sql, place = (index: number) => `$${index + 1}`): string {
  return values.reduce<string>((text, value, index) => `${text}${place(index)}::text${Array.isArray(value) ? "[]" : ""}${texts[index + 1]!}`, texts[0]!);
}

/** A statement for drivers. `$1` is the first value. */
export interface Statement {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

export function toStatement(statement: string | Sql, values: readonly SqlValue[] = []): Statement {
  return typeof statement === "string" ? { text: statement, values } : { text: writeSql(statement), values: statement.values };
}

type Separator = ", " | ",\n  " | ";\n" | "." | " AND " | " OR " | " UNION " | "\nUNION ALL\n" | " || ' ' || ";

function append(before: Sql, behind: Sql): Sql {
  const [first = "", ...others] = behind.texts;
  return { texts: [...before.texts.slice(0, -1), `${before.texts.at(-1)!}${first}`, ...others], values: [...before.values, ...behind.values] };
}

function textOnly(text: string): Sql {
  return { texts: [text], values: [] };
}

function isSql(part: Sql | SqlValue): part is Sql {
  return typeof part === "object" && part !== null && "texts" in part;
}
