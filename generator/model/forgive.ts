import type { Diagnostic } from "../diagnostics.ts";

/** Facts of the overlay that a list can do without. An older spec may lack what they name. */
const DISPENSABLE = new Set(["filter-unknown", "watch-unusable", "cursor-unusable", "cursor-without-time", "changes-unusable", "primary-key-incomplete", "part-of-nowhere"]);

/** For an older spec: problems with such facts become notices. `said`: the facts without these. */
export function forgive(diagnostics: Diagnostic[]): { usable: Diagnostic[]; said: Diagnostic[] } {
  return {
    usable: diagnostics.map((diagnostic) => (DISPENSABLE.has(diagnostic.code) ? { ...diagnostic, severity: "notice" } : diagnostic)),
    said: diagnostics.filter(({ code }) => !DISPENSABLE.has(code)),
  };
}

/** The diagnostic that an error of one list becomes in an older spec. */
export function leaveOut(diagnostic: Diagnostic): Diagnostic {
  return { ...diagnostic, severity: "warning", message: `${diagnostic.message} The document is an older one, so the list is left out.` };
}
