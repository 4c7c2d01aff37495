import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type Browser, chromium, type Page } from "playwright-core";
import { DIALECTS } from "../databases.ts";
import { type ShownCompany, showCompany } from "./shown-company.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PAGES = ["billing", "loads", "loads/invoices", "checks", "schema", "schema/invoices", "data", "data/invoices", "sql"];
/** Where pictures of all pages go, for people to look at. */
const PICTURES = process.env["LAGO_TEST_PICTURES"];

const program = findChromium();

describe("the page in a browser", { skip: program === undefined && "there is no chromium; set CHROMIUM to its path" }, () => {
  let browser: Browser;
  before(async () => {
    // As root, and in containers, Chromium has no sandbox of its own.
    browser = await chromium.launch({ executablePath: program!, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
    if (PICTURES) mkdirSync(PICTURES, { recursive: true });
  });
  after(() => browser?.close());

  for (const dialect of DIALECTS) {
    describe(`over ${dialect}`, () => {
      let show: ShownCompany;
      before(async () => {
        show = await showCompany(dialect);
      });
      after(() => show.close());

      for (const colorScheme of ["light", "dark"] as const) {
        it(`is accessible and stays on this machine, ${colorScheme}, wide and narrow`, async () => {
          const context = await browser.newContext({ colorScheme, bypassCSP: true });
          const page = await context.newPage();
          const elsewhere: string[] = [];
          page.on("request", (request) => void (/^(http:\/\/127\.0\.0\.1:|data:)/.test(request.url()) || elsewhere.push(request.url())));
          for (const path of PAGES) {
            await page.goto(show.url + path);
            for (const width of [1100, 390]) {
              await page.setViewportSize({ width, height: 900 });
              assert.deepEqual(await findViolations(page), [], `${path} at ${width} px`);
              assert.ok(await fits(page), `${path} is wider than ${width} px`);
              if (PICTURES) await page.screenshot({ path: join(PICTURES, `${dialect}-${path.replace("/", "-")}-${colorScheme}-${width}.png`), fullPage: true });
            }
          }
          assert.deepEqual(elsewhere, []);
          await context.close();
        });
      }

      it("works without JavaScript, and reports nothing in the console", async () => {
        const context = await browser.newContext({ javaScriptEnabled: false });
        const page = await context.newPage();
        const said: string[] = [];
        page.on("console", (message) => said.push(message.text()));
        await page.goto(show.url);
        await page.getByRole("link", { name: "SQL", exact: true }).click();
        await page.getByRole("textbox").fill("SELECT count(*) AS n FROM taxes");
        await page.getByRole("button", { name: "Run" }).click();
        assert.match((await page.locator("h2").textContent())!, /Answer/);
        assert.deepEqual(said, []);
        await context.close();
      });
    });
  }
});

/** What axe finds. */
async function findViolations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(`axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html }) => id + ": " + html.slice(0, 120))))`);
}

function fits(page: Page): Promise<boolean> {
  return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth");
}

function findChromium(): string | undefined {
  if (process.env["CHROMIUM"]) return process.env["CHROMIUM"];
  try {
    return execFileSync("which", ["chromium"], { encoding: "utf8" }).trim();
  } catch {
    return undefined;
  }
}
