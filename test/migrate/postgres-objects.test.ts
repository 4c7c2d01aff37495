import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import { newDatabase } from "../databases.ts";
import { load, rowsOf } from "../runtime/destinations/loads.ts";
import { id, INTEGER, list, make, type Made, shop, TEXT } from "./versions.ts";

/** What a person puts on the loader's tables: how, and a query that shows whether it is there and as it was. */
const OBJECTS: Readonly<Record<string, readonly [create: string, look: string]>> = {
  "a view, with its owner, options, comment and rights": [
    "CREATE VIEW report WITH (security_barrier) AS SELECT number, code FROM orders; ALTER VIEW report OWNER TO ROLE_; COMMENT ON VIEW report IS 'mine'; GRANT SELECT ON report TO ROLE_ WITH GRANT OPTION; GRANT SELECT ON report TO PUBLIC",
    "SELECT pg_get_userbyid(relowner), reloptions::text, obj_description(oid, 'pg_class'), relacl::text, pg_get_viewdef(oid) FROM pg_class WHERE oid = 'report'::regclass",
  ],
  "a view of a view": ["CREATE VIEW lower AS SELECT number FROM orders; CREATE VIEW upper AS SELECT number FROM lower", "SELECT number::text FROM upper"],
  "a view of two tables": ["CREATE VIEW joined AS SELECT number, sku FROM orders JOIN orders__lines ON lago_id = _root_lago_id", "SELECT number::text, sku FROM joined"],
  "a view of a table and of a view of another": ["CREATE VIEW parts AS SELECT _root_lago_id AS part_of, sku FROM orders__lines; CREATE VIEW all_parts AS SELECT number, sku FROM orders JOIN parts ON part_of = lago_id", "SELECT number::text, sku FROM all_parts"],
  "a materialized view with an index": ["CREATE MATERIALIZED VIEW summed AS SELECT number, count(*) AS n FROM orders GROUP BY 1; CREATE UNIQUE INDEX summed_number ON summed (number)", "SELECT number::text, n, (SELECT count(*) FROM pg_indexes WHERE indexname = 'summed_number' AND schemaname = current_schema()) FROM summed"],
  "a materialized view without data": ["CREATE MATERIALIZED VIEW later AS SELECT number FROM orders WITH NO DATA", "SELECT relispopulated FROM pg_class WHERE oid = 'later'::regclass"],
  "row-level security and its policies": ["ALTER TABLE orders ENABLE ROW LEVEL SECURITY; CREATE POLICY mine_only ON orders AS RESTRICTIVE FOR SELECT TO ROLE_ USING (number > 0)", "SELECT polname, polcmd, polpermissive, polroles::regrole[]::text, relrowsecurity FROM pg_policy JOIN pg_class c ON c.oid = polrelid WHERE polrelid = 'orders'::regclass"],
  "a trigger, also one that is switched off": [
    "CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER one BEFORE UPDATE OF number ON orders FOR EACH ROW WHEN (NEW.number > 3) EXECUTE FUNCTION nothing(); ALTER TABLE orders DISABLE TRIGGER one",
    "SELECT tgname, tgenabled FROM pg_trigger WHERE tgrelid = 'orders'::regclass AND NOT tgisinternal",
  ],
  "a generated column": ["ALTER TABLE orders ADD COLUMN doubled numeric GENERATED ALWAYS AS (number * 2) STORED", "SELECT doubled FROM orders"],
  "a check": ["ALTER TABLE orders ADD CONSTRAINT positive CHECK (number > 0)", "SELECT conname FROM pg_constraint WHERE conname = 'positive' AND connamespace = current_schema()::regnamespace"],
  "a unique constraint": ["ALTER TABLE orders ADD CONSTRAINT once UNIQUE (code)", "SELECT conname FROM pg_constraint WHERE conname = 'once' AND connamespace = current_schema()::regnamespace"],
  "an index": ["CREATE INDEX mine ON orders (number) WHERE code <> ''", "SELECT count(*) FROM pg_indexes WHERE indexname = 'mine' AND tablename = 'orders' AND schemaname = current_schema()"],
  "rights on the table and on a column": [
    "GRANT SELECT ON orders TO ROLE_; GRANT UPDATE (code) ON orders TO ROLE_; GRANT SELECT ON orders__lines TO PUBLIC",
    "SELECT has_table_privilege('ROLE_', 'orders', 'SELECT'), has_column_privilege('ROLE_', 'orders', 'code', 'UPDATE'), has_column_privilege('ROLE_', 'orders', 'number', 'UPDATE'), has_table_privilege('ROLE_', 'orders__lines', 'SELECT')",
  ],
  "its owner": ["ALTER TABLE orders OWNER TO ROLE_", "SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'orders'::regclass"],
  "extended statistics": ["CREATE STATISTICS both_columns ON number, code FROM orders", "SELECT count(*) FROM pg_statistic_ext WHERE stxrelid = 'orders'::regclass"],
  "a publication": ["CREATE PUBLICATION pub_ROLE_ FOR TABLE orders (lago_id, code) WHERE (code <> '')", "SELECT array_length(prattrs, 1), pg_get_expr(prqual, prrelid) FROM pg_publication_rel WHERE prrelid = 'orders'::regclass"],
};

