/** Markup that is safe to send. Made by `html` only. */
export interface Html {
  readonly markup: string;
}

/** What a template takes: text is escaped, markup stays, lists are joined, nothing is nothing. */
type Piece = Html | string | number | null | undefined | false | readonly Piece[];

/** A template of HTML. All text in it is escaped, whatever a customer is called. */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return { markup: strings.map((text, index) => text + (index < pieces.length ? toMarkup(pieces[index]) : "")).join("") };
}

/** Markup that something else has made, as an SVG of a chart. */
export function trusted(markup: string): Html {
  return { markup };
}

function toMarkup(piece: Piece): string {
  if (piece === null || piece === undefined || piece === false) return "";
  if (typeof piece === "object") return "markup" in piece ? piece.markup : piece.map(toMarkup).join("");
  return escapeText(String(piece));
}

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character]!);
}

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
