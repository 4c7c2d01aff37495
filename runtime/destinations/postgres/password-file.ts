import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { findHome } from "../../home-folder.ts";

/** The connection to find a password for. */
export interface Login {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
}

/**
 * The password in `.pgpass` for a login (https://www.postgresql.org/docs/current/libpq-pgpass.html). Each line is
 * `host:port:database:user:password`, with `*` for any value. As in libpq, a file that others may read is ignored.
 */
export async function readPasswordFile({ host, port, database, user }: Login): Promise<string | undefined> {
  const home = findHome();
  const file = process.env["PGPASSFILE"] || (home && join(home, ".pgpass"));
  if (!file) return undefined;
  try {
    if (process.platform !== "win32" && ((await stat(file)).mode & 0o077) !== 0) return undefined;
    const wanted = [host.startsWith("/") || host === "" ? "localhost" : host, String(port), database, user];
    for (const line of (await readFile(file, "utf8")).split(/\r?\n/)) {
      const values = splitFields(line);
      if (!line.startsWith("#") && values.length === 5 && wanted.every((value, index) => values[index] === "*" || values[index] === value)) return values[4];
    }
  } catch {
    // Without a readable file there is no password.
  }
  return undefined;
}

/** A backslash escapes a colon or a backslash. */
function splitFields(line: string): string[] {
  const fields = [""];
  for (let at = 0; at < line.length; at++) {
    if (line[at] === ":" && fields.length < 5) fields.push("");
    else fields[fields.length - 1] += line[at] === "\\" && at + 1 < line.length ? line[++at]! : line[at]!;
  }
  return fields;
}
