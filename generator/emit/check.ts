import { createRequire } from "node:module";
import type { Files } from "./emit.ts";

/** Generated TypeScript that is not TypeScript: a fault of a template or its view. */
export class TemplateError extends Error {
  override name = "TemplateError";
}

/** Parses rendered modules, so that nothing is written that does not even parse; `tsc` checks their types. */
export function checkSyntax(files: Files): void {
  const modules = [...files].filter(([path]) => path.endsWith(".ts"));
  if (modules.length === 0) return;
  // It is slow to load, so only when something has changed, and by `require`: as an import it takes 0.8 s.
  const { Project, ts } = createRequire(import.meta.url)("ts-morph") as typeof import("ts-morph");
  const project = new Project({ useInMemoryFileSystem: true, compilerOptions: { noLib: true, noResolve: true } });
  for (const [path, text] of modules) {
    const source = project.createSourceFile(path, text);
    const [fault] = project.getProgram().getSyntacticDiagnostics(source);
    if (fault === undefined) continue;
    const { line, column } = source.getLineAndColumnAtPos(fault.getStart());
    const message = ts.flattenDiagnosticMessageText(fault.compilerObject.messageText, " ");
    throw new TemplateError(`generated/${path}:${line}:${column} does not parse: ${message} Look at the template that writes it.`);
  }
}
