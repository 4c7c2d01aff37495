import { fileURLToPath } from "node:url";
import type { Files } from "./emit.ts";
import { requireQuickly } from "./require-quickly.ts";

/** The generated text is not valid TypeScript: a bug in a template or its view, or a reserved name. */
export class TemplateError extends Error {
  override name = "TemplateError";
}

/** Parses rendered modules, which is fast, so that a template's mistake is reported first. */
export function checkSyntax(files: Files): void {
  let ts: typeof import("typescript") | undefined;
  for (const [path, text] of files) {
    if (!path.endsWith(".ts")) continue;
    ts ??= requireQuickly("typescript") as typeof import("typescript");
    const source: Parsed = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
    const [fault] = source.parseDiagnostics ?? [];
    if (fault !== undefined) throw fail(ts, fault, path, "does not parse", "Look at the template that writes it.");
  }
}

/**
 * Compiles `generated/` as it is to be, with the runtime's contract as it is and as strictly as the project, so that nothing is
 * written that does not compile. It takes two seconds of processor time, so it is for files that are to be written.
 */
export function checkTypes(files: Files, root: URL): void {
  const ts = requireQuickly("typescript") as typeof import("typescript");
  const folder = fileURLToPath(new URL("generated/", root));
  const options: import("typescript").CompilerOptions = { ...OPTIONS, target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.NodeNext, lib: ["lib.es2023.d.ts"] };
  const host = ts.createCompilerHost(options);
  const read = (path: string) => (path === AMBIENT ? "interface ImportMeta { url: string }" : path.startsWith(folder) ? files.get(path.slice(folder.length)) : ts.sys.readFile(path));
  host.readFile = read;
  host.fileExists = (path) => (path === AMBIENT || path.startsWith(folder) ? read(path) !== undefined : ts.sys.fileExists(path));
  // The folders of what is not written yet are not there.
  host.directoryExists = () => true;
  host.getSourceFile = (path, version) => {
    const text = read(path);
    return text === undefined ? undefined : ts.createSourceFile(path, text, version);
  };
  const program = ts.createProgram([AMBIENT, `${folder}index.ts`, `${folder}tables.ts`], options, host);
  const [fault] = ts.getPreEmitDiagnostics(program);
  if (fault === undefined) return;
  const path = fault.file?.fileName.startsWith(folder) ? fault.file.fileName.slice(folder.length) : (fault.file?.fileName ?? "");
  throw fail(ts, fault, path, "does not compile", "Look at what the document and spec/overlay.yaml say there, and at the template that writes it.");
}

const OPTIONS = { strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, skipLibCheck: true, allowImportingTsExtensions: true, verbatimModuleSyntax: true, noEmit: true, types: [] };

/** The only one of Node's types that a module needs; reading all of them takes half a second. */
const AMBIENT = "/import-meta.d.ts";

function fail(ts: typeof import("typescript"), { file, start, messageText }: import("typescript").Diagnostic, path: string, what: string, help: string): TemplateError {
  const { line, character } = file && start !== undefined ? file.getLineAndCharacterOfPosition(start) : { line: 0, character: 0 };
  return new TemplateError(`generated/${path}:${line + 1}:${character + 1} ${what}: ${ts.flattenDiagnosticMessageText(messageText, " ")} ${help}`);
}

/** The parser's findings, which are not in the compiler's types. Asking the compiler for them takes eight times as long. */
type Parsed = import("typescript").SourceFile & { readonly parseDiagnostics?: readonly import("typescript").DiagnosticWithLocation[] };
