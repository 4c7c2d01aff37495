import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { describe, it } from "node:test";
import { resources } from "../../generated/index.ts";
import { describeUnseen, strategyOf } from "../../runtime/load/strategy.ts";
import { type Costs, measureCosts, sumOf } from "./scale/measure.ts";

const PAGE = new URL("../../docs/freshness.md", import.meta.url);

describe("docs/freshness.md", () => {
  it("names for each resource the changes that incremental loads miss", () => {
    const lines = resources.flatMap((resource) => {
      const unseen = resource.reslice ? undefined : describeUnseen(resource);
      return unseen === undefined ? [] : [`| \`${resource.name}\` | ${unseen} |\n`];
    });
    checkPart("unseen", `| resource | changes that show only in the next full refresh |\n| --- | --- |\n${lines.join("")}`);
  });

  it("says how old each resource can be with webhooks: seconds, the interval, or days", () => {
    const lines = resources.filter(({ reslice, snapshot }) => !reslice && snapshot === undefined).map((resource) => {
      const kinds = [...new Set(resource.webhooks?.flatMap(({ of }) => of))].map((kind) => `\`${kind}\``).join(", ");
      const [next, full] = WHEN[strategyOf(resource)]!;
      return `| \`${resource.name}\` | ${kinds || "–"} | ${kinds === "" ? next.replace("all else", "all") : next} | ${full} |\n`;
    });
    checkPart("live", `| resource | seconds: after a webhook about | interval of \`--every\` | days: \`--max-age\` |\n| --- | --- | --- | --- |\n${lines.join("")}`);
  });

  it("has the cost of an organisation of 100,000 invoices and 5,000,000 events: a daily load takes a hundredth of the requests of a full refresh, and a fortieth of the rows", async () => {
    const costs = await measureCosts();
    const [whole, daily] = [sumOf(costs.map(({ whole }) => whole)), sumOf(costs.map(({ daily }) => daily))];
    assert.ok(whole.requests / daily.requests >= 100, `${whole.requests} requests in full, ${daily.requests} daily`);
    assert.ok(whole.rows / daily.rows >= 40, `${whole.rows} rows in full, ${daily.rows} daily`);
    checkPart("figures", formatFigures(costs));
  });
});

/** Holds a part of the page against what it is made from. `UPDATE_GOLDEN=1` writes it, to be read as a diff. */
function checkPart(name: string, text: string): void {
  const page = readFileSync(PAGE, "utf8");
  const made = page.replace(new RegExp(`(<!-- ${name}: .* -->\\n).*(<!-- /${name} -->)`, "s"), (_, start: string, end: string) => start + text + end);
  if (process.env["UPDATE_GOLDEN"]) writeFileSync(PAGE, made);
  assert.ok(page.includes(`<!-- ${name}: `), `docs/freshness.md has no place for ${name}`);
  assert.equal(readFileSync(PAGE, "utf8"), made);
}

/** The lists that cost most, and all of them. */
function formatFigures(costs: readonly Costs[]): string {
  const line = (name: string, { whole, daily }: Pick<Costs, "whole" | "daily">) =>
    `| ${[name, ...[whole.requests, daily.requests, whole.rows, daily.rows].map((figure) => figure.toLocaleString("en"))].join(" | ")} |\n`;
  const largest = [...costs].sort((one, other) => other.whole.requests - one.whole.requests).slice(0, LARGEST);
  const others = costs.filter((each) => !largest.includes(each));
  const total = (some: readonly Costs[]) => ({ whole: sumOf(some.map(({ whole }) => whole)), daily: sumOf(some.map(({ daily }) => daily)) });
  const { whole, daily } = total(costs);
  const times = (figure: "requests" | "rows", full: number) => `${Math.floor(whole[figure] / (daily[figure] * (1 - full) + whole[figure] * full))} ×`;
  return [
    "| | requests, full refresh | requests, daily load | rows, full refresh | rows, daily load |\n| --- | --: | --: | --: | --: |\n",
    ...largest.map((each) => line(`\`${each.resource.name}\``, each)),
    line(`${others.length} others`, total(others)),
    line("**all**", { whole, daily }),
    `| **fewer** | | **${times("requests", 0)}** | | **${times("rows", 0)}** |\n`,
    ...[7, 30].map((days) => `| fewer, with a full refresh every ${days} days | | ${times("requests", 1 / days)} | | ${times("rows", 1 / days)} |\n`),
  ].join("");
}

/** The rows that the next load reads, and those that wait for a full refresh. */
const WHEN: Readonly<Record<string, readonly [next: string, full: string]>> = {
  full: ["all else", "–"],
  replace: ["all", "–"],
  window: ["all else within the window", "before the window"],
  watch: ["below new or changed parents", "below the others"],
};

const LARGEST = 19;
