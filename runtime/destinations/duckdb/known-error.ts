/** For a message of DuckDB's: what to tell a person, and what it concerns if not the whole load. */
export type KnownError = readonly [pattern: RegExp, explain: (name: string, found: RegExpExecArray) => string, concerns?: "resource"];
