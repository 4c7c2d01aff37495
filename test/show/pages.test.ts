import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { askMetric } from "../../runtime/metrics/ask-metric.ts";
import { formatBrief } from "../../runtime/show/money.ts";
import { DIALECTS } from "../databases.ts";
import { type ShownCompany, showCompany } from "./shown-company.ts";

/** Every kind of page. */
const PATHS = ["", "billing?currency=USD", "loads", "loads/invoices", "checks", "schema", "schema/invoices", "schema/invoices__metadata", "data", "data/invoices", "data/customers?sort=name&order=desc", "data/invoices?column=status&operator=is&value=finalized&page=2", "sql", "sql?metric=mrr&by=plan", "sql?check=invoice_due"];

for (const dialect of DIALECTS) {
  describe(`the page over ${dialect}`, () => {
    let show: ShownCompany;
    before(async () => {
      show = await showCompany(dialect, {
        change: async (query) => {
          // As an earlier version left it: without a column that the model has.
          await query("ALTER TABLE taxes DROP COLUMN created_at");
          // It brought nothing, so no figure is of its time.
          await query("UPDATE _loads SET started_at = '2099-01-01 00:00:00+00', status = 'failed' WHERE resource = 'credit_notes'");
        },
      });
    });
    after(() => show.close());

    for (const path of PATHS) {
      it(`/${path} is a page that says what database and when`, async () => {
        const page = await get(path);
        assert.ok(page.includes("<h1>"));
        assert.ok(/loaded 20\d\d-\d\d-\d\d \d\d:\d\d UTC/.test(page));
        assert.deepEqual(page.match(/class="notice"|undefined|\[object|NaN|(src|href|action)="https?:|<script(?! src="\/)/g), null);
      });
    }

    it("Billing shows what the metrics' SQL answers, and is under 100 kB", async () => {
      const page = await get("billing?currency=EUR");
      const figures = new Map([...page.matchAll(/<dt>([^<]*)<\/dt><dd class="value">([^<]*)<\/dd>/g)].map(([, name, value]) => [name, value]));
      const last = async (metric: string, column: string) => {
        const { columns, rows } = await show.reader.read((ask) => askMetric(show.metrics, metric, { currency: "EUR" }, ask));
        return rows.at(-1)![columns.indexOf(column)]!;
      };
      assert.equal(figures.get("MRR, contracted"), formatBrief(await last("mrr", "mrr"), "EUR"));
      assert.equal(figures.get("Paying customers"), await last("arpa", "customers"));
      assert.equal(figures.get("Days sales outstanding"), await last("days_sales_outstanding", "dso_days"));
      assert.ok(page.length < 100_000, `${page.length} bytes`);
      assert.equal(page.match(/<svg /g)?.length, 12);
      assert.deepEqual(page.match(/>\$\d/g), null);
    });

    it("the numbers of a card are the rows of its metric, whole as CSV", async () => {
      const { columns, rows } = await show.reader.read((ask) => askMetric(show.metrics, "usage_revenue", { currency: "EUR" }, ask));
      const csv = await get("billing?currency=EUR&card=usage&format=csv");
      assert.equal(csv, [columns, ...rows].map((row) => `${row.map((value) => value ?? "").join(",")}\r\n`).join(""));
    });

    it("a table that an earlier version made is shown without the columns that it lacks", async () => {
      const page = await get("data/taxes");
      assert.match(page, />rate</);
      assert.match(page, />_loaded_at</);
      assert.doesNotMatch(page, />created_at</);
      assert.match(await get("schema/taxes"), /created_at<[^\n]*not in this database yet/);
    });

    it("a page that no table has is empty", async () => {
      for (const page of ["999999", "1e300", "-1", "x"]) await get(`data/taxes?page=${page}`);
    });

    it("a row leads to what it refers to and to what refers to it", async () => {
      const [[id]] = (await show.reader.query("SELECT lago_id FROM customers ORDER BY 1 LIMIT 1")).rows as [[string]];
      const page = await get(`data/customers/row?k0=${id}`);
      assert.match(page, />invoices\.customer__lago_id</);
      assert.match(page, />subscriptions\.lago_customer_id</);
    });

    it("Loads shows an undocumented field by name with what it held, and how old each resource is", async () => {
      const page = await get("loads");
      assert.match(page, />taxes\.add_ons_count<td[^>]*>undocumented<td[^>]*><td[^>]*>0</);
      assert.match(page, /its age/);
      assert.match(page, /<td[^>]*>0 h</);
    });

    it("a question that cannot be answered is refused with a sentence", async () => {
      for (const [path, text] of [["data/nothing", "no table"], ["data/taxes?sort=created_at", "no column"], ["data/taxes?column=x", "no column"], ["data/coupons", "not in this database yet"], ["sql?metric=nothing", "no metric"], ["data/taxes/row?k0=x", "no row"], ["billing?currency=CHF", "no figures in CHF"], ["data/taxes?column=code&operator=toString", "no comparison"]] as const) {
        const response = await fetch(show.url + path);
        assert.equal(response.status, 400, path);
        assert.match(await response.text(), new RegExp(text), path);
      }
    });

    it("the SQL box runs one statement that reads, and says what is wrong with others", async () => {
      assert.match(await post("SELECT count(*) AS n FROM taxes"), /<th scope="col"[^>]*>n/);
      assert.match(await post("DROP TABLE taxes"), /It did not run/);
      assert.match(await post("SELECT nmae FROM taxes"), /nmae/);
    });

    async function get(path: string): Promise<string> {
      const response = await fetch(show.url + path);
      const text = await response.text();
      assert.equal(response.status, 200, `${path}: ${/class="notice"[^>]*>([^<]*)/.exec(text)?.[1] ?? text.slice(0, 200)}`);
      return text;
    }

    async function post(q: string): Promise<string> {
      const response = await fetch(`${show.url}sql`, { method: "POST", body: new URLSearchParams({ q }), headers: { origin: new URL(show.url).origin } });
      assert.equal(response.status, 200);
      return response.text();
    }
  });
}

describe("the page for others' eyes (--anonymous)", () => {
  it("shows no name, mail, address, JSON or sample", async () => {
    const show = await showCompany("duckdb", { anonymous: true });
    const personal = (await show.reader.query("SELECT name FROM customers UNION SELECT email FROM customers UNION SELECT address_line1 FROM customers")).rows.flatMap(([text]) => (text ? [text] : []));
    assert.ok(personal.length > 12);
    const [[id]] = (await show.reader.query("SELECT lago_id FROM customers LIMIT 1")).rows as [[string]];
    for (const path of [...PATHS.filter((path) => !path.includes("sort=name")), `data/customers/row?k0=${id}`]) {
      const page = await (await fetch(show.url + path)).text();
      assert.deepEqual(personal.filter((text) => page.includes(`>${text}<`)), [], path);
    }
    await show.close();
  });
});
