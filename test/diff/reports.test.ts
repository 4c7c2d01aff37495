import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { addStatements } from "../../generator/diff/sql.ts";
import { compareModels } from "../../generator/diff/compare.ts";
import type { Diff } from "../../generator/diff/diff.ts";
import { formatGithub } from "../../generator/diff/format-github.ts";
import { formatMarkdown } from "../../generator/diff/format-markdown.ts";
import { formatTerminal } from "../../generator/diff/format-terminal.ts";
import type { Schema } from "../../generator/spec/types.ts";
import { listReleased, makeReleased } from "../migrate/released.ts";
import { INTEGER, list, make, type Made, render, shop, TEXT } from "../migrate/versions.ts";

const between = (before: Made, after: Made): Diff => ({ before: "Lago 1", after: "Lago 2", changes: addStatements(compareModels(before.models, after.models), after.models, render) });
const made = between(make(shop({ code: TEXT, gone: TEXT })), make(shop({ code: { ...TEXT, deprecated: true }, total: INTEGER })));
const none = between(make(shop({ code: TEXT })), make(shop({ code: TEXT })));

describe("a report of what has changed", () => {
  it("is lines at a terminal", () => {
    assert.equal(
      formatTerminal(made, { colors: false }),
      `Lago 1 → Lago 2: 1 error, 1 warning, 1 info

orders
  warning  orders.code   A column is deprecated  [column-deprecated]
  info     orders.total  A column is new: integer  [column-added]
  error    orders.gone   A column is gone: text  [column-removed]
`,
    );
    assert.match(formatTerminal(made, { colors: true }), /\u001b\[31merror/);
    assert.equal(formatTerminal(none, { colors: false }), "No changes from Lago 1 to Lago 2.\n");
  });

  it("is a table a resource in Markdown, with the SQL for both databases", () => {
    assert.equal(
      formatMarkdown(made),
      `### Lago 1 → Lago 2: 1 error, 1 warning, 1 info

#### orders

| | | | rule |
| --- | --- | --- | --- |
| 🟡 | \`code\` | A column is deprecated | column-deprecated |
| 🔵 | \`total\` | A column is new: \`integer\` | column-added |
| 🔴 | \`gone\` | A column is gone: \`text\` | column-removed |

\`\`\`sql
ALTER TABLE orders ADD COLUMN total BIGINT; -- Postgres: bigint
\`\`\`
`,
    );
    assert.equal(formatMarkdown(none), "### Lago 1 → Lago 2: no changes to tables and loads\n");
  });

  it("folds SQL that is long, and stays below what GitHub takes", () => {
    const columns = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index): [string, Schema] => [`column_${index}`, TEXT]));
    assert.match(formatMarkdown(between(make(shop({})), make(shop({ lines: list(columns(10)) })))), /<details><summary>SQL/);
    const much = formatMarkdown(between(make(shop({})), make(shop(columns(1500)))));
    assert.ok(much.length < 65_536);
    assert.match(much, /There is no room here for 1 more resource, `orders`: see `npm run diff`/);
  });

  it("names the values that an enum gained in one row, whatever they hold", () => {
    const status = (values: string[]) => make(shop({ status: { ...TEXT, enum: values } }));
    const text = formatMarkdown(between(status(["a"]), status(["a", "b|c", "d\ne", ...Array.from({ length: 30 }, (_, index) => `v${index}`)])));
    const rows = text.split("\n").filter((line) => line.startsWith("| 🔵"));
    assert.equal(rows.length, 1);
    assert.match(rows[0]!, /\| `status` \| A column has a new value: `b\\\|c`, `d⏎e`, `v0`, .* and 12 more \| enum-value-added \|$/);
  });

  it("tells what several tables share once, with the SQL of one of them", () => {
    const lines = (extra: Record<string, Schema>) => make(shop({ some: list({ sku: TEXT, ...extra }), more: list({ sku: TEXT, ...extra }), others: list({ sku: TEXT, ...extra }) }));
    const text = formatMarkdown(between(lines({}), lines({ note: TEXT })));
    assert.equal(text.match(/A column is new/g)?.length, 1);
    assert.match(text, /#### In several tables\n[^]*\| `note` of `orders__some`, `orders__more`, `orders__others` \|/);
    assert.match(text, /ALTER TABLE orders__some ADD COLUMN note VARCHAR; -- Postgres: text\n-- and the same for orders__more, orders__others\n/);
  });

  it("shows a new list with its key, paginator and columns", () => {
    const text = formatMarkdown({ before: "1", after: "2", changes: compareModels([], make(shop({ code: TEXT, lines: list({ sku: TEXT }) })).models) });
    assert.match(text, /A list is new: `GET \/orders; key: lago_id; paginator: \w+; 2 columns; child tables: orders__lines`/);
    assert.match(text, /<details><summary>Columns of orders<\/summary>\n\n`lago_id uuid`, `code text`/);
  });

  it("is annotations for GitHub, each on one line", () => {
    assert.equal(
      formatGithub(made).split("\n")[2],
      "::error file=generated/orders/orders.ts,title=column-removed::orders.gone: A column is gone: text. If it was only renamed, declare it with `x-renamed-from`. Otherwise tell those who query it.",
    );
  });

  it("of one month of Lago fits on one screen", { skip: listReleased().length < 2 && "none beside the repository" }, async () => {
    const [before, after] = listReleased().slice(-2) as [string, string];
    const text = formatMarkdown(between(await makeReleased(before), await makeReleased(after)));
    assert.ok(text.split("\n").length <= 50, text);
  });
});
