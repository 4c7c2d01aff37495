import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { accessSync, constants, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { parseYaml, stringifyDocument } from "../../generator/spec/document.ts";
import type { Document } from "../../generator/spec/types.ts";
import { INTEGER, shop, TEXT } from "../migrate/versions.ts";
import { newProject } from "./project.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const project = newProject(shop({ code: TEXT }));
after(() => project.remove());

/** Stands in for GitHub's command: writes down what it was asked, and the body; answers what `ANSWER` says. */
const bin = join(project.folder, "bin");
mkdirSync(bin);
writeFileSync(join(bin, "gh"), `#!/usr/bin/env bash\necho "$*" >>"$LOG"\n[ "$1 $2" = "pr list" ] || [ "$2" = "--paginate" ] && echo "$ANSWER"\nexit 0\n`, { mode: 0o755 });
const remote = join(project.folder, "remote.git");
execFileSync("git", ["init", "--quiet", "--bare", remote]);
project.git("remote", "add", "origin", remote);

describe("a pull request that follows Lago", () => {
  it("has a report, which says where nothing has changed", () => {
    assert.equal(writeReport("HEAD").report, "<!-- schema changes -->\n### HEAD → the working tree: no changes to tables and loads\n");
  });

  it("has a report of what a new document changes, as annotations and in the summary as well", () => {
    project.write(shop({ code: TEXT, total: INTEGER }));
    const { report, log, summary } = writeReport("HEAD");
    assert.match(report, /ALTER TABLE orders ADD COLUMN total BIGINT; -- Postgres: bigint/);
    assert.match(log, /^::notice file=generated\/orders\/orders\.ts,title=column-added::/m);
    assert.equal(summary, report);
  });

  it("fails where it cannot compare", () => {
    assert.notEqual(run("write-report", ["no-such-commit", "report.md"]).status, 0);
  });

  it("is opened once and then updated, from a branch that is main and one commit", () => {
    assert.equal(writeUpdate().outputs, "changed=true\ngenerated=true\n");
    const opened = propose({ ANSWER: "", TESTS: "success" });
    assert.match(opened.asked, /^auth setup-git\n/);
    assert.match(opened.asked, /^pr create --head spec-update --title Follow Lago \d+\.\d+\.\d+ --body-file update\/report\.md$/m);
    assert.match(opened.body, /^<!-- schema changes -->\n### HEAD → the working tree: 1 info\n[^]*\nThe tests pass: https:\/\/example\.com\/run\n$/);
    toMain();
    project.write(shop({ code: TEXT, total: INTEGER, note: TEXT }));
    writeUpdate();
    const updated = propose({ ANSWER: "7", TESTS: "failure" });
    assert.match(updated.asked, /^pr edit 7 --title Follow Lago \S+ --body-file update\/report\.md$/m);
    assert.match(updated.body, /\*\*The tests fail\*\*/);
    assert.equal(project.git("rev-list", "--count", "main..origin/spec-update").trim(), "1");
    const changed = project.git("diff", "--name-only", "main", "origin/spec-update").trim().split("\n");
    assert.ok(changed.includes("spec/openapi.yaml") && changed.includes("generated/orders/orders.ts"));
    assert.ok(changed.every((file) => /^(spec|generated)\//.test(file)), changed.join());
  });

  it("is opened with what the generator says where the overlay no longer matches the document", () => {
    toMain();
    writeFileSync(join(project.folder, "spec/overlay.yaml"), 'overlay: 1.0.0\ninfo: { title: Shop, version: 1.0.0 }\nactions:\n  - { target: "$.paths[\'/fees\']", description: "Why", update: { x: 1 } }\n');
    commit("An overlay");
    assert.equal(update(shop({ code: TEXT, total: INTEGER })).outputs, "changed=true\ngenerated=false\n");
    const { body } = propose({ ANSWER: "", TESTS: "" });
    assert.match(body, /The generator stops at this document/);
    assert.match(body, /overlay-action-matches-nothing/);
    assert.match(body, /\*\*Nothing was tested\*\*: https:\/\/example\.com\/run\n$/);
    assert.deepEqual(project.git("diff", "--name-only", "main", "origin/spec-update").trim().split("\n"), ["spec/README.md", "spec/openapi.yaml"]);
  });

  it("is opened with the name of a list that is gone", () => {
    toMain();
    writeFileSync(join(project.folder, "spec/overlay.yaml"), "overlay: 1.0.0\ninfo: { title: Shop, version: 1.0.0 }\nactions: []\n");
    mkdirSync(join(project.folder, "generated/orders"));
    writeFileSync(join(project.folder, "generated/orders/orders.ts"), "export const orders: Resource<List> = {\n");
    project.git("add", "generated");
    commit("A list");
    assert.equal(update(shop({ code: TEXT }, {}, "/sales")).outputs, "changed=true\ngenerated=false\n");
    const { body } = propose({ ANSWER: "", TESTS: "" });
    assert.match(body, /error list-removed\n {2}The list orders was there and is gone/);
  });

  it("takes nothing of a patch but spec/ and what is generated", () => {
    toMain();
    mkdirSync(join(project.folder, "update"), { recursive: true });
    const add = (file: string) => `diff --git a/${file} b/${file}\nnew file mode 100755\n--- /dev/null\n+++ b/${file}\n@@ -0,0 +1 @@\n+x\n`;
    writeFileSync(join(project.folder, "update/patch"), ["generated/good", "skills/lago-billing-sql/SKILL.md", "skills/lago-billing-sql/references/tables/good.md", ".github/scripts/evil", "spec/good"].map(add).join(""));
    writeFileSync(join(project.folder, "update/title"), "Follow Lago 9.9.9 `rm` $(x)\n");
    writeFileSync(join(project.folder, "update/report.md"), "");
    const { asked } = propose({ ANSWER: "" });
    assert.match(asked, /--title Follow Lago 9\.9\.9 rm x /);
    assert.deepEqual(project.git("diff", "--name-only", "main", "origin/spec-update").trim().split("\n"), ["generated/good", "skills/lago-billing-sql/references/tables/good.md", "spec/good"]);
  });

  it("has one comment, which is updated", () => {
    assert.match(run("comment-report", ["12", "report.md"], { ANSWER: "" }).asked, /^api --method POST repos\/\{owner\}\/\{repo\}\/issues\/12\/comments --field body=@report\.md --silent$/m);
    assert.match(run("comment-report", ["12", "report.md"], { ANSWER: "99" }).asked, /^api --method PATCH repos\/\{owner\}\/\{repo\}\/issues\/comments\/99 --field body=@report\.md --silent$/m);
  });
});

describe("a workflow", () => {
  for (const name of readdirSync(join(root, ".github/workflows"))) {
    const text = readFileSync(join(root, ".github/workflows", name), "utf8");
    const { permissions, jobs } = parseYaml(text, name) as { permissions?: Record<string, string>; jobs: Record<string, Job> };
    const commands = Object.values(jobs).flatMap(({ steps, strategy }) => [...steps.flatMap(({ run }) => run ?? []), ...(strategy?.matrix["script"] ?? []).map((script) => `npm run ${script}`)]);

    it(`${name} says what it may do and how long it may take`, () => {
      assert.deepEqual(Object.keys(permissions ?? jobs), name === "ci.yml" ? ["contents"] : []);
      for (const job of Object.values(jobs)) assert.ok(job["timeout-minutes"] > 0);
    });

    it(`${name} runs no action but the one that was read: by its commit, with the version beside it`, () => {
      const uses = text.split("\n").filter((line) => /\buses:/.test(line));
      assert.ok(uses.length > 0);
      for (const line of uses) assert.match(line, /^ *(- )?uses: actions\/[a-z-]+@[\da-f]{40} # v\d+\.\d+\.\d+$/);
    });

    it(`${name} lets no job that may write install packages or run what was changed, and leaves no token in a file`, () => {
      for (const { permissions: own, steps } of Object.values(jobs)) {
        const writes = Object.values(own ?? permissions ?? {}).includes("write");
        const runs = steps.flatMap(({ run }) => run ?? []);
        if (writes) for (const command of runs) assert.match(command, /^\.github\/scripts\/(comment-report|propose-update|publish-package|push-image)( |$)/);
        for (const { uses, with: inputs } of steps) if (uses?.startsWith("actions/checkout")) assert.equal(inputs?.["persist-credentials"], false);
      }
    });

    it(`${name} runs only what is there, and puts nothing from outside into a command`, () => {
      const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: Record<string, string> };
      for (const command of commands) {
        assert.doesNotMatch(command, /\$\{\{/);
        const [first, second, third] = command.split(/\s+/);
        if (first !== "npm") accessSync(join(root, first!), constants.X_OK);
        else assert.ok(second === "ci" || (second === "run" ? third! : second!) in scripts, command);
      }
    });
  }
});

function commit(message: string): void {
  project.git("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "--quiet", "--all", "--message", message);
}

/** What the workflow does with a document that Lago has released. */
function update(document: Document) {
  const source = newFile("released.yaml");
  writeFileSync(source, stringifyDocument(document));
  const [command] = readFileSync(join(root, ".github/workflows/spec-update.yml"), "utf8").match(/npm run spec:update.*/)!;
  execFileSync("bash", ["-c", `${command} --from ${source}`], { cwd: project.folder, stdio: "pipe" });
  return writeUpdate();
}

/** As it was before the branch of the pull request, with nothing changed. */
function toMain(): void {
  project.git("reset", "--quiet", "--hard");
  project.git("clean", "--quiet", "--force", "-d", "spec", "generated");
  project.git("switch", "--quiet", "main");
}

function writeUpdate() {
  const outputs = newFile("outputs");
  const { status, log } = run("write-update", ["update"], { GITHUB_OUTPUT: outputs, GITHUB_STEP_SUMMARY: newFile("summary") });
  assert.equal(status, 0, log);
  toMain();
  return { outputs: readFileSync(outputs, "utf8") };
}

interface Job {
  readonly "timeout-minutes": number;
  readonly permissions?: Record<string, string>;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly string[]>> };
  readonly steps: { readonly run?: string; readonly uses?: string; readonly with?: Record<string, unknown> }[];
}

function writeReport(base: string) {
  const summary = newFile("summary");
  const { status, log } = run("write-report", [base, "report.md"], { GITHUB_STEP_SUMMARY: summary });
  assert.equal(status, 0, log);
  return { summary: readFileSync(summary, "utf8"), log, report: readFileSync(join(project.folder, "report.md"), "utf8") };
}

function propose(environment: Record<string, string>) {
  const { status, log, asked } = run("propose-update", ["update"], { RUN: "https://example.com/run", ...environment });
  assert.equal(status, 0, log);
  project.git("fetch", "--quiet", "origin");
  return { asked, body: readFileSync(join(project.folder, "update/report.md"), "utf8") };
}

function run(script: string, args: string[], environment: Record<string, string> = {}) {
  const asked = newFile("asked");
  const env = { ...process.env, PATH: `${bin}:${process.env["PATH"]}`, LOG: asked, ...environment };
  const { status, stdout, stderr } = spawnSync(join(project.folder, ".github/scripts", script), args, { cwd: project.folder, env, encoding: "utf8" });
  return { status, log: stdout + stderr, asked: readFileSync(asked, "utf8") };
}

/** Outside of what git looks at. */
function newFile(name: string): string {
  const path = join(project.folder, ".git", name);
  writeFileSync(path, "");
  return path;
}
