/** Something that could not be worked out, or that must be looked at: said, never guessed. */
export interface Diagnostic {
  /** Stable and kebab-case, so that tests and people can search for it. */
  code: string;
  /** `error` stops the command that found it; `warning` is only printed, as is `notice`, which asks for nothing to be done. */
  severity: "error" | "warning" | "notice";
  operationId?: string;
  /** A place in the document, written as an overlay target would be: `$.paths['/invoices'].get`. */
  where?: string;
  /** What is wrong. */
  message: string;
  /** What to do about it. */
  help: string;
}

export function hasErrors(diagnostics: Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}

/** Diagnostics as a person reads them, errors first; empty text when there are none. */
export function formatDiagnostics(diagnostics: Diagnostic[]): string {
  const order = ["error", "warning", "notice"] as const;
  return order.flatMap((wanted) => diagnostics.filter(({ severity }) => severity === wanted)).map(formatDiagnostic).join("");
}

function formatDiagnostic({ code, severity, operationId, where, message, help }: Diagnostic): string {
  const place = [operationId, where].filter((part) => part !== undefined).join(" at ");
  return `${severity} ${code}${place && `: ${place}`}\n  ${message}\n  help: ${help}\n`;
}