const old = make(shop({ number: INTEGER, code: TEXT, lines: list({ sku: TEXT }) }));
const CHANGES: Readonly<Record<string, Made>> = {
  "a column that gets another type": make(shop({ number: { type: "string", format: "decimal", pattern: "^[0-9]+.?[0-9]*$" }, code: TEXT, lines: list({ sku: TEXT }) })),
  "a table that gets another key": make(shop({ number: INTEGER, code: TEXT, lines: list({ sku: TEXT }) }, { "x-primary-key": ["code"] })),
};

describe("in Postgres, what people have put on the tables is as it was behind", () => {
  for (const [change, now] of Object.entries(CHANGES)) {
    it(change, async (t) => {
      const { migrate, rows, run } = await newOrders(t);
      const look = async () => {
        const found: Record<string, unknown> = {};
        for (const [what, [, query]] of Object.entries(OBJECTS)) found[what] = await rows(query);
        return found;
      };
      for (const [create] of Object.values(OBJECTS)) await run(create);
      const before = await look();
      const { failures, statements } = await migrate(now);
      assert.deepEqual(failures, {});
      assert.ok(statements.length > 0);
      assert.deepEqual(await look(), before);
      assert.deepEqual((await migrate(now)).statements, []);
    });
  }
});

describe("in Postgres, what no longer fits or cannot be taken away", () => {
  const text = make(shop({ number: TEXT, code: TEXT, lines: list({ sku: TEXT }) }));
  const UNFIT: readonly (readonly [what: string, create: string, now: Made, reason: RegExp])[] = [
    ["a view", "CREATE VIEW report AS SELECT number + 1 AS next FROM orders", text, /the view \w+\.report does not fit the table orders any more: .*Drop the view \w+\.report, run `lago-loader migrate`/],
    ["a check", "ALTER TABLE orders ADD CONSTRAINT positive CHECK (number > 0)", text, /the constraint positive of orders does not fit the table orders any more/],
    ["a generated column", "ALTER TABLE orders ADD COLUMN doubled bigint GENERATED ALWAYS AS (number * 2) STORED", text, /the generated column orders\.doubled does not fit/],
    ["a foreign key", `CREATE TABLE notes (lago_id uuid REFERENCES orders (lago_id)); INSERT INTO notes VALUES ('${id(1)}')`, CHANGES["a table that gets another key"]!, /the constraint notes_lago_id_fkey of notes does not fit the table orders any more: .*unique/],
    ["a table whose rows have the type of the loader's", "CREATE TABLE kept (whole orders)", CHANGES["a table that gets another key"]!, /depend.*kept|kept.*depend/],
  ];
  for (const [what, create, now, reason] of UNFIT) {
    it(`is named, and all is as it was: ${what}`, async (t) => {
      const { migrate, rows, run } = await newOrders(t);
      await run(create);
      const { failures } = await migrate(now);
      assert.match(failures["orders"] ?? "", reason);
      assert.deepEqual(await rows("SELECT pg_typeof(number)::text, number, sku FROM orders JOIN orders__lines ON lago_id = _root_lago_id"), [["bigint", "12", "x"]]);
    });
  }
});

async function newOrders(t: TestContext) {
  const database = await newDatabase("postgres");
  const destination = await database.open();
  const role = `${database.schema}_role`;
  await destination.query(`CREATE ROLE ${role}; GRANT USAGE, CREATE ON SCHEMA ${database.schema} TO ${role}`);
  t.after(async () => {
    await destination.query(`DROP PUBLICATION IF EXISTS pub_${role}; REASSIGN OWNED BY ${role} TO CURRENT_USER; DROP OWNED BY ${role}; DROP ROLE ${role}`);
    await destination.close();
    await database.remove();
  });
  await destination.migrate(old.resources);
  await load(destination, old.resources[0]!, [{ records: [{ lago_id: id(1), number: 12, code: "a", lines: [{ sku: "x" }] }] }]);
  const named = (sql: string) => sql.replaceAll("ROLE_", () => role);
  return {
    run: (sql: string) => destination.query(named(sql)),
    rows: (sql: string) => rowsOf(destination, named(sql)),
    migrate: async ({ resources }: Made) => {
      const failures: Record<string, string> = {};
      return { ...(await destination.migrate(resources, { onFailed: (name, reason) => void (failures[name] = reason) })), failures };
    },
  };
}
