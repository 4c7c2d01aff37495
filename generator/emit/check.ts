import { fileURLToPath } from "node:url";
import type { Files } from "./emit.ts";
import { requireQuickly } from "./require-quickly.ts";

/** The generated text is not valid TypeScript: a bug in a template or its view, or a reserved name. */
export class TemplateError extends Error {
  override name = "TemplateError";
}

/** Fails if `files` of `generated/` do not compile. What an earlier call has read, or found right, is not looked at again. */
export type CheckTypes = (files: Files) => void;

/**
 * Compiles `generated/` as it is to be, with the runtime's contract as it is and as strictly as the project, so that nothing is
 * written that does not compile. It takes a second of processor time, so it is for files that are to be written. Of the standard
 * library it knows ES5, which has every type that they name; the rest takes a third of a second to read.
 */
export function createTypeCheck(root: URL): CheckTypes {
  const folder = fileURLToPath(new URL("generated/", root));
  const contract = fileURLToPath(new URL("runtime/resource.ts", root));
  const parsed = new Map<string, Parsed>();
  const right = new Set<Parsed>();
  return (files) => {
    const ts = requireQuickly("typescript") as typeof import("typescript");
    const options: import("typescript").CompilerOptions = { ...OPTIONS, target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.NodeNext, lib: ["lib.es5.d.ts"] };
    const host = ts.createCompilerHost(options);
    host.jsDocParsingMode = ts.JSDocParsingMode.ParseNone;
    const read = (path: string) => (path === AMBIENT ? "interface ImportMeta { url: string }" : path.startsWith(folder) ? files.get(path.slice(folder.length)) : ts.sys.readFile(path));
    host.readFile = read;
    host.fileExists = (path) => (path === AMBIENT || path.startsWith(folder) ? read(path) !== undefined : ts.sys.fileExists(path));
    // The folders of what is not written yet are not there.
    host.directoryExists = () => true;
    host.getSourceFile = (path, version) => {
      const known = parsed.get(path);
      const text = known !== undefined && !path.startsWith(folder) ? known.text : read(path);
      if (text === undefined) return undefined;
      if (text === known?.text) return known;
      // Whatever imports it has not been checked with this text.
      if (known !== undefined) right.clear();
      const source = ts.createSourceFile(path, text, version);
      parsed.set(path, source);
      return source;
    };
    // kysely.ts is for those who have that package.
    const own = [...files.keys()].filter((path) => path.endsWith(".ts") && path !== "kysely.ts").map((path) => folder + path);
    const program = ts.createProgram([AMBIENT, contract, ...own], options, host);
    const sources = program.getSourceFiles() as readonly Parsed[];
    // A template's mistake is reported first.
    for (const { parseDiagnostics: [fault] = [] } of sources) if (fault !== undefined) throw fail(ts, fault, folder, "does not parse", "Look at the template that writes it.");
    for (const source of sources) {
      if (right.has(source)) continue;
      const [fault] = ts.getPreEmitDiagnostics(program, source);
      if (fault !== undefined) throw fail(ts, fault, folder, "does not compile", "Look at what the document and spec/overlay.yaml say there, and at the template that writes it.");
      right.add(source);
    }
  };
}

const OPTIONS = { strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, skipLibCheck: true, allowImportingTsExtensions: true, verbatimModuleSyntax: true, noEmit: true, types: [] };

/** The only one of Node's types that a module needs; reading all of them takes half a second. */
const AMBIENT = "/import-meta.d.ts";

function fail(ts: typeof import("typescript"), { file, start, messageText }: import("typescript").Diagnostic, folder: string, what: string, help: string): TemplateError {
  const path = file?.fileName.startsWith(folder) ? file.fileName.slice(folder.length) : (file?.fileName ?? "");
  const { line, character } = file && start !== undefined ? file.getLineAndCharacterOfPosition(start) : { line: 0, character: 0 };
  return new TemplateError(`generated/${path}:${line + 1}:${character + 1} ${what}: ${ts.flattenDiagnosticMessageText(messageText, " ")} ${help}`);
}

/** The parser's findings, which are not in the compiler's types. */
type Parsed = import("typescript").SourceFile & { readonly parseDiagnostics?: readonly import("typescript").DiagnosticWithLocation[] };
