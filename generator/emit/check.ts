import type { Files } from "./emit.ts";
import { requireQuickly } from "./require-quickly.ts";

/** Generated TypeScript that is not TypeScript: a fault of a template or its view. */
export class TemplateError extends Error {
  override name = "TemplateError";
}

/**
 * Parses rendered modules, so that nothing is written that does not even parse. Types are `tsc`'s and the tests' to check,
 * and imports ts-morph's, which would take longer to load here than all the rest of `generate`.
 */
export function checkSyntax(files: Files): void {
  let ts: typeof import("typescript") | undefined;
  for (const [path, text] of files) {
    if (!path.endsWith(".ts")) continue;
    ts ??= requireQuickly("typescript") as typeof import("typescript");
    const source: Parsed = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
    const [fault] = source.parseDiagnostics ?? [];
    if (fault === undefined) continue;
    const { line, character } = source.getLineAndCharacterOfPosition(fault.start);
    const message = ts.flattenDiagnosticMessageText(fault.messageText, " ");
    throw new TemplateError(`generated/${path}:${line + 1}:${character + 1} does not parse: ${message} Look at the template that writes it.`);
  }
}

/** The parser's findings, which the compiler's types do not name; asking a whole program for them takes eight times as long. */
type Parsed = import("typescript").SourceFile & { readonly parseDiagnostics?: readonly import("typescript").DiagnosticWithLocation[] };
