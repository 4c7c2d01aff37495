import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { stringifyDocument } from "../../generator/spec/document.ts";
import type { Document } from "../../generator/spec/types.ts";
import { INTEGER, shop, TEXT } from "../migrate/versions.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** A project like this one, with a small document and a history of its own. */
let project: string;
before(() => {
  project = mkdtempSync(join(tmpdir(), "lago-loader-diff-"));
  for (const name of ["generator", "runtime", "templates", "package.json", "tsconfig.json"]) cpSync(join(root, name), join(project, name), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(project, "node_modules"));
  cpSync(join(root, "spec"), join(project, "spec"), { recursive: true });
  writeFileSync(join(project, "spec/overlay.yaml"), "overlay: 1.0.0\ninfo: { title: Shop, version: 1.0.0 }\nactions: []\n");
  write(shop({ code: TEXT }));
  git("init", "--quiet", "--initial-branch", "main");
  git("add", "spec");
  git("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "--quiet", "--message", "Begin");
});
after(() => rmSync(project, { recursive: true }));

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
    const file = join(project, "other.yaml");
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
    writeFileSync(join(project, "spec/openapi.yaml"), "not: [yaml");
    assert.equal(diff().status, 1);
  });

  it("writes the page about its rules", () => {
    write(shop({ code: TEXT }));
    assert.equal(diff("--docs").status, 0);
    assert.match(readFileSync(join(project, "docs/schema-changes.md"), "utf8"), /^# Schema changes/);
  });
});

function git(...args: string[]): void {
  execFileSync("git", args, { cwd: project });
}

function write(document: Document): void {
  writeFileSync(join(project, "spec/openapi.yaml"), stringifyDocument(document));
}

function diff(...args: string[]) {
  return spawnSync(process.execPath, ["--import", "tsx/esm", join(project, "generator/cli.ts"), "diff", ...args], { cwd: project, encoding: "utf8" });
}
