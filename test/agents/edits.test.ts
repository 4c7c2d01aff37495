import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { addBlock, type Block, findBlock, removeBlock } from "../../runtime/agents/block.ts";
import { editJson } from "../../runtime/agents/file-edit.ts";
import { addEntry, type JsonEntry, readEntry, removeEntry } from "../../runtime/agents/json-entry.ts";

const SERVER: JsonEntry = { path: ["mcpServers", "lago"], value: { command: "npx", args: ["a", "b"] } };
const RULE: JsonEntry = { path: ["permissions", "deny"], element: true, value: "Read(./.env)" };
const BLOCK: Block = { comment: ["# ", ""], lines: ["[mcp_servers.lago]", 'command = "npx"'] };

/** Files as people have them: with other servers, containers without anything in them, other names, and any way of writing it. */
const files = fc
  .tuple(
    fc.record(
      {
        mcpServers: fc.dictionary(fc.constantFrom("github", "lago-docs", "x"), fc.jsonValue({ maxDepth: 2 })),
        permissions: fc.record({ deny: fc.array(fc.constantFrom("Read(./x)", "Bash")), allow: fc.array(fc.string()) }, { requiredKeys: [] }),
        other: fc.jsonValue({ maxDepth: 2 }),
      },
      { requiredKeys: [], noNullPrototype: true },
    ),
    fc.constantFrom(undefined, 1, 2, 4, "\t"),
    fc.constantFrom("\n", "\r\n"),
    fc.constantFrom("", "\n", "\n\n"),
  )
  .map(([value, indent, newline, end]) => (JSON.stringify(value, null, indent) + end).replaceAll("\n", newline));

describe("an entry in somebody's JSON", () => {
  for (const entry of [SERVER, RULE]) {
    it(`${entry.path.join(".")}: is added beside what is there, and taken out again to the byte`, () => {
      fc.assert(
        fc.property(files, (before) => {
          const after = addEntry(before, entry)!;
          assert.deepEqual(readEntry(after, entry), entry.value);
          assert.deepEqual(Object.keys(JSON.parse(after)).filter((key) => key !== entry.path[0]), Object.keys(JSON.parse(before)).filter((key) => key !== entry.path[0]));
          assert.equal(removeEntry(after, entry), before);
        }),
        { numRuns: 500 },
      );
    });
  }

  it("leaves comments, order and spaces as they are", () => {
    const before = `// of our team\n{\n\t/* servers */\n\t"mcpServers": {\n\t\t"github": { "command": "gh" }, // keep\n\t},\n}\n`;
    const after = addEntry(before, SERVER)!;
    assert.equal(after.replace(/,\n\t\t"lago": \{[^}]*\}/, ""), before);
    assert.equal(removeEntry(after, SERVER), before);
    const twoLines = '{\n  "mcpServers": { // none yet\n  }\n}';
    assert.equal(removeEntry(addEntry(twoLines, SERVER)!, SERVER), twoLines);
  });

  it("alone is taken out when the file was changed since", () => {
    const after = addEntry('{"mcpServers":{}}', SERVER)!.replace('{"lago"', '{"new": 1, "lago"');
    assert.equal(removeEntry(after, SERVER), '{"mcpServers":{"new": 1}}');
  });

  it("is not written where a person has another one, where something else is in its place, or where the file is no JSON", () => {
    for (const [text, note] of [
      ['{"mcpServers":{"lago":{"command":"own"}}}', /is there already, with other settings/],
      ['{"mcpServers":[]}', /something else is in its place/],
      ["[]", /something else is in its place/],
      ['{"mcpServers":{}', /it is no JSON \(line 1\)/],
      ["", /it is no JSON/],
    ] as const) {
      const outcome = editJson(".mcp.json", SERVER).add(text);
      assert.equal(outcome.text, text);
      assert.match(outcome.note!, note);
    }
    assert.match(editJson(".mcp.json", SERVER).remove('{"mcpServers":{"lago":{"command":"own"}}}').note!, /was changed/);
  });
});

describe("a block in somebody's text", () => {
  it("is added at the end, found again, and taken out to the byte", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("# a comment", "[a]", "x = 1", "")), fc.constantFrom("\n", "\r\n"), fc.constantFrom("", "end"), (lines, newline, last) => {
        const before = [...lines, last].join(newline);
        const after = addBlock(before, BLOCK);
        assert.ok(after.startsWith(before));
        assert.equal(findBlock(after, BLOCK), "present");
        assert.equal(removeBlock(after, BLOCK), before);
      }),
    );
    assert.equal(removeBlock(addBlock(undefined, BLOCK), BLOCK), undefined);
  });

  it("distinguishes an older version from a file that a person has changed", () => {
    const text = addBlock("x = 1\n", { ...BLOCK, lines: ["[mcp_servers.lago]"] });
    assert.equal(findBlock(text, BLOCK), "older");
    assert.equal(findBlock(text.replace("[mcp_servers.lago]", "[mcp_servers.mine]"), BLOCK), "changed");
  });
});
