import assert from "node:assert/strict";
import { join, relative } from "node:path";
import { before, describe, it } from "node:test";
import { Node, Project, type Expression, type SourceFile, SyntaxKind, type TemplateExpression } from "ts-morph";

const root = join(import.meta.dirname, "..");

/**
 * Values go to a database as parameters, by the tag `sql`. What is left of SQL that is put together as text is made of names and of
 * other SQL. Tested on the source, so that no value has to be found that shows the contrary.
 */
describe("no SQL text is made from values", () => {
  let files: SourceFile[];
  before(() => {
    const project = new Project({ tsConfigFilePath: join(root, "tsconfig.json"), skipAddingFilesFromTsConfig: true, skipFileDependencyResolution: true });
    files = project.addSourceFilesAtPaths(join(root, "runtime/**/*.ts"));
  });

  it("String.replace is never given data to replace with: `$&` and `$'` in it are patterns", () => {
    assert.deepEqual(files.flatMap(findOpenReplacements), []);
  });

  it("nothing between the quotes of a constant of SQL comes from elsewhere", () => {
    assert.deepEqual(files.flatMap((file) => findTemplates(file).filter(pastesIntoQuotes).map(describeNode)), []);
  });

  it("SQL that is text is put together from constants, quoted names and other SQL", () => {
    assert.deepEqual(files.filter((file) => !isOfOtherSql(file)).flatMap((file) => findTemplates(file).flatMap((template) => spansOf(template).filter((part) => !isSafe(part) && !isKnown(part)).map(describeNode))), []);
  });

  it("the rules find what they are for", () => {
    const file = new Project({ useInMemoryFileSystem: true }).createSourceFile("x.ts", `
      const one = (id: string) => \`SELECT * FROM t WHERE id = '\${id}'\`;
      const two = (ids: string[]) => \`DELETE FROM t WHERE id IN (\${ids.join(", ")})\`;
      const three = (statement: string, condition: string) => statement.replace(/;$/, \` AND (\${condition});\`);
      const four = (statement: string, found: string) => statement.replaceAll(";", found);
      const fine = (name: string) => \`SELECT * FROM \${quoteName(name)} WHERE \${["a", "b"].map(quoteName).join(", ")}\`;
    `);
    assert.deepEqual([findTemplates(file).length, findTemplates(file).filter(pastesIntoQuotes).length, findOpenReplacements(file).length], [4, 1, 2]);
    assert.deepEqual(findTemplates(file).flatMap(spansOf).filter((part) => !isSafe(part)).map((part) => part.getText()), ["id", 'ids.join(", ")', "condition"]);
  });
});

/** What the rules cannot follow, and a person can. */
const KNOWN: Readonly<Record<string, string>> = {
  'destinations/journal.ts names.join(", ")': "names of columns, constants of that file",
  "destinations/system-tables.ts name": "a constant of that file",
  'destinations/system-tables.ts type.replace(" NOT NULL", "")': "a constant of that file",
  'destinations/system-tables.ts lines.join(",\\n")': "names and types of columns, constants of that file",
  'destinations/statements.ts statement.replace(/;$/, "")': "a generated statement",
  "destinations/duckdb/answers.ts select": "a generated statement, what `writeSql` has made, or a call of query() around a quoted text",
  'destinations/ducklake/write-secret.ts parts.join(", ")': "names of options and quoted texts",
  "destinations/postgres/comments.ts text": "COMMENT statements, whose texts are those of the spec's tables",
  "destinations/postgres/indexes.ts statement": "a generated statement",
  "reader/duckdb-save.ts text": "the program's own statement, made by `writeSql`, or a call of query() around a variable",
  "reader/duckdb-save.ts typed": "quoted names and types out of a table of constants",
  "reader/duckdb-save.ts select": "a SELECT of that file, of quoted names and types",
  "reader/duckdb-file.ts text": "what a person asks, around which a view is built",
  "destinations/postgres/stage.ts place": "quoted names: members of an array that was passed on",
};

const isKnown = (part: Node) => `${relative(join(root, "runtime"), part.getSourceFile().getFilePath())} ${part.getText()}` in KNOWN;

/**
 * What a migration puts into SQL are the types of columns, as the catalog and the generated SQL write them, and what metrics do is the text
 * of their own files: these are no values. The other rules are for them, too.
 */
const isOfOtherSql = (file: SourceFile) => /\/runtime\/(migrate|metrics)\//.test(file.getFilePath());

/** Words that make a text SQL. Written in capitals throughout, which prose never does. */
const STATEMENT = /\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|FROM|WHERE|COPY|TRUNCATE|CREATE|ALTER|DROP|ATTACH|SET|VALUES|AND|OR|IN|UNION)\b/;

function findTemplates(file: SourceFile): TemplateExpression[] {
  return file.getDescendantsOfKind(SyntaxKind.TemplateExpression).filter((template) => !Node.isTaggedTemplateExpression(template.getParent()) && STATEMENT.test(textsOf(template).join("…")) && !isMessage(template));
}

/** Sentences for a person name a GRANT or a setting, too. */
function isMessage(template: TemplateExpression): boolean {
  return /[.:?] ?$|\. [A-Z]/.test(textsOf(template).join("…")) || template.getAncestors().some((node) => Node.isNewExpression(node) && /Error$/.test(node.getExpression().getText()));
}

function textsOf(template: TemplateExpression): string[] {
  return [template.getHead().getLiteralText(), ...template.getTemplateSpans().map((span) => span.getLiteral().getLiteralText())];
}

