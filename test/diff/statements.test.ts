import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { compareModels } from "../../generator/diff/compare.ts";
import { addStatements } from "../../generator/diff/sql.ts";
import type { Document, Schema } from "../../generator/spec/types.ts";
import { DIALECTS, newDatabase } from "../databases.ts";
import { load } from "../runtime/destinations/loads.ts";
import { sampleRecord } from "../sample-record.ts";
import { INTEGER, list, make, render, shop, TEXT } from "../migrate/versions.ts";

/** A property of each type. */
const TYPES: Record<string, Schema> = {
  text: TEXT,
  integer: INTEGER,
  decimal: { type: "string", pattern: "^[0-9]+.?[0-9]*$" },
  number: { type: "number" },
  boolean: { type: "boolean" },
  uuid: { type: "string", format: "uuid" },
  timestamp: { type: "string", format: "date-time" },
  date: { type: "string", format: "date" },
  json: { type: "object", additionalProperties: true },
};
const NAMES = Object.keys(TYPES);

/** Columns of every type, each of which becomes one of every type. */
const EARLIER = shop(Object.fromEntries(NAMES.flatMap((from) => NAMES.map((to): [string, Schema] => [`${from}_to_${to}`, TYPES[from]!]))));
const LATER = shop(Object.fromEntries(NAMES.flatMap((from) => NAMES.map((to): [string, Schema] => [`${from}_to_${to}`, TYPES[to]!]))));

const CASES: Record<string, [Document, Document]> = {
  "a new column and child table": [shop({ code: TEXT }), shop({ code: TEXT, select: INTEGER, Total: TYPES["timestamp"]!, lines: list({ sku: TEXT }) })],
  "a renamed column": [shop({ code: TEXT }), shop({ key: { ...TEXT, "x-renamed-from": "code" } })],
  "a renamed resource": [shop({ code: TEXT, lines: list({ sku: TEXT }) }), shop({ code: TEXT, lines: list({ sku: TEXT }) }, { "x-renamed-from": "orders" }, "/sales")],
  "every change of a type": [EARLIER, LATER],
};

for (const dialect of DIALECTS) {
  describe(`the statements that a report shows are those that a migration runs, in ${dialect}:`, () => {
    for (const [name, documents] of Object.entries(CASES)) {
      it(name, async () => {
        const [before, after] = documents.map(make) as [ReturnType<typeof make>, ReturnType<typeof make>];
        const shown = addStatements(compareModels(before.models, after.models), after.models, render).flatMap(({ sql }) => sql?.[dialect] ?? []).map(plain);
        const ran = (await migrate(before, after)).filter((sql) => !/^(UPDATE|INSERT)/.test(sql)).map(plain);
        assert.deepEqual(ran.filter((sql) => !shown.includes(sql)), [], "runs what is not shown");
        assert.ok(ran.length > 0);
        // Of a change of type two ways are shown, of which one is gone.
        if (documents[0] !== EARLIER) assert.deepEqual(shown.filter((sql) => !ran.includes(sql)), [], "shows what is not run");
      });
    }

    async function migrate(before: ReturnType<typeof make>, after: ReturnType<typeof make>): Promise<readonly string[]> {
      const database = await newDatabase(dialect);
      const destination = await database.open();
      try {
        await load(destination, before.resources[0]!, [{ records: [sampleRecord(before.resources[0]!, 1)] }]);
        return (await destination.migrate(after.resources)).statements;
      } finally {
        await destination.close();
        await database.remove();
      }
    }
  });
}

/** Without comments, and with quotes only where a name needs them. */
function plain(sql: string): string {
  return sql.replace(/^--.*\n/gm, "").replace(/;$/, "").replace(/"([a-z_][a-z0-9_]*)"/g, (quoted, name: string) => (name === "select" ? quoted : name));
}
