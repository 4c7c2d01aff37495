import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { taxes } from "../../generated/index.ts";
import type { Migration } from "../../runtime/migrate/migration.ts";
import { DIALECTS, newDatabase } from "../databases.ts";
import { load } from "../runtime/destinations/loads.ts";
import { sampleRecord } from "../sample-record.ts";

const cli = fileURLToPath(new URL("../../runtime/cli/cli.ts", import.meta.url));

for (const dialect of DIALECTS) {
  describe(`lago-loader migrate, with ${dialect}`, () => {
    it("says what it would do and what it did, and refuses where a newer one has been", async () => {
      const database = await newDatabase(dialect);
      const migrate = (...args: string[]) => {
        const command = ["--import", "tsx/esm", cli, "migrate", "--to", database.address, "--schema", database.schema, ...args];
        const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: "utf8" });
        return { status, stdout, stderr };
      };
      const query = async (sql: string) => {
        const destination = await database.open();
        await destination.query(sql).finally(() => destination.close());
      };
      try {
        const destination = await database.open();
        await load(destination, taxes, [{ records: [sampleRecord(taxes, 1)] }]);
        await destination.close();
        await query("ALTER TABLE taxes DROP COLUMN code");
        await query("ALTER TABLE taxes ADD COLUMN old text");
        await query(`UPDATE taxes SET _extra = '{"code":"vat"}'`);

        const tried = migrate("--dry-run");
        assert.equal(tried.status, 0, tried.stderr);
        assert.match(tried.stdout, /^ALTER TABLE "taxes" ADD COLUMN "code" (VARCHAR|text);\n[^]*\nMoved from _extra:\n {2}taxes\.code +1\n[^]*in the OpenAPI spec, and kept:\n {2}taxes\.old\n[^]* was not changed\.\n$/);
        const { statements, moved, orphans } = JSON.parse(migrate("--json").stdout) as Migration;
        assert.deepEqual([statements.length, moved, orphans], [2, { "taxes.code": 1 }, ["taxes.old"]]);

        await query("UPDATE _migrations SET to_version = '999.0.0'");
        const refused = migrate();
        assert.equal(refused.status, 6);
        assert.match(refused.stderr, /was loaded by lago-loader 999\.0\.0/);
      } finally {
        await database.remove();
      }
    });
  });
}