const spansOf = (template: TemplateExpression) => template.getTemplateSpans().map((span) => span.getExpression());

function pastesIntoQuotes(template: TemplateExpression): boolean {
  const texts = textsOf(template);
  return texts.slice(0, -1).some((text, index) => text.endsWith("'") && texts[index + 1]!.startsWith("'"));
}

function findOpenReplacements(file: SourceFile): string[] {
  return file.getDescendantsOfKind(SyntaxKind.CallExpression).filter((call) => {
    const called = call.getExpression();
    const replacement = call.getArguments()[1];
    if (!Node.isPropertyAccessExpression(called) || !["replace", "replaceAll"].includes(called.getName()) || !replacement) return false;
    return !(Node.isStringLiteral(replacement) || Node.isNoSubstitutionTemplateLiteral(replacement) || Node.isArrowFunction(replacement));
  }).map(describeNode);
}

/** Functions that make names, constants of DuckDB where it takes no parameter, and places, out of whatever they are given. */
const MAKERS = new Set(["quoteName", "quoteText", "writeSql", "place"]);

/** Whether only names, constants and other SQL can be in it. Follows constants to where they are made. */
function isSafe(node: Node | undefined): boolean {
  if (!node) return false;
  if (Node.isStringLiteral(node) || Node.isNoSubstitutionTemplateLiteral(node) || Node.isNumericLiteral(node)) return true;
  if (Node.isTemplateExpression(node)) return spansOf(node).every(isSafe);
  if (Node.isParenthesizedExpression(node) || Node.isAsExpression(node) || Node.isNonNullExpression(node) || Node.isAwaitExpression(node) || Node.isSpreadElement(node)) return isSafe(node.getExpression());
  if (Node.isConditionalExpression(node)) return isSafe(node.getWhenTrue()) && isSafe(node.getWhenFalse());
  if (Node.isBinaryExpression(node)) return isSafe(node.getLeft()) && isSafe(node.getRight());
  if (Node.isArrayLiteralExpression(node)) return node.getElements().every(isSafe);
  if (Node.isElementAccessExpression(node)) return isSafe(node.getExpression());
  if (Node.isCallExpression(node)) return isSafeCall(node.getExpression(), node.getArguments()[0]);
  if (Node.isIdentifier(node)) return node.getDefinitionNodes().length > 0 && node.getDefinitionNodes().every(isSafeDefinition);
  return false;
}

function isSafeCall(called: Expression, argument: Node | undefined): boolean {
  if (Node.isIdentifier(called)) return MAKERS.has(called.getText()) || called.getDefinitionNodes().some((made) => returnsSafely(made));
  if (!Node.isPropertyAccessExpression(called)) return false;
  if (called.getName() === "join") return isSafe(called.getExpression());
  if (called.getName() === "map") return argument !== undefined && (Node.isIdentifier(argument) ? MAKERS.has(argument.getText()) : returnsSafely(argument));
  return false;
}

function returnsSafely(made: Node): boolean {
  if (Node.isVariableDeclaration(made)) return made.getInitializer() !== undefined && returnsSafely(made.getInitializer()!);
  if (!Node.isArrowFunction(made) && !Node.isFunctionDeclaration(made)) return false;
  const body = made.getBody();
  if (body && !Node.isBlock(body)) return isSafe(body);
  const returned = made.getDescendantsOfKind(SyntaxKind.ReturnStatement);
  return returned.length > 0 && returned.every((statement) => isSafe(statement.getExpression()));
}

function isSafeDefinition(made: Node): boolean {
  if (Node.isVariableDeclaration(made)) return isSafe(made.getInitializer());
  // A parameter is as safe as what it is called with, which is looked at where it is called.
  if (Node.isParameterDeclaration(made)) return isEachOf(made) || (callsOf(made).every(isSafe) && callsOf(made).length > 0);
  if (Node.isBindingElement(made)) return isLoopOver(made);
  return false;
}

/** `places.map((place, index) => …)`. */
function isEachOf(parameter: Node): boolean {
  const call = parameter.getParent()?.getParent();
  const mapped = Node.isCallExpression(call) ? call.getExpression() : undefined;
  return Node.isPropertyAccessExpression(mapped) && mapped.getName() === "map" && (parameter.getChildIndex() > 0 || isSafe(mapped.getExpression()));
}

function callsOf(parameter: Node): (Node | undefined)[] {
  const made = parameter.getParent();
  if (!made || !(Node.isFunctionDeclaration(made) || Node.isArrowFunction(made))) return [];
  const position = made.getParameters().findIndex((other) => other === parameter);
  const named = Node.isFunctionDeclaration(made) ? made : made.getParent();
  if (!Node.isFunctionDeclaration(named) && !Node.isVariableDeclaration(named)) return [];
  const callers = named.findReferencesAsNodes().map((reference) => reference.getParent()).filter(Node.isCallExpression);
  return callers.map((call) => call.getArguments()[position]);
}

/** `for (const [index, place] of places.entries())`. */
function isLoopOver(made: Node): boolean {
  const loop = made.getFirstAncestorByKind(SyntaxKind.ForOfStatement);
  const over = loop?.getExpression();
  const called = Node.isCallExpression(over) ? over.getExpression() : undefined;
  return Node.isPropertyAccessExpression(called) && isSafe(called.getExpression());
}

function describeNode(node: Node): string {
  return `${relative(root, node.getSourceFile().getFilePath())}:${node.getStartLineNumber()} ${node.getText().slice(0, 80)}`;
}
