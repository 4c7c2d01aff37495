import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { parseYaml } from "../generator/spec/document.ts";
import { answerMetrics } from "../runtime/cli/schedule/metrics.ts";
import { newLiveTally } from "../runtime/live/tally.ts";
import { ROOT } from "./built.ts";
import { endLoad, newReport, newSchedule } from "./cli/schedule/outcomes.ts";

const pages = ["README.md", "AGENTS.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "spec/README.md", "dbt/README.md", "examples/README.md", "generated/SCHEMA.md", ...listPages("docs"), ...listPages("skills")];

describe("documentation", () => {
  it("has no link into nothing", () => {
    for (const page of pages) {
      for (const [, target] of read(page).matchAll(/\]\((?!https?:|mailto:|#)([^)#]+)(?:#[^)]*)?\)/g)) {
        assert.ok(existsSync(join(ROOT, dirname(page), target!)), `${page} links to ${target}`);
      }
    }
  });

  it("has sentences of at most 20 words on average, page by page", () => {
    for (const page of pages) {
      const sentences = listSentences(read(page));
      if (sentences.length < 5) continue;
      const average = sentences.reduce((sum, sentence) => sum + sentence.split(/\s+/).length, 0) / sentences.length;
      assert.ok(average <= 20, `${page}: ${average.toFixed(1)} words on average`);
    }
  });

  it("uses the terms of the field: full refresh, resume, response, restart", () => {
    for (const page of pages) assert.doesNotMatch(read(page), HOME_MADE, page);
  });

  it("the index has every page", () => {
    const index = read("docs/README.md");
    for (const page of readdirSync(join(ROOT, "docs")).filter((name) => name.endsWith(".md") && name !== "README.md")) assert.ok(index.includes(`(${page})`), page);
  });
});

describe("monitoring", () => {
  it("alerts and the Grafana board ask for figures that /metrics has", () => {
    const history = newSchedule();
    endLoad(history, 1, { resources: [newReport()] });
    const known = new Set([...answerMetrics(history, { log: { size: 0, oldest: undefined }, tally: newLiveTally() }).body.matchAll(/^([a-z_]+)[ {]/gm)].map(([, name]) => name));
    const rules = parseYaml(read("docs/deploy/alerts.yml"), "alerts.yml") as { groups: { rules: { alert: string; expr: string }[] }[] };
    const board = JSON.parse(read("docs/deploy/grafana.json")) as { panels: { targets: { expr: string }[] }[] };
    const expressions = [...rules.groups.flatMap((group) => group.rules.map(({ expr }) => expr)), ...board.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))];
    assert.ok(expressions.length > 10);
    for (const expression of expressions) for (const [name] of expression.matchAll(/\b(?:lago_loader|process)_[a-z_]+/g)) assert.ok(known.has(name), `${name} of ${expression}`);
  });
});

/** What earlier versions of these pages said instead. */
const HOME_MADE = /full read\b|read whole|gone? on with|goes on with|beg[ia]ns? anew|made anew|reaching back|so long after|bears with|which rests on|\btells? of\b|\btold of\b|in the place of|those named, or/i;

function listPages(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".md")).map((name) => `${folder}/${name}`);
}

function read(page: string): string {
  return readFileSync(join(ROOT, page), "utf8");
}

/** Of the running text: without code, tables, headings and comments. An item of a list is a sentence of its own. */
function listSentences(markdown: string): string[] {
  const prose = markdown.replaceAll(/^```[\s\S]*?^```/gm, "").replaceAll(/<!--[\s\S]*?-->/g, "").replaceAll(/^(\||#).*$/gm, "\n").replaceAll(/^ *(?:- |\d+\. )/gm, "\n\n");
  return prose
    .split(/\n\s*\n/)
    .flatMap((paragraph) => paragraph.replaceAll("\n", " ").split(/(?<=[.!?:])\s+(?=[A-Z`*[])/))
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.split(/\s+/).length > 2);
}
