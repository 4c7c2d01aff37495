/** Escaped markup. Only `html` creates it. */
export interface Html {
  readonly markup: string;
}

/** Values for a template: text is escaped, markup stays, lists are joined, false and undefined are empty. */
type Piece = Html | string | number | null | undefined | false | readonly Piece[];

/** Tag for HTML. All text is escaped, e.g. names of customers. */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return { markup: strings.map((text, index) => text + (index < pieces.length ? toMarkup(pieces[index]) : "")).join("") };
}

/** Markup from another source, such as the SVG of a chart. */
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
