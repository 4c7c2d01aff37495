/** API keys of this process: no error may contain one. */
const secrets = new Map<string, RegExp>();

/** Shorter than any key; hiding shorter texts would garble every message. */
const SHORTEST = 4;

/** Registers a secret that `toSafeText` removes from messages. */
export function registerSecret(secret: string): void {
  if (secret.length >= SHORTEST && !secrets.has(secret)) secrets.set(secret, findAnySpelling(secret));
}

/** The text without secrets, also if they are escaped for JSON, HTML or a URL. */
export function hideSecrets(text: string): string {
  let safe = text;
  for (const spelling of secrets.values()) safe = safe.replace(spelling, "…");
  return safe;
}

/** The text on one line, without secrets and without characters that control a terminal or hide parts of a line. */
export function toSafeText(text: string): string {
  return hideSecrets(text).replace(CONTROL, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** C0 and C1 control characters, line separators, and marks that change the direction of text. */
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Host names are returned in lower case, so case does not matter. */
function findAnySpelling(secret: string): RegExp {
  const characters = [...secret].map((character) => {
    const code = character.codePointAt(0)!;
    const hex = code.toString(16);
    return `(?:${character.replace(/[^\w]/g, "\\$&")}|\\\\+u0*${hex}|\\\\+u\\{0*${hex}\\}|\\\\+x${hex}|%(?:25)*${hex}|&#x0*${hex};|&#0*${code};)`;
  });
  return new RegExp(characters.join(""), "gi");
}
