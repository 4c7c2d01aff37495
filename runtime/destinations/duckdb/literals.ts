/** A string constant where DuckDB takes no parameter: ATTACH, the files of a view. Only the quote is escaped, by doubling it. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
