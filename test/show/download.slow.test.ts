import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readdirSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { DIALECTS } from "../databases.ts";
import { type ShownCompany, showCompany } from "./shown-company.ts";

const { DuckDBInstance } = createRequire(import.meta.url)("@duckdb/node-api") as typeof import("@duckdb/node-api");
const FORMULA = "=HYPERLINK(\"http://evil.example\", \"Invoice\")";

for (const dialect of DIALECTS) {
  describe(`files of rows over ${dialect}`, () => {
    let show: ShownCompany;
    let hidden: ShownCompany;
    before(async () => {
      show = await showCompany(dialect, { names: ["customers", "taxes"], change: (query) => query(`UPDATE taxes SET name = '${FORMULA}' WHERE code = 'vat_7'`) });
      hidden = await showCompany(dialect, { names: ["customers"], anonymous: true });
    });
    after(async () => {
      await show.close();
      await hidden.close();
    });

    it("a table is saved as its page is sorted and filtered: CSV, JSON lines and Parquet with the same rows", async () => {
      const { rows } = await show.reader.query("SELECT code, rate, applied_to_organization FROM taxes ORDER BY code DESC");
      const csv = await text(await get("data/taxes?sort=code&order=desc&format=csv"));
      const [heading = "", ...lines] = csv.trimEnd().split("\r\n");
      assert.equal(lines.length, rows.length);
      assert.match(heading, /^lago_id,name,code,/);
      const objects = (await text(await get("data/taxes?sort=code&order=desc&format=jsonl"))).trimEnd().split("\n").map((line) => JSON.parse(line) as Record<string, string>);
      assert.deepEqual(objects.map(({ code, rate, applied_to_organization }) => [code, rate, applied_to_organization]), rows);
      const parquet = await readParquet(await get("data/taxes?sort=code&order=desc&format=parquet"), "SELECT code, rate::VARCHAR, applied_to_organization::VARCHAR FROM rows");
      assert.deepEqual(parquet.map(([code]) => code), rows.map(([code]) => code));
      assert.equal(String(parquet.map(([, , applied]) => applied).map((value) => value![0])), String(rows.map(([, , applied]) => applied![0])));
      assert.equal((await text(await get("data/taxes?column=code&operator=is&value=vat_7&format=jsonl"))).trimEnd().split("\n").length, 1);
    });

    it("a name that is a formula is text in a spreadsheet, and exact in JSON lines and Parquet", async () => {
      const path = "data/taxes?column=code&operator=is&value=vat_7&format=";
      assert.ok((await text(await get(`${path}csv`))).includes(`,"'${FORMULA.replaceAll('"', '""')}",`));
      assert.equal((JSON.parse(await text(await get(`${path}jsonl`))) as { name: string }).name, FORMULA);
      assert.deepEqual(await readParquet(await get(`${path}parquet`), "SELECT name FROM rows"), [[FORMULA]]);
      assert.match(await text(await post("SELECT -12.50 AS a, '-1+1' AS b, '@x' AS c, '+49 30' AS d, NULL AS e, '' AS f", "csv")), /^a,b,c,d,e,f\r\n-12\.50,'-1\+1,'@x,'\+49 30,,""\r\n$/);
    });

    it("an answer of one's own SQL is saved, with every digit, and names that differ", async () => {
      const sums = dialect === "duckdb" ? "CAST(9223372036854775807 AS bigint) AS n UNION ALL SELECT 1) AS t" : "9223372036854775807::bigint AS n UNION ALL SELECT 1) AS t";
      const question = `SELECT sum(n) AS n, count(*) AS n FROM (SELECT ${sums}`;
      assert.equal(await text(await post(question, "jsonl")), `{"n":"9223372036854775808","n_1":"2"}\n`);
      assert.deepEqual(await readParquet(await post(question, "parquet"), "SELECT n::VARCHAR, n_1::VARCHAR FROM rows"), [["9223372036854775808", "2"]]);
      const answer = await post("SELECT 1 AS one", "parquet");
      assert.deepEqual(["content-type", "content-disposition", "cache-control", "access-control-allow-origin"].map((name) => answer.headers.get(name)), ["application/vnd.apache.parquet", 'attachment; filename="answer.parquet"', "no-store", null]);
      await answer.arrayBuffer();
    });

    it("what is too large, too slow, no SELECT or no file is refused with a sentence, and leaves nothing behind", async () => {
      const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith("lago-loader-show-"));
      const kept = folders();
      const many = dialect === "duckdb" ? "SELECT * FROM range(100001)" : "SELECT * FROM generate_series(1, 100001)";
      for (const [sql, reason] of [[many, /more than 100,000 rows/], ["SELECT repeat('x', 10000000) FROM taxes, customers", /more than 100 MB|memory|too large|stopped after/i], ["DROP TABLE taxes", /./], ["SELECT 1; SELECT 2", /./], ["", /./], ["SELECT nmae FROM taxes", /nmae/]] as const) {
        const answer = await post(sql, "csv");
        assert.equal(answer.status, 400, sql);
        assert.equal(answer.headers.get("content-disposition"), null);
        assert.match(await answer.text(), reason, sql);
      }
      for (const path of ["data/taxes?format=json", "data/nothing?format=csv", "data/taxes?sort=x&format=csv", "billing?card=mrr&format=parquet"]) assert.equal((await get(path)).status, 400, path);
      assert.deepEqual(folders().filter((name) => !kept.includes(name)), []);
      assert.match((await show.reader.query("SELECT count(*) FROM taxes")).rows[0]![0]!, /^[1-9]/);
    });

    it("SQL in a link is saved as little as it is run", async () => {
      const answer = await get("sql?q=SELECT+42+AS+answer&run=1&format=csv");
      assert.match(await text(answer), /^table,column\r\n/);
    });

    it("with --anonymous no file has a personal column, and there is no SQL box that could name one", async () => {
      const [heading] = (await text(await fetch(`${hidden.url}data/customers?format=csv`))).split("\r\n");
      assert.deepEqual(heading!.split(",").filter((name) => /name|mail|address_line|phone|zip|tax_ident|_extra|metadata/.test(name)), []);
      for (const path of ["data/customers?column=name&operator=contains&value=a&format=csv", "data/customers?sort=email&format=jsonl"]) assert.equal((await fetch(hidden.url + path)).status, 400, path);
      assert.equal((await fetch(`${hidden.url}sql`)).status, 404);
      assert.equal((await ask(hidden, "SELECT name FROM customers", "csv")).status, 404);
      for (const path of ["", "checks", "schema/customers", "data/customers"]) assert.doesNotMatch(await (await fetch(hidden.url + path)).text(), />SQL<|Open in the SQL box/, path);
    });

    const get = (path: string) => fetch(show.url + path);
    const post = (q: string, format: string) => ask(show, q, format);

    function ask({ url }: ShownCompany, q: string, format: string): Promise<Response> {
      return fetch(`${url}sql`, { method: "POST", body: new URLSearchParams({ q, format }), headers: { origin: new URL(url).origin } });
    }

    async function text(response: Response): Promise<string> {
      const body = await response.text();
      assert.equal(response.status, 200, /class="notice"[^>]*>([^<]*)/.exec(body)?.[1] ?? body.slice(0, 200));
      return body;
    }
  });
}

/** What another program reads of a Parquet file. */
async function readParquet(response: Response, sql: string): Promise<(string | null)[][]> {
  assert.equal(response.status, 200, response.headers.get("content-type")?.startsWith("text") ? await response.text() : "");
  const folder = await mkdtemp(join(tmpdir(), "lago-loader-parquet-"));
  const instance = await DuckDBInstance.create();
  const session = await instance.connect();
  try {
    const file = join(folder, "rows.parquet");
    await writeFile(file, Buffer.from(await response.arrayBuffer()));
    await session.run(`CREATE VIEW rows AS SELECT * FROM '${file}'`);
    return (await session.runAndReadAll(sql)).getRowsJson() as (string | null)[][];
  } finally {
    session.closeSync();
    instance.closeSync();
    await rm(folder, { recursive: true });
  }
}
