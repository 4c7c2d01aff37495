import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, it } from "node:test";
import { Project, SyntaxKind, type SourceFile } from "ts-morph";

const root = join(import.meta.dirname, "..");

/** One file that uses another, or a package. */
interface Import {
  from: string;
  /** A path below the project, or a package. */
  to: string;
  typeOnly: boolean;
}

const imports = readImports();
const { dependencies, optionalDependencies, peerDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Record<string, Record<string, string>>;

describe("who uses whom", () => {
  it("the runtime knows nothing of the generator", () => {
    expectNone(imports.filter(({ from, to }) => isIn(from, "runtime/") && isIn(to, "generator/")));
  });

  it("of the runtime, only the package's entry and the command line know the generated resources", () => {
    const mayKnow = (from: string) => from === "runtime/index.ts" || isIn(from, "runtime/cli/");
    expectNone(imports.filter(({ from, to }) => isIn(from, "runtime/") && !mayKnow(from) && isIn(to, "generated/")));
    expectNone(imports.filter(({ from, to }) => isIn(from, "runtime/") && isIn(to, "generated/") && to !== "generated/index.ts"));
  });

  it("what is generated uses the runtime's types and nothing that runs", () => {
    const outside = imports.filter(({ from, to }) => isIn(from, "generated/") && !isIn(to, "generated/"));
    assert.notEqual(outside.length, 0);
    // Kysely's types are for those who have it.
    expectNone(outside.filter(({ to, typeOnly }) => !["runtime/resource.ts", "kysely"].includes(to) || !typeOnly));
  });

  it("the generator uses the runtime's types only, and never what it has generated", () => {
    expectNone(imports.filter(({ from, to, typeOnly }) => isIn(from, "generator/") && isIn(to, "runtime/") && !typeOnly));
    expectNone(imports.filter(({ from, to }) => isIn(from, "generator/") && isIn(to, "generated/")));
  });

  it("a document becomes a model, a model becomes text, and none looks back", () => {
    expectNone(imports.filter(({ from, to }) => isIn(from, "generator/spec/") && /^generator\/(model|emit)\//.test(to)));
    expectNone(imports.filter(({ from, to }) => isIn(from, "generator/model/") && isIn(to, "generator/emit/")));
    expectNone(imports.filter(({ from, to, typeOnly }) => isIn(from, "generator/emit/") && isIn(to, "generator/spec/") && !typeOnly));
  });

  it("who installs the loader gets no compiler: the runtime uses only dependencies", () => {
    // What is in runtime/bundled/ comes within the package, made when it is built.
    const packages = imports.filter(({ from, to }) => isIn(from, "runtime/") && !isIn(from, "runtime/bundled/") && isPackage(to));
    assert.notEqual(packages.length, 0);
    expectNone(packages.filter(({ to }) => !(packageName(to) in { ...dependencies, ...optionalDependencies, ...peerDependencies })));
  });

  it("publishing knows resources, the database that it reads and HTTP, no load; and only the command line knows it", () => {
    const mayKnow = (to: string) => /^runtime\/(publish|destinations|transport)\//.test(to) || ["runtime/resource.ts", "runtime/environment.ts", "runtime/table-columns.ts", "runtime/errors.ts", "runtime/secrets.ts", "runtime/home-folder.ts", "runtime/make-folder.ts"].includes(to);
    const used = imports.filter(({ from, to }) => isIn(from, "runtime/publish/") && isIn(to, "runtime/"));
    assert.notEqual(used.length, 0);
    expectNone(used.filter(({ to }) => !mayKnow(to)));
    expectNone(imports.filter(({ from, to }) => isIn(to, "runtime/publish/") && !isIn(from, "runtime/publish/") && !isIn(from, "runtime/cli/")));
  });

  it("no file imports itself by way of others", () => {
    const circles = findCircles(imports.filter(({ from, to }) => !isPackage(to) && !isIn(from, "generated/") && !isIn(to, "generated/")));
    assert.deepEqual(circles, []);
  });

  it("no two folders use each other", () => {
    // A destination migrates its own tables, with statements that are its own.
    const known = ["runtime/destinations + runtime/migrate"];
    const between = imports.flatMap(({ from, to }) => {
      const depth = firstDifference(from, to);
      const [one, other] = [folderOf(from, depth), folderOf(to, depth)];
      return one !== undefined && other !== undefined && !isPackage(to) && !isIn(to, "generated/") ? [{ one, other }] : [];
    });
    const pairs = new Set(between.map(({ one, other }) => `${one} + ${other}`));
    assert.ok(pairs.size > 40);
    assert.deepEqual([...new Set(between.filter(({ one, other }) => one < other && pairs.has(`${other} + ${one}`)).map(({ one, other }) => `${one} + ${other}`))], known);
  });

  it("there is no drawer for odds and ends", () => {
    const folders = ["generator", "runtime", "generated", "test", "templates"].flatMap((name) =>
      readdirSync(join(root, name), { withFileTypes: true, recursive: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name),
    );
    assert.deepEqual(folders.filter((name) => ["utils", "util", "lib", "common", "helpers", "shared", "misc"].includes(name)), []);
  });
});

/** How many folders two paths have in common. */
function firstDifference(one: string, other: string): number {
  const [parts, others] = [one.split("/"), other.split("/")];
  return parts.findIndex((part, index) => part !== others[index]);
}

/** The folder at this depth that a file lies in; none where the file itself is there. */
function folderOf(file: string, depth: number): string | undefined {
  const parts = file.split("/");
  return depth >= 0 && depth < parts.length - 1 ? parts.slice(0, depth + 1).join("/") : undefined;
}

/** Files that reach one another, each circle sorted. */
function findCircles(edges: readonly Import[]): string[][] {
  const next = new Map<string, Import[]>();
  for (const edge of edges) next.set(edge.from, [...(next.get(edge.from) ?? []), edge]);
  const reach = (start: string) => {
    const seen = new Set<string>();
    const visit = (file: string) => {
      for (const { to } of next.get(file) ?? []) if (!seen.has(to)) visit((seen.add(to), to));
    };
    visit(start);
    return seen;
  };
  const reached = new Map([...next.keys()].map((file) => [file, reach(file)]));
  const circles = [...reached].filter(([file, files]) => files.has(file)).map(([file, files]) => [...files].filter((other) => reached.get(other)?.has(file)).sort());
  return [...new Map(circles.map((circle) => [circle.join(" "), circle])).values()];
}

function readImports(): Import[] {
  const project = new Project({ skipAddingFilesFromTsConfig: true, skipFileDependencyResolution: true });
  project.addSourceFilesAtPaths(["generator", "runtime", "generated"].map((name) => join(root, name, "**/*.ts")));
  return project.getSourceFiles().flatMap((file) => importsOf(file));
}

function importsOf(file: SourceFile): Import[] {
  const from = relative(root, file.getFilePath());
  const declared = [...file.getImportDeclarations(), ...file.getExportDeclarations()].flatMap((declaration) => {
    const specifier = declaration.getModuleSpecifierValue();
    return specifier === undefined ? [] : [{ specifier, typeOnly: declaration.isTypeOnly() }];
  });
  const inTypes = file.getDescendantsOfKind(SyntaxKind.ImportType).map((type) => ({ specifier: type.getArgument().getText().slice(1, -1), typeOnly: true }));
  const whenNeeded = file
    .getDescendantsOfKind(SyntaxKind.CallExpression)
    .filter((call) => ["import", "require"].includes(call.getExpression().getText()))
    .map((call) => ({ specifier: call.getArguments()[0]!.getText().slice(1, -1), typeOnly: false }));
  return [...declared, ...inTypes, ...whenNeeded].map(({ specifier, typeOnly }) => ({
    from,
    to: specifier.startsWith(".") ? relative(root, join(dirname(file.getFilePath()), specifier)) : specifier,
    typeOnly,
  }));
}

function isIn(path: string, folder: string): boolean {
  return path.startsWith(folder);
}

function isPackage(to: string): boolean {
  return !to.startsWith("node:") && !/^(runtime|generator|generated)\//.test(to);
}

/** `@duckdb/node-api` of `@duckdb/node-api/lib/x.js`. */
function packageName(specifier: string): string {
  return specifier.split("/").slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
}

function expectNone(found: Import[]): void {
  assert.deepEqual(found.map(({ from, to }) => `${from} uses ${to}`), []);
}
