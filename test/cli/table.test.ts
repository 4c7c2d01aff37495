import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { formatAnswer } from "../../runtime/cli/terminal/answer-format.ts";
import { formatTable } from "../../runtime/cli/terminal/table.ts";

describe("tables on a narrow terminal", () => {
  it("the last column is wrapped at blanks, below itself", () => {
    const rows = [["invoices", "254", "What was billed, from draft to paid."], ["taxes", "4", "Tax rates."]];
    assert.equal(formatTable(["table", "rows", "a row is"], rows, 40), "table     rows  a row is\ninvoices   254  What was billed, from\n                draft to paid.\ntaxes        4  Tax rates.\n");
    assert.equal(formatTable(["table", "rows", "a row is"], rows, 30), formatTable(["table", "rows", "a row is"], rows), "a terminal breaks lines better than a column of single words");
  });

  it("an answer that is too wide is printed as values of each row, with nothing cut", () => {
    const answer = { columns: ["lago_id", "name"], rows: [["b7338c53", "Umbra\nTravel"], ["24079c15", null]] };
    assert.equal(formatAnswer(answer, "table", 20), "row 1\n  lago_id  b7338c53\n  name     Umbra\\nTravel\nrow 2\n  lago_id  24079c15\n  name     NULL\n2 rows\n");
    for (const width of [80, undefined]) assert.equal(formatAnswer(answer, "table", width), "lago_id   name\nb7338c53  Umbra\\nTravel\n24079c15  NULL\n2 rows\n");
    assert.equal(formatAnswer(answer, "jsonl", 20), formatAnswer(answer, "jsonl", 80));
  });
});
