/** JSON as it was sent: numbers keep their text, and nothing is rounded on the way to a comparison. */
export type Json = null | boolean | string | Digits | Json[] | { [name: string]: Json };

/** A number, as its digits. */
export class Digits {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export function parseLossless(json: string): Json {
  const marked = json.replace(TOKEN, (token) => (token.startsWith('"') ? token : `{${JSON.stringify(MARK)}:"${token}"}`));
  return JSON.parse(marked, (_, value: unknown) =>
    typeof value === "object" && value !== null && MARK in value ? new Digits((value as Record<string, string>)[MARK]!) : value,
  ) as Json;
}

export function isObject(value: Json | undefined): value is { [name: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Digits);
}

const MARK = "\u0000digits";
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
