import { readFileSync } from "node:fs";
import { ConfigurationError } from "../errors.ts";
import { registerSecret } from "../secrets.ts";

export interface IssuedToken {
  readonly token: string;
  /** Milliseconds since 1970, from which on it is not used. */
  readonly until: number;
}

/** Answers a token that is valid now: it is requested once, and anew when it ends or `renew` says that it was refused. */
export function keepToken(request: () => Promise<IssuedToken>): (renew?: boolean) => Promise<string> {
  let known: IssuedToken | undefined;
  return async (renew = false) => {
    if (known && !renew && known.until > Date.now()) return known.token;
    known = await request();
    registerSecret(known.token);
    return known.token;
  };
}

/** A token that a platform has put into a file. Throws a `ConfigurationError` with this sentence where it cannot be read. */
export function readTokenFile(file: string, unreadable: string): string {
  try {
    const token = readFileSync(file, "utf8").trim();
    registerSecret(token);
    return token;
  } catch {
    throw new ConfigurationError(unreadable);
  }
}
