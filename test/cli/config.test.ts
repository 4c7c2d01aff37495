import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { Command } from "commander";
import { toFlag } from "../../runtime/cli/config/apply-config.ts";
import { KEYS, SCHEDULE_KEYS, writeJsonSchema } from "../../runtime/cli/config/keys.ts";
import { readConfig } from "../../runtime/cli/config/read-config.ts";
import { addLoad } from "../../runtime/cli/load.ts";
import { ROOT } from "../built.ts";
import { makeCompany } from "../lago/company/company.ts";
import { type Lago, startLago } from "../lago/server.ts";
import { type Desk, KEY, newDesk, PASSWORD } from "./command-line.ts";

describe("the schema of lago-loader.yaml for editors", () => {
  const file = join(ROOT, "docs/lago-loader.schema.json");
  const text = `${JSON.stringify(writeJsonSchema(), null, 2)}\n`;

  it("is what the loader reads: UPDATE_GOLDEN=1 writes it", () => {
    if (process.env["UPDATE_GOLDEN"]) writeFileSync(file, text);
    assert.equal(readFileSync(file, "utf8"), text);
  });

  it("has every key, and its page describes them", () => {
    const page = readFileSync(join(ROOT, "docs/config.md"), "utf8");
    for (const key of [...Object.keys(KEYS), ...Object.keys(SCHEDULE_KEYS).map((name) => `schedule.${name}`)]) if (key !== "schedule") assert.ok(page.includes(`\`${key}\``), key);
  });
});

