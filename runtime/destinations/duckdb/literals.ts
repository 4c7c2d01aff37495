/** A string constant for what DuckDB takes no parameter in: ATTACH, the files of a view. Its strings know no escapes but the doubled quote. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
