import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { ROOT } from "../built.ts";

const SKILL = ".claude/skills/lago-billing-sql";

/** Files that a project has before: other servers, comments, rules of its own. */
const BEFORE = {
  ".mcp.json": '{\n  // ours\n  "mcpServers": { "github": { "command": "gh-mcp" } }\n}\n',
  ".claude/settings.json": '{"permissions": {"allow": ["Bash(ls)"]}}',
  "CLAUDE.md": "# Rules\r\n\r\nBe brief.",
  ".cursor/mcp.json": '{\n\t"mcpServers": {\n\t\t"x": {}\n\t}\n}\n',
  ".cursorignore": "dist\n",
  ".codex/config.toml": 'model = "m" # the good one\n\n[mcp_servers.github]\ncommand = "gh-mcp"\n',
  "AGENTS.md": "# For agents\n",
};

describe("lago-loader agents", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "lago-loader-agents-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (files: Record<string, string>) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  };
  const read = (path: string) => readFileSync(join(folder, path), "utf8");
  const readAll = () => Object.fromEntries(readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.path, entry.name)).sort().map((file) => [file.slice(folder.length + 1), readFileSync(file, "utf8")]));
  /** From its source: no build is needed. There is no network, no key and no database. */
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", import.meta.resolve("tsx"), join(ROOT, "runtime/cli/cli.ts"), "agents", ...args], { cwd: folder, encoding: "utf8", env: { PATH: process.env["PATH"] } });
    return { status, stdout, stderr };
  };

  it("adds to what is there; a second run changes nothing, and --remove restores every byte", () => {
    write(BEFORE);
    assert.equal(run().status, 0);
    const after = readAll();
    assert.match(after[".mcp.json"]!, /\/\/ ours[^]*gh-mcp[^]*"lago": \{/);
    assert.deepEqual(JSON.parse(after[".cursor/mcp.json"]!).mcpServers.lago, { command: "npx", args: ["--no-install", "lago-loader", "mcp"] });
    assert.match(after[".codex/config.toml"]!, /^model = "m" # the good one[^]*\[mcp_servers\.lago\]\ncommand = "npx"\nargs = \["--no-install", "lago-loader", "mcp"\]$/m);
    assert.match(after["AGENTS.md"]!, /^# For agents\n\n<!-- lago-loader: begin [0-9a-f]{8} -->[^]*lago-billing-sql/);
    assert.match(after["CLAUDE.md"]!, /Be brief\.\r\n\r\n<!--[^]*\r\n@AGENTS\.md\r\n<!--/);
    for (const skills of [".claude/skills", ".cursor/skills", ".agents/skills"]) {
      assert.equal(after[`${skills}/lago-billing-sql/SKILL.md`], readFileSync(join(ROOT, "skills/lago-billing-sql/SKILL.md"), "utf8"));
      assert.ok(after[`${skills}/lago-billing-sql/references/tables/invoices.md`]);
    }
    const second = run();
    assert.deepEqual(readAll(), after);
    assert.doesNotMatch(second.stdout, /^(created|changed|left)/m);
    run("--remove");
    assert.deepEqual(readAll(), BEFORE);
  });

  it("makes what is not there, and leaves an empty folder behind when that is taken out", () => {
    assert.match(run("claude", "cursor", "codex").stdout, /^created +\.mcp\.json$/m);
    assert.equal(run("--remove").status, 0);
    assert.deepEqual(readdirSync(folder), []);
    const { status, stderr } = run();
    assert.equal(status, 2);
    assert.match(stderr, /No agent has files in this folder\. Name one/);
  });

  it("leaves alone what a person has changed, says so, and keeps it when the rest is taken out", () => {
    run("claude");
    write({ [`${SKILL}/SKILL.md`]: "mine", "AGENTS.md": read("AGENTS.md").replace("Do not open", "You may open"), ".mcp.json": read(".mcp.json").replace('"mcp"', '"mcp", "--hide-personal"') });
    const changed = readAll();
    const { stdout } = run();
    assert.deepEqual(readAll(), changed);
    assert.match(stdout, /^left +\.mcp\.json +mcpServers\.lago is there already, with other settings$/m);
    assert.match(stdout, /^left +\.claude\/skills\/lago-billing-sql\/SKILL\.md +it was changed$/m);
    assert.match(stdout, /^left +AGENTS\.md +the lines between the marks were changed$/m);
    run("--remove");
    assert.deepEqual(Object.keys(readAll()), [`${SKILL}/SKILL.md`, ".mcp.json", "AGENTS.md"].sort());
  });

  it("updates copies of an older version, and removes those that are no longer part of it", () => {
    run("claude");
    const manifest = JSON.parse(read(`${SKILL}/.lago-loader.json`)) as { files: Record<string, string> };
    const ofOld = "2689367b205c16ce32ed4200942b8b8b1e262dfc70d9bc9fbc77c49699a4f1df"; // "ok"
    write({ [`${SKILL}/SKILL.md`]: "ok", [`${SKILL}/old.md`]: "ok", [`${SKILL}/.lago-loader.json`]: JSON.stringify({ files: { ...manifest.files, "SKILL.md": ofOld, "old.md": ofOld, "../../../secret": ofOld } }), secret: "ok" });
    run();
    assert.match(read(`${SKILL}/SKILL.md`), /^---\nname: lago-billing-sql/);
    assert.ok(!(`${SKILL}/old.md` in readAll()));
    assert.equal(read("secret"), "ok");
  });

  it("removes one agent without the lines that the others still read", () => {
    run("claude", "codex");
    run("claude", "--remove");
    assert.deepEqual(readdirSync(folder).sort(), [".agents", ".codex", "AGENTS.md"]);
  });

  it("keeps bytes that it does not understand, and files that it may not write or read; the rest is written", () => {
    write({ ".mcp.json": '\ufeff{"mcpServers": {}, }\r\n' });
    for (const [path, bytes] of [["AGENTS.md", Buffer.from([0xff, 0xfe, 0x41, 0x00])], ["CLAUDE.md", Buffer.from("caf\xe9\n", "latin1")], [".cursorignore", Buffer.from("dist\n")]] as const) writeFileSync(join(folder, path), bytes);
    chmodSync(join(folder, ".cursorignore"), 0o444);
    mkdirSync(join(folder, ".codex/config.toml"), { recursive: true });
    const before = readAll();
    const { status, stdout } = run();
    assert.equal(status, 0);
    for (const [path, why] of [["AGENTS.md", "it is not UTF-8"], ["CLAUDE.md", "it is not UTF-8"], [".cursorignore", "it is read-only"], [".codex/config.toml", "it cannot be read or written (EISDIR)"]] as const) {
      assert.ok(stdout.split("\n").some((line) => /^left +/.test(line) && line.includes(` ${path} `) && line.endsWith(why)), `${path}: ${stdout}`);
    }
    assert.equal(readFileSync(join(folder, "AGENTS.md")).toString("hex"), "fffe4100");
    assert.match(read(".mcp.json"), /^\ufeff\{"mcpServers": \{"lago": [^]*\}, \}\r\n$/);
    run("--remove");
    assert.deepEqual(readAll(), before);
    assert.equal(readFileSync(join(folder, "CLAUDE.md")).toString("latin1"), "caf\xe9\n");
  });

  it("takes CLAUDE.md for AGENTS.md where one is a link to the other", () => {
    write({ "AGENTS.md": "# Rules\n" });
    symlinkSync("AGENTS.md", join(folder, "CLAUDE.md"));
    run("claude");
    const after = readAll();
    assert.equal(after["AGENTS.md"]!.match(/lago-loader: begin/g)!.length, 1);
    assert.doesNotMatch(run("claude").stdout, /^(created|changed|left)/m);
    assert.deepEqual(readAll(), after);
    run("claude", "--remove");
    assert.deepEqual(readAll(), { "AGENTS.md": "# Rules\n" });
    assert.equal(readlinkSync(join(folder, "CLAUDE.md")), "AGENTS.md");
  });

  it("knows a server of Codex however it is written", () => {
    for (const toml of [
      "[mcp_servers]\n# mine\nlago = { command = 'own' }\n",
      "[mcp_servers] # all\r\ngithub = { args = [\r\n  'a',\r\n] }\r\n\"lago\".command = 'own'\r\n",
      "['mcp_servers'.\"lago\"]\ncommand = 'own'\n",
      "[mcp_servers.lago.env]\nA = '1'\n",
      "mcp_servers.lago.command = 'own'\n",
      "mcp_servers = {}\n",
    ]) {
      write({ ".codex/config.toml": toml });
      assert.match(run("codex").stdout, /^left +\.codex\/config\.toml +it is there already, with other settings$/m, toml);
      assert.equal(read(".codex/config.toml"), toml);
    }
    const others = "[mcp_servers]\ngithub = { command = 'x' }\n[profiles]\nlago = 1\n# [mcp_servers.lago]\n";
    write({ ".codex/config.toml": others });
    assert.match(run("codex").stdout, /^changed +\.codex\/config\.toml/m);
  });

  it("writes no password, follows no link out of the folder, and with --print writes nothing", () => {
    const { status, stderr } = run("claude", "--to", "postgres://me:swordfish@db/x");
    assert.equal(status, 2);
    assert.doesNotMatch(stderr, /swordfish/);
    const elsewhere = mkdtempSync(join(tmpdir(), "lago-loader-elsewhere-"));
    symlinkSync(elsewhere, join(folder, ".codex"));
    assert.match(run("codex").stdout, /^left +\.codex\/config\.toml +it is a link that leads out of this folder$/m);
    assert.deepEqual(readdirSync(elsewhere), []);
    rmSync(elsewhere, { recursive: true });
    run("codex", "--remove");
    const before = readAll();
    assert.match(run("claude", "--print", "--to", "postgres://me@db/x").stdout, /^created: \.mcp\.json$[^]*"postgres:\/\/me@db\/x"/m);
    assert.deepEqual(readAll(), before);
  });
});

it("server.json is what the registry of MCP servers checks the package against", () => {
  const readJson = (path: string) => JSON.parse(readFileSync(join(ROOT, path), "utf8"));
  const { name, version, mcpName } = readJson("package.json");
  const server = readJson("server.json");
  assert.deepEqual([server.name, server.version], [mcpName, version]);
  assert.deepEqual(server.packages.map((each: Record<string, unknown>) => [each["registryType"], each["identifier"], each["version"]]), [["npm", name, version]]);
  assert.ok(server.description.length <= 100);
});
