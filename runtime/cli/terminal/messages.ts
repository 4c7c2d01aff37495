import { inspect } from "node:util";
import { isColored, paint, type Tone } from "./color.ts";
import { hideSecrets as hideRegistered, registerSecret } from "../../secrets.ts";

let asJson = false;

/** Severity of a message, for log filters. */
export type Level = "info" | "warn" | "error";

/** For `--log-format json`: writes messages as lines of JSON from now on. */
export function sayAsJson(): void {
  asJson = true;
}

/** The name of an event, with facts of any type. */
export interface LogEvent {
  readonly event: string;
  readonly level?: Level;
  readonly [fact: string]: unknown;
}

/** Writes a line of JSON to stderr. */
export function logEvent({ event, level = "info", ...facts }: LogEvent): void {
  const line = JSON.stringify({ time: new Date().toISOString(), level, event, ...facts });
  process.stderr.write(`${toPlainText(hideSecrets(line))}\n`);
}

/** Writes a message for people to stderr: stdout is for results. */
export function say(message: string, level: Level = "info"): void {
  if (asJson) return logEvent({ event: "message", level, text: message.trimEnd() });
  process.stderr.write(`${paint(toPlainText(hideSecrets(message)).trimEnd(), TONES[level], isColored(process.stderr))}\n`);
}

const TONES: Readonly<Record<Level, Tone | undefined>> = { info: undefined, warn: "doubtful", error: "bad" };

/** The text of an error; with `stack`, also its stack and its causes. */
export function explainError(error: unknown, { stack }: { stack: boolean }): string {
  if (stack) return inspect(error, { depth: 4 });
  return error instanceof Error ? error.message : String(error);
}

/**
 * The last safeguard. No message should hold the key or a password, but some repeat the command line, as in
 * `unknown option '--two=postgres://user:password@host'`, or the output of another program.
 */
export function hideSecrets(text: string): string {
  for (const secret of findSecrets()) registerSecret(secret);
  return hideRegistered(text.replace(PASSWORD_IN_ADDRESS, "…"));
}

/** What follows `://user:`, up to the last `@` of the address; in a web address, which needs no user, what follows `://`. */
const PASSWORD_IN_ADDRESS = /(?<=:\/\/[^\s:/@"]*:|https?:\/\/)[^\s"]+(?=@)/gi;

/** The key, and the password of each known address. */
function findSecrets(): string[] {
  const { LAGO_API_KEY: key, LAGO_API_URL: url, LAGO_DESTINATION: destination, PGPASSWORD: password } = process.env;
  const addresses = [...process.argv.slice(2), url ?? "", destination ?? ""];
  const passwords = addresses.flatMap((address) => address.match(PASSWORD_IN_ADDRESS) ?? []).flatMap((found) => [found, decode(found)]);
  return [...(key ? [key] : []), ...[...passwords, ...(password ? [password] : [])].filter((found) => !WORD.test(found))];
}

/** A password that is a common word, such as `postgres`, is only hidden in addresses: elsewhere it would garble every message. */
const WORD = /^(.{0,5}|[a-z_-]{1,15})$/i;

function decode(password: string): string {
  try {
    return decodeURIComponent(password);
  } catch {
    return password;
  }
}

/** The text on one line, without characters that move a terminal's cursor. */
export function toPlainLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, (character) => JSON.stringify(character).slice(1, -1));
}

/** The text without control characters: a server's response must not control the terminal. */
function toPlainText(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
