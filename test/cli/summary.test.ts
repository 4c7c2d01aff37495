import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isColored, paint } from "../../runtime/cli/terminal/color.ts";
import { readKeptBefore } from "../../runtime/cli/load/kept-before.ts";
import type { LoadOutcome } from "../../runtime/cli/terminal/load-outcome.ts";
import { describeTotal } from "../../runtime/cli/terminal/progress.ts";
import { formatSummary } from "../../runtime/cli/terminal/summary.ts";
import type { ResourceReport } from "../../runtime/load/tally.ts";
import { DIALECTS, newDatabase } from "../databases.ts";
import { newReport } from "./schedule/outcomes.ts";

const outcome = (resources: readonly ResourceReport[], more: Partial<LoadOutcome> = {}): LoadOutcome => ({
  loadId: "1",
  startedAt: new Date(0),
  seconds: 1.5,
  destination: "lago.duckdb",
  schema: "lago_data",
  resources,
  planned: resources.length,
  keptBefore: new Set(),
  error: undefined,
  ...more,
});
const report = (more: Partial<ResourceReport>) => ({ ...newReport(), inserted: 0, updated: 0, deleted: 0, rejected: 0, misfits: {}, unknown: [], ...more });

describe("the summary of a load", () => {
  const failed = report({ name: "fees", status: "failed", error: "Lago answered 500" });
  const changed = report({ name: "wallet_transaction_consumptions", status: "loaded", rows: 12_000, updated: 3 });
  const same = report({ name: "taxes", status: "loaded", rows: 3 });

  it("begins with what was not loaded, and ends with the result", () => {
    const lines = formatSummary(outcome([changed, failed])).trimEnd().split("\n");
    assert.deepEqual(lines.slice(0, 2), ["Not loaded, or not all of it:", "  fees (failed): Lago answered 500"]);
    assert.match(lines.at(-1)!, /^Into lago\.duckdb, .* Resources: 1 loaded, 1 failed$|\.$/);
  });

  it("fits every terminal, by fewer columns; what did not change takes one line", () => {
    for (const width of [30, 40, 60, 80, 120]) {
      const lines = formatSummary(outcome([changed, same, failed]), { width }).split("\n");
      const table = lines.slice(lines.findIndex((line) => line.startsWith("resource")), lines.findIndex((line) => line.startsWith("… and")));
      assert.ok(table.length === 3 && table.every((line) => line.length <= width), table.join("\n"));
      assert.ok(lines.includes("… and 1 resource without changes."));
    }
    assert.match(formatSummary(outcome([changed]), { width: 80 }), /^resource +status +rows +inserted +updated +deleted/m);
    assert.doesNotMatch(formatSummary(outcome([same]), { width: 80 }), /^resource/m);
  });

  it("counts single records by themselves, and names a field once that both have", () => {
    const details = report({ name: "plans (details)", strategy: "details", status: "loaded", unknown: ["plans.colour"] });
    const text = formatSummary(outcome([report({ name: "plans", status: "loaded", unknown: ["plans.colour"] }), details]));
    assert.match(text, /\n {2}plans: colour\n/);
    assert.match(text, /Resources: 1 loaded\. Details: 1 loaded\.\n$/);
  });

  it("is whole where it is no terminal, and with --verbose", () => {
    for (const view of [{}, { width: 40, verbose: true }]) assert.match(formatSummary(outcome([changed, same]), view), /kept in _extra\n[^]*^taxes +loaded +3/m);
  });

  it("lists what is kept in _extra once: later it is counted, unless --verbose", () => {
    const kept = report({ name: "plans", status: "loaded", unknown: ["plans.colour", "plans.size"], misfits: { "plans.amount": 2 } });
    const first = formatSummary(outcome([kept]));
    assert.match(first, /Undocumented fields, kept in _extra:\n {2}plans: colour, size\n/);
    assert.match(first, /Values that do not fit their column, kept in _extra:\n {2}plans\.amount +2 values\n/);
    const later = outcome([kept], { keptBefore: new Set(["plans.colour", "plans.amount"]) });
    assert.match(formatSummary(later), /kept in _extra:\n {2}plans: size\n\nKept in _extra as before: 2 fields\. --verbose lists them\.\n/);
    assert.match(formatSummary(later, { verbose: true }), /plans: colour, size/);
  });

  it("colours lines of resources with trouble, where colour is wanted", () => {
    const text = formatSummary(outcome([changed, failed]), { colored: true });
    assert.match(text, /\u001b\[31mfees +failed[^\n]*\u001b\[0m\n/);
    assert.match(text, /^wallet_transaction_consumptions +loaded/m);
    assert.doesNotMatch(formatSummary(outcome([changed, failed])), /\u001b/);
  });

  for (const dialect of DIALECTS) {
    it(`knows what earlier loads have kept: ${dialect}`, async () => {
      const database = await newDatabase(dialect);
      const destination = await database.open();
      try {
        assert.deepEqual(await readKeptBefore(destination), new Set());
        const entry = { ...newReport(), load_id: "1", resource: "plans", started_at: new Date(0), finished_at: new Date(1), status: "loaded", reason: null, document_version: "1.0.0", loader_version: "1.0.0", sequence: 1, page_size: null } as const;
        await destination.record({ ...entry, misfits: { "plans.amount": 1 }, unknown: ["plans.colour"] });
        assert.deepEqual(await readKeptBefore(destination), new Set(["plans.amount", "plans.colour"]));
      } finally {
        await destination.close();
        await database.remove();
      }
    });
  }
});

describe("colour", () => {
  it("is for terminals, and follows NO_COLOR, FORCE_COLOR and TERM", () => {
    assert.equal(isColored({ isTTY: true }, {}), true);
    assert.equal(isColored({ isTTY: true }, { NO_COLOR: "1" }), false);
    assert.equal(isColored({ isTTY: true }, { NO_COLOR: "" }), true);
    assert.equal(isColored({ isTTY: true }, { TERM: "dumb" }), false);
    assert.equal(isColored({}, {}), false);
    assert.equal(isColored({}, { FORCE_COLOR: "1" }), true);
    assert.equal(isColored({ isTTY: true }, { FORCE_COLOR: "0" }), false);
    assert.equal(isColored({}, { FORCE_COLOR: "1", NO_COLOR: "1" }), false);
  });

  it("ends with each line", () => assert.equal(paint("a\nb\n", "bad", true), "\u001b[31ma\u001b[0m\n\u001b[31mb\u001b[0m\n"));
});

describe("the line of the whole load", () => {
  const running = (rows: number, totalRows: number | null) => ({ progress: { resource: "fees", rows, totalRows, parents: 0, totalParents: null } });

  it("has the time left once a tenth is done", () => {
    assert.equal(describeTotal({ resources: 10, finished: 4, rows: 900, seconds: 30 }, [running(100, 100)]), "4 of 10 resources, 1,000 rows in 30 s, about 30 s left");
    assert.equal(describeTotal({ resources: 38, finished: 0, rows: 0, seconds: 30 }, [running(50, 1000), running(10, null)]), "0 of 38 resources, 60 rows in 30 s");
    assert.equal(describeTotal({ resources: 1, finished: 0, rows: 0, seconds: 90 }, [running(50, 100)]), "0 of 1 resource, 50 rows in 2 min, about 2 min left");
  });
});
