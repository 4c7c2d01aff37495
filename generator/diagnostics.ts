/** A problem that was found while generating, or something to look at. Nothing is guessed. */
export interface Diagnostic {
  /** Stable and kebab-case, so that tests and people can search for it. */
  code: string;
  /** `error` stops the command; `warning` is only printed, as is `notice`, which needs no action. */
  severity: "error" | "warning" | "notice";
  operationId?: string;
  /** A place in the spec, written like an overlay target: `$.paths['/invoices'].get`. */
  where?: string;
  /** What is wrong. */
  message: string;
  /** What to do about it. */
  help: string;
}

export function hasErrors(diagnostics: Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}

/** Formats diagnostics for people, errors first; empty if there are none. */
export function formatDiagnostics(diagnostics: Diagnostic[]): string {
  const order = ["error", "warning", "notice"] as const;
  return order.flatMap((wanted) => diagnostics.filter(({ severity }) => severity === wanted)).map(formatDiagnostic).join("");
}

function formatDiagnostic({ code, severity, operationId, where, message, help }: Diagnostic): string {
  const place = [operationId, where].filter((part) => part !== undefined).join(" at ");
  return `${severity} ${code}${place && `: ${place}`}\n  ${message}\n  help: ${help}\n`;
}