describe("lago-loader.yaml", () => {
  let lago: Lago;
  let desk: Desk;
  const write = (text: string, name = "lago-loader.yaml") => writeFileSync(join(desk.folder, name), text);
  const loaded = (stdout: string) => (JSON.parse(stdout) as { resources: { name: string }[] }).resources.map(({ name }) => name);

  before(async () => {
    lago = await startLago({ data: makeCompany({ customers: 3, months: 2 }), apiKey: KEY });
    desk = await newDesk(lago.url);
  });
  after(async () => {
    await desk.remove();
    await lago.close();
  });

  it("says what is loaded and where to, for other commands as well; variables of the environment and .env stand in it", async () => {
    write("destination: ${NAME_OF_IT}\nschema: ${SCHEMA_OF_IT:-billing}\nresources: ['tax*', add_ons, coupons]\nexclude: coupons\nmax_age: 3d\n");
    const env = { NAME_OF_IT: "mine.duckdb" };
    const { code, stdout, stderr } = await desk.run(["load", "--json"], env);
    assert.equal(code, 0, stderr);
    assert.deepEqual(loaded(stdout), ["taxes", "add_ons"]);
    assert.match(stderr, /^Settings of lago-loader\.yaml: destination, resources, schema, exclude, max_age\.$/m);
    assert.match((await desk.run(["query", "SELECT count(*) FROM billing.taxes"], env)).stdout, /^ *[34]$/m);
  });

  it("yields to what is typed, to the environment, and to .env", async () => {
    write("destination: of-the-file.duckdb\nresources: [taxes]\nexclude: [coupons]\nlog_format: json\n");
    assert.deepEqual(loaded((await desk.run(["load", "coupons", "--json", "--to", "typed.duckdb"])).stdout), ["coupons"]);
    assert.ok(!existsSync(join(desk.folder, "of-the-file.duckdb")));
    await desk.run(["load", "--select", "coupons,taxes", "--json"], { LAGO_DESTINATION: "of-the-environment.duckdb" });
    assert.ok(existsSync(join(desk.folder, "of-the-environment.duckdb")));
    write("LAGO_DESTINATION=of-dot-env.duckdb\n", ".env");
    assert.match((await desk.run(["load", "--json", "--log-format", "text"])).stderr, /^1\/1 taxes: \d rows/m);
    assert.ok(existsSync(join(desk.folder, "of-dot-env.duckdb")));
    write("", ".env");
    await desk.run(["load", "--json"]);
    assert.ok(existsSync(join(desk.folder, "of-the-file.duckdb")));
  });

  it("has a schedule, which --once and a dry run leave out", async () => {
    write("destination: scheduled.duckdb\nresources: [taxes]\nschedule: { every: 1h, listen: 0 }\n");
    assert.equal((await desk.run(["load", "--once"])).code, 0);
    assert.match((await desk.run(["load", "--dry-run"])).stdout, /Nothing was written/);
    const running = desk.start(["load"]);
    await running.said("Next load at");
    running.child.kill("SIGTERM");
    const { code, stderr } = await running.ended;
    assert.equal(code, 0);
    assert.match(stderr, /Listening on http:\/\/127\.0\.0\.1:\d+/);
  });

  it("is found by --config, and otherwise in the folder only", async () => {
    write("");
    write("resources: [coupons]\ndestination: named.duckdb\n", "other.yaml");
    assert.deepEqual(loaded((await desk.run(["load", "--config", "other.yaml", "--json"])).stdout), ["coupons"]);
    const { code, stderr } = await desk.run(["--config", "missing.yaml", "load"]);
    assert.equal(code, 2);
    assert.match(stderr, /missing\.yaml cannot be read \(ENOENT\)/);
  });

  it("refuses what it does not know, and says what may be meant", async () => {
    const cases = [
      ["resorces: [taxes]", /there is no key "resorces"\. Did you mean resources\?/],
      ["every: 15m", /there is no key "every"\. Did you mean schedule\.every\?/],
      ["schedule: { evry: 15m }", /there is no key "schedule\.evry"\. Did you mean schedule\.every\?/],
      ["max-age: 7d", /there is no key "max-age"\. Did you mean max_age\?/],
      ["api_key: abc", /the key and its address do not belong in this file/],
      ["resources: { a: 1 }", /resources must be a text, a number, true or false, or a list/],
      ["- taxes", /The file must have keys/],
      ["resources: [taxes", /file\.yaml, line \d+: .*The file must be YAML/],
      ["schema: a\nschema: b", /line 2: duplicated mapping key/],
      ["schema: ${NOT_SET_HERE}", /the variable NOT_SET_HERE is not set/],
      ["schema: ${LAGO_API_KEY}", /the key is not put into this file/],
      ["schema: ${a b}", /"\$\{a b\}" is no variable/],
    ] as const;
    const path = join(desk.folder, "file.yaml");
    for (const [text, message] of cases) {
      write(text, "file.yaml");
      await assert.rejects(readConfig({ path, named: false }, new Set()), message, text);
    }
  });

  it("refuses the values that its flags refuse", () => {
    const command = new Command();
    addLoad(command);
    const flags = new Map(command.commands[0]!.options.map((option) => [option.attributeName(), option]));
    const cases = [
      ["maxAge", "seven", /max_age is "seven"\. Give a number of days/],
      ["maxAge", ["1d", "2d"], /Give one value/],
      ["concurrency", 0, /Give a whole number above 0/],
      ["concurrency", true, /Give a value, not true or false/],
      ["region", "mars", /Give us or eu/],
      ["indexes", "maybe", /Write true or false/],
    ] as const;
    for (const [flag, value, message] of cases) assert.throws(() => toFlag(flags.get(flag)!, value, "max_age"), message);
    for (const { flag } of [...Object.values(KEYS), ...Object.values(SCHEDULE_KEYS)]) assert.ok(flag === undefined || flags.has(flag), flag);
    for (const { unless = [] } of [...Object.values(KEYS), ...Object.values(SCHEDULE_KEYS)]) for (const flag of unless) assert.ok(flags.has(flag), flag);
  });

  it("that was not named takes no secret of the environment along to its address", async () => {
    write("destination: postgres://loader@127.0.0.1:1/billing\n");
    const refused = await desk.run(["status"], { PGPASSWORD: PASSWORD });
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /PGPASSWORD comes from elsewhere than the destination, which stands in lago-loader\.yaml/);
    const named = await desk.run(["status", "--config", "lago-loader.yaml"], { PGPASSWORD: PASSWORD });
    assert.equal(named.code, 6, named.stderr);
    write("destination: postgres://loader@127.0.0.1:1/${SOMETHING}\n");
    const mixed = await desk.run(["status"], { SOMETHING: PASSWORD });
    assert.equal(mixed.code, 2);
    assert.match(mixed.stderr, /SOMETHING comes from the environment, the rest of the address from a file that lies in this folder/);
  });
});
