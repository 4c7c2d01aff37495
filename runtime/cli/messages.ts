import { inspect } from "node:util";

let asJson = false;

/** For `--log-format json`: from now on, messages are lines of JSON. */
export function sayAsJson(): void {
  asJson = true;
}

/** Writes a line of JSON to stderr. */
export function logEvent(event: object): void {
  process.stderr.write(`${hideSecrets(JSON.stringify({ time: new Date().toISOString(), ...event }))}\n`);
}

/** Writes a message for a person to stderr: stdout is for results. */
export function say(message: string): void {
  if (asJson) return logEvent({ event: "message", text: message.trimEnd() });
  process.stderr.write(`${hideSecrets(message).trimEnd()}\n`);
}

/** What an error says; with `stack`, also where it and its causes came from. */
export function explainError(error: unknown, { stack }: { stack: boolean }): string {
  if (stack) return inspect(error, { depth: 4 });
  return error instanceof Error ? error.message : String(error);
}

/**
 * The last fence. No message is meant to hold the key or a password, but some repeat what was typed, as in
 * `unknown option '--two=postgres://user:password@host'`, or what another program answered.
 */
export function hideSecrets(text: string): string {
  return findSecrets().reduce((safe, secret) => safe.replaceAll(secret, "…"), text);
}

/** The key, and user and password of each address that was given. */
function findSecrets(): string[] {
  const { LAGO_API_KEY: key, LAGO_API_URL: url, LAGO_DESTINATION: destination } = process.env;
  const given = [...process.argv.slice(2), url, destination].join(" ");
  return [...(key ? [key] : []), ...(given.match(/(?<=:\/\/)[^\s]+(?=@)/g) ?? [])];
}

/** On one line, with no character that would move a terminal's cursor. */
export function toPlainLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, (character) => JSON.stringify(character).slice(1, -1));
}
