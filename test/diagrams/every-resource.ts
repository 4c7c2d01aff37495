import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { before, describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { resources } from "../../generated/index.ts";
import { type Entity, formatDbml, formatMermaid, listEntities } from "../../runtime/cli/diagram.ts";

/*
 * `npm run test:diagrams` installs the parsers of Mermaid and DBML, 200 MB that `npm ci` need not bring, and lets them read what
 * `lago-loader schema --format mermaid|dbml` draws: of all resources, of each, and of names that no word of theirs should be.
 */

/** The parts of both parsers that are used here. */
interface Mermaid {
  parse(text: string): Promise<unknown>;
  readonly mermaidAPI: { getDiagramFromText(text: string): Promise<{ readonly db: { getEntities(): Map<string, { readonly label: string; readonly attributes: readonly { readonly name: string; readonly comment: string }[] }>; getRelationships(): readonly { readonly roleA: string }[] } }> };
}
interface Dbml {
  readonly schemas: readonly { readonly tables: readonly { readonly name: string; readonly note?: string | null; readonly fields: readonly { readonly name: string; readonly note?: string | null }[] }[]; readonly refs: readonly unknown[] }[];
}

const ODD = ["order", "to", "u", "one", "many", "only one", "zero", "title", "class", "style", "direction", "end", "TB", "accTitle", "erDiagram", "2fa_codes", "PK", "FK", "a.b", "with space", "naïve", "日本", "it's", "Table", "Ref", "Note", "indexes", "enum", "a-b", "$1", "{brace}", "[x]", "`tick`", "a:b", "_x", "constructor", "<b>"];

describe("a diagram is read by its own parser", () => {
  let mermaid: Mermaid;
  let parseDbml: (text: string) => Dbml;
  before(async () => {
    const require = createRequire(new URL("../../.ci/diagrams/package.json", import.meta.url));
    mermaid = ((await import(pathToFileURL(require.resolve("mermaid")).href)) as { default: Mermaid }).default;
    const { Parser } = require("@dbml/core") as { Parser: new () => { parse(text: string, format: string): Dbml } };
    parseDbml = (text) => new Parser().parse(text, "dbmlv2");
    // Makes the kinds of diagram known.
    await mermaid.parse("erDiagram\n  a {\n    text b\n  }\n");
  });

  for (const named of [[], ...resources.map((resource) => [resource])]) {
    it(`of ${named[0]?.name ?? "all resources"}`, () => expectSame(listEntities(resources, named)));
  }

  it("whatever a table or a column is called", async () => {
    for (const name of ODD) {
      const target = { name: "target", description: undefined, columns: [{ name: "id", type: "uuid", key: true }] };
      await expectSame([{ name, description: `It's a "${name}"\\`, columns: [{ name: "c", type: "text", references: "target.id" }] }, target] as unknown as Entity[]);
      await expectSame([{ name: "t", description: undefined, columns: [{ name, type: "text", description: `It's a "${name}"\\`, references: "target.id" }] }, target] as unknown as Entity[]);
    }
  });

  async function expectSame(entities: readonly Entity[]): Promise<void> {
    const expected = entities.map(({ name, columns }) => [name, columns.map((column) => column.name)]);
    const names = new Set(entities.map(({ name }) => name));
    const arrows = entities.flatMap(({ columns }) => columns.filter(({ references }) => names.has(references?.split(".")[0] ?? "")));
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(formatMermaid(entities));
    assert.deepEqual([...db.getEntities().values()].map(({ label, attributes }) => [label, attributes.map(({ name, comment }) => comment || name)]), expected);
    assert.deepEqual(db.getRelationships().map(({ roleA }) => roleA), arrows.map(({ name }) => name));
    const [schema] = parseDbml(formatDbml(entities)).schemas;
    assert.deepEqual(schema!.tables.map(({ name, fields }) => [name, fields.map((field) => field.name)]), expected);
    assert.equal(schema!.refs.length, arrows.length);
    assert.deepEqual(schema!.tables.map(({ note }) => note ?? undefined), entities.map(({ description }) => description));
  }
});
