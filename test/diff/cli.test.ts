import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { stringifyDocument } from "../../generator/spec/document.ts";
import { INTEGER, shop, TEXT } from "../migrate/versions.ts";
import { newProject } from "./project.ts";

const project = newProject(shop({ code: TEXT }));
after(() => project.remove());
const { write } = project;

describe("npm run diff", () => {
  it("exits with 0 where nothing has changed since main", () => {
    write(shop({ code: TEXT }));
    const { status, stdout } = diff();
    assert.deepEqual([status, stdout], [0, "No changes from main to the working tree.\n"]);
  });

  it("exits with 5 where something has, or only for what is serious", () => {
    write(shop({ code: TEXT, total: INTEGER }));
    assert.equal(diff().status, 5);
    assert.equal(diff("--fail-on", "error").status, 0);
    write(shop({}));
    assert.equal(diff("main", "--fail-on", "error").status, 5);
  });

  it("takes a file, and prints JSON", () => {
    write(shop({ code: TEXT, total: INTEGER }));
    const file = join(project.folder, "other.yaml");
    writeFileSync(file, stringifyDocument(shop({ code: TEXT })));
    const { changes } = JSON.parse(diff(file, "--format", "json").stdout) as { changes: { rule: string; table: string; column: string }[] };
    assert.deepEqual(changes.map(({ rule, table, column }) => [rule, table, column]), [["column-added", "orders", "total"]]);
  });

  it("never takes what it cannot compare for what has not changed", () => {
    write(shop({ code: TEXT }));
    const unknown = diff("no-such-branch");
    assert.deepEqual([unknown.status, unknown.stdout], [1, ""]);
    assert.match(unknown.stderr, /no-such-branch is no version, file or address/);
    write(shop({ code: TEXT }, { "x-default-query": { unknown: "1" } }));
    const broken = diff();
    assert.deepEqual([broken.status, broken.stdout], [1, ""]);
    assert.match(broken.stderr, /the working tree cannot be compared:\nerror filter-unknown/);
    writeFileSync(join(project.folder, "spec/openapi.yaml"), "not: [yaml");
    assert.equal(diff().status, 1);
  });

  it("writes the page about its rules", () => {
    write(shop({ code: TEXT }));
    assert.equal(diff("--docs").status, 0);
    assert.match(readFileSync(join(project.folder, "docs/schema-changes.md"), "utf8"), /^# Schema changes/);
  });
});

function diff(...args: string[]) {
  return spawnSync(process.execPath, [join(project.folder, "generator/start.js"), "diff", ...args], { cwd: project.folder, encoding: "utf8" });
}
