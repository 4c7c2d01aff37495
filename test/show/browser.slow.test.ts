import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import { type Browser, chromium, type Page } from "playwright-core";
import { COMMAND, expectBuilt, ROOT } from "../built.ts";
import { DIALECTS } from "../databases.ts";
import { type ShownCompany, showCompany } from "./shown-company.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PAGES = ["billing", "loads", "loads/invoices", "checks", "schema", "schema/invoices", "data", "data/invoices", "sql"];
/** Where pictures of all pages go, for people to look at. */
const PICTURES = process.env["LAGO_TEST_PICTURES"];

const program = findChromium();
// Where pictures are asked for, as on GitHub, somebody relies on these tests.
if (program === undefined && PICTURES) throw new Error("There is no Chromium. Install it, or set CHROMIUM to its path.");

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

  describe("as it is built, over duckdb", () => {
    let show: ShownCompany;
    let url: string;
    let close: () => Promise<void>;
    before(async () => {
      expectBuilt();
      show = await showCompany("duckdb", { names: ["customers", "taxes", "invoices", "subscriptions", "plans"] });
      // The script of the SQL box is made when the package is built.
      const [{ startShow }, { openReader }, { readMetrics }, { resources }] = await Promise.all(["runtime/show/server.js", "runtime/reader/open-reader.js", "runtime/metrics/read-metrics.js", "generated/index.js"].map((file) => import(join(ROOT, "dist", file)))) as [typeof import("../../runtime/show/server.ts"), typeof import("../../runtime/reader/open-reader.ts"), typeof import("../../runtime/metrics/read-metrics.ts"), typeof import("../../generated/index.ts")];
      const reader = await openReader(show.database.address);
      const built = await startShow({ reader, metrics: await readMetrics(), resources, port: 0, anonymous: false });
      url = built.url;
      close = async () => {
        await built.close();
        await reader.close();
      };
    });
    after(async () => {
      await close?.();
      await show?.close();
    });

    for (const colorScheme of ["light", "dark"] as const) {
      it(`the SQL box completes tables and columns, accessibly, and runs with Ctrl+Enter, ${colorScheme}`, async () => {
        const context = await browser.newContext({ colorScheme, bypassCSP: true });
        const page = await context.newPage();
        const said: string[] = [];
        page.on("console", (message) => void (message.type() === "error" && said.push(message.text())));
        await page.goto(`${url}sql`);
        const editor = page.locator(".cm-content");
        await editor.click();
        await page.keyboard.type("SELECT count(*) AS n FROM tax", { delay: 5 });
        await page.locator(".cm-tooltip-autocomplete").waitFor();
        assert.deepEqual(await findViolations(page), []);
        if (PICTURES) await page.screenshot({ path: join(PICTURES, `editor-${colorScheme}.png`) });
        assert.match((await page.locator(".cm-tooltip-autocomplete").textContent())!, /taxes/);
        // The list takes no key in its first moments, so that nobody chooses by mistake.
        await page.waitForTimeout(300);
        await page.keyboard.press("Enter");
        assert.match((await editor.textContent())!, /FROM taxes$/);
        await page.keyboard.press("Control+Enter");
        await page.getByRole("heading", { name: "Answer" }).waitFor();
        assert.match((await page.locator("main").textContent())!, /1 rows in \d+ ms/);
        assert.deepEqual(said, []);
        await context.close();
      });
    }

    it("the keyboard alone reaches pages, numbers, a filter and the SQL box, and leaves it again", async () => {
      const page = await browser.newPage();
      await page.goto(url);
      await page.keyboard.press("Tab");
      assert.equal(await focused(page), "Skip to the page");
      await tabTo(page, "the numbers");
      await page.keyboard.press("Enter");
      assert.equal(await page.locator("details[open]").count(), 1);
      await page.goto(`${url}data`);
      await tabTo(page, "taxes");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "taxes" }).waitFor();
      await tabTo(page, "", "INPUT");
      await page.keyboard.type("vat");
      await page.keyboard.press("Enter");
      await page.waitForURL(/value=vat/);
      await tabTo(page, "SQL");
      await page.keyboard.press("Enter");
      await page.locator(".cm-content").waitFor();
      await tabTo(page, "", "DIV.cm-content");
      await page.keyboard.type("SELECT 1 AS one");
      await page.keyboard.press("Escape");
      await tabTo(page, "Run");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Answer" }).waitFor();
      await page.close();
    });

    it("prints on white paper, without navigation and without what a sheet cuts off", async () => {
      const context = await browser.newContext({ colorScheme: "dark", viewport: { width: 720, height: 1000 } });
      const page = await context.newPage();
      await page.emulateMedia({ media: "print" });
      for (const path of ["billing", "loads", "checks", "schema/invoices", "data/invoices"]) {
        await page.goto(url + path);
        assert.equal(await page.evaluate("getComputedStyle(document.body).backgroundColor"), "rgb(255, 255, 255)", path);
        assert.equal(await page.locator("nav").isVisible(), false, path);
        assert.ok(await fits(page), `${path} is wider than a sheet`);
      }
      await context.close();
    });

    it("a report that the command exports is small, the same bytes each time, and opens from its file, alone and accessibly", async () => {
      const folder = await mkdtemp(join(tmpdir(), "lago-loader-report-"));
      const write = async (name: string, ...flags: string[]) => {
        await promisify(execFile)(process.execPath, [COMMAND, "show", "--export", join(folder, name), "--to", show.database.address, "--pages", "billing,loads,checks", ...flags], { env: { PATH: process.env["PATH"] }, timeout: 120_000 });
        return readFileSync(join(folder, name), "utf8");
      };
      try {
        const report = await write("one.html");
        assert.equal(await write("two.html"), report);
        assert.ok(report.length < 300_000, `${report.length} bytes`);
        const hidden = await write("hidden.html", "--anonymous", "--currency", "EUR");
        const names = (await show.reader.query("SELECT name FROM customers WHERE length(name) > 3")).rows.map(([name]) => name!);
        assert.ok(names.length > 5 && names.some((name) => report.includes(name)));
        assert.deepEqual(names.filter((name) => hidden.includes(name)), []);
        const context = await browser.newContext({ bypassCSP: true, offline: true });
        const page = await context.newPage();
        const requests: string[] = [];
        page.on("request", (request) => requests.push(request.url()));
        await page.goto(`file://${join(folder, "one.html")}`);
        assert.deepEqual(await findViolations(page), []);
        assert.deepEqual(requests.filter((address) => !/^(file|data):/.test(address)), []);
        await context.close();
      } finally {
        await rm(folder, { recursive: true });
      }
    });
  });
});

/** What has the focus, as somebody reads it. */
function focused(page: Page): Promise<string> {
  return page.evaluate("(document.activeElement?.textContent ?? '').trim()");
}

/** Presses Tab until an element has the focus. */
async function tabTo(page: Page, name: string, kind?: string): Promise<void> {
  for (let press = 0; press < 150; press++) {
    await page.keyboard.press("Tab");
    const found = kind === undefined ? (await focused(page)) === name : await page.evaluate(`document.activeElement.matches(${JSON.stringify(kind)})`);
    if (found) return;
  }
  assert.fail(`Tab does not reach ${name || kind}`);
}

/** What axe finds. */
async function findViolations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(`axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html }) => id + ": " + html.slice(0, 120))))`);
}

function fits(page: Page): Promise<boolean> {
  return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth");
}

/** Debian's, Ubuntu's, and Google's own. */
function findChromium(): string | undefined {
  if (process.env["CHROMIUM"]) return process.env["CHROMIUM"];
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    try {
      return execFileSync("which", [name], { encoding: "utf8" }).trim();
    } catch {
      // It has another name, or is not there.
    }
  }
  return undefined;
}
