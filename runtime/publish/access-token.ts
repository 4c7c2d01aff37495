import { readFileSync } from "node:fs";
import { ConfigurationError } from "../errors.ts";
import { registerSecret } from "../secrets.ts";

export interface IssuedToken {
  readonly token: string;
  /** When it expires, in milliseconds since 1970. */
  readonly until: number;
}

/** Returns a function that returns a valid token. It requests one the first time, and again when the token expires or `renew` says that it was refused. */
export function keepToken(request: () => Promise<IssuedToken>): (renew?: boolean) => Promise<string> {
  let known: IssuedToken | undefined;
  return async (renew = false) => {
    if (known && !renew && known.until > Date.now()) return known.token;
    known = await request();
    registerSecret(known.token);
    return known.token;
  };
}

/** Reads a token that a platform has put into a file. Throws a `ConfigurationError` with the message `unreadable` if the file cannot be read. */
export function readTokenFile(file: string, unreadable: string): string {
  try {
    const token = readFileSync(file, "utf8").trim();
    registerSecret(token);
    return token;
  } catch {
    throw new ConfigurationError(unreadable);
  }
}
