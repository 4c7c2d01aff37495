import assert from "node:assert/strict";
import { chmod, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, afterEach, before, describe, it } from "node:test";
import type { Lago } from "../lago/server.ts";
import { startBooks } from "../load/add-on-books.ts";
import { type Desk, KEY, newDesk, PASSWORD } from "./command-line.ts";

describe("settings", () => {
  let lago: Lago;
  let desk: Desk;
  const file = (name: string) => join(desk.folder, name);
  /** Nothing of the desk's own environment. */
  const bare = { LAGO_API_KEY: undefined, LAGO_API_URL: undefined };
  const load = (env: Record<string, string | undefined> = bare, args: readonly string[] = []) => desk.run(["load", "add_ons", ...args], env);

  before(async () => {
    lago = await startBooks(3, { apiKey: KEY });
    desk = await newDesk(lago.url);
  });
  after(async () => {
    await desk.remove();
    await lago.close();
  });
  afterEach(() => rm(file(".env"), { recursive: true, force: true }));

  const dotenv = () => `LAGO_API_KEY=${KEY}\nLAGO_API_URL=${lago.url}\n`;
  const encodings: readonly [what: string, encode: (text: string) => Buffer | string][] = [
    ["UTF-8", (text) => text],
    ["UTF-8 with a byte order mark", (text) => `\ufeff${text}`],
    ["UTF-16, as Windows PowerShell writes it", (text) => Buffer.from(`\ufeff${text}`, "utf16le")],
    ["UTF-16, big-endian", (text) => Buffer.from(`\ufeff${text}`, "utf16le").swap16()],
    ["lines of Windows, quotes and export", (text) => text.replace(/^(\w+)=(.*)$/gm, 'export $1="$2"').replaceAll("\n", "\r\n")],
  ];
  for (const [what, encode] of encodings) {
    it(`reads a .env in ${what}`, async () => {
      await writeFile(file(".env"), encode(dotenv()));
      const { code, stderr } = await load();
      assert.equal(code, 0, stderr);
      assert.match(stderr, /^Reading from http:\/\/127\.0\.0\.1:\d+\/api\/v1 with LAGO_API_KEY of \.env\.$/m);
    });
  }

  it("says that a .env is not text", async () => {
    await writeFile(file(".env"), Buffer.from("LAGO_API_KEY=x", "utf16le"));
    assert.match((await load()).stderr, /^The file \.env is not text in UTF-8\. Save it as UTF-8, or remove it\.$/m);
  });

  it("says that .env is a folder, and uses the environment", async () => {
    await mkdir(file(".env"));
    const { code, stderr } = await load({});
    assert.equal(code, 0);
    assert.match(stderr, /^\.env is a folder, not a file: nothing is read from it\.$/m);
  });

  it("takes LAGO_* and PG* from .env, and nothing of the process or of other programs", async () => {
    await writeFile(file(".env"), `${dotenv()}NODE_TLS_REJECT_UNAUTHORIZED=0\nHTTPS_PROXY=http://127.0.0.1:1\nPATH=/nowhere\n`);
    const { code, stderr } = await load();
    assert.equal(code, 0, stderr);
    assert.match(stderr, /^HTTPS_PROXY, NODE_TLS_REJECT_UNAUTHORIZED in \.env: ignored\. Set them in the environment that lago-loader starts in\.$/m);
    assert.doesNotMatch(stderr, /insecure|TLS connections/);
  });

  it("never sends the environment's key to an address of .env", async () => {
    await writeFile(file(".env"), `LAGO_API_URL=${lago.url}\n`);
    const asked = lago.requests.length;
    const { code, stderr } = await load({ ...bare, LAGO_API_KEY: KEY });
    assert.equal(code, 2);
    assert.match(stderr, /^LAGO_API_KEY comes from the environment, LAGO_API_URL from \.env\. The key is not sent to that address\. Set both in one place\.$/m);
    assert.equal(lago.requests.length, asked);
  });

  it("never sends the key of .env to an address of the environment", async () => {
    await writeFile(file(".env"), `LAGO_API_KEY=${KEY}\n`);
    const { code, stderr } = await load({ ...bare, LAGO_API_URL: lago.url });
    assert.equal(code, 2);
    assert.match(stderr, /^LAGO_API_KEY comes from \.env, LAGO_API_URL from the environment\./m);
  });

  const passwords: readonly [what: string, env: Record<string, string>, lines: string, says: RegExp][] = [
    ["PGPASSWORD of the environment, database of .env", { PGPASSWORD: PASSWORD }, "LAGO_DESTINATION=postgres://127.0.0.1:1/d", /^PGPASSWORD does not come from \.env, but LAGO_DESTINATION does: /m],
    ["PGPASSWORD of the environment, host of .env", { PGPASSWORD: PASSWORD, LAGO_DESTINATION: "postgres:///d" }, "PGHOST=127.0.0.1", /^PGPASSWORD does not come from \.env, but PGHOST does: /m],
    ["password in the environment's address, TLS turned off in .env", { LAGO_DESTINATION: `postgres://me:${PASSWORD}@db/d` }, "PGSSLMODE=disable", /^The password of the address does not come from \.env, but PGSSLMODE does: /m],
  ];
  for (const [what, env, lines, says] of passwords) {
    it(`never sends a password to a server of another's choice: ${what}`, async () => {
      await writeFile(file(".env"), `${lines}\n`);
      const { code, stderr } = await load(env);
      assert.equal(code, 2);
      assert.match(stderr, says);
    });
  }

  it("names the variable that a misspelt one may have meant, wherever it is set", async () => {
    await writeFile(file(".env"), "LAGO_DESTINATON=x.duckdb\n");
    const { stderr } = await load({ LAGO_API_URI: "https://lago.example.com", LAGO_FRONT_URL: "https://front.example.com" });
    assert.match(stderr, /^LAGO_API_URI is no variable of lago-loader and has no effect\. Did you mean LAGO_API_URL\?$/m);
    assert.match(stderr, /^LAGO_DESTINATON is .* Did you mean LAGO_DESTINATION\?$/m);
    assert.doesNotMatch(stderr, /LAGO_FRONT_URL/);
  });

  it("takes away the quotes and blanks that docker's env files leave around values", async () => {
    const { code, stderr } = await load({ LAGO_API_KEY: ` "${KEY}" `, LAGO_API_URL: `'${lago.url}'`, LAGO_DESTINATION: ' "quoted.duckdb"' });
    assert.equal(code, 0, stderr);
    assert.equal((await desk.run(["status", "--to", "quoted.duckdb"])).code, 0);
  });

  describe("LAGO_API_KEY_FILE", () => {
    const withFile = (env = {}) => load({ LAGO_API_KEY: undefined, LAGO_API_KEY_FILE: "key.txt", ...env });
    const write = async (text: string, mode = 0o600) => {
      await writeFile(file("key.txt"), text);
      await chmod(file("key.txt"), mode);
    };

    it("holds the key, with a line break behind it or not", async () => {
      for (const text of [KEY, `${KEY}\n`, `\ufeff${KEY}\r\n`]) {
        await write(text);
        const { code, stderr } = await withFile();
        assert.equal(code, 0, stderr);
        assert.match(stderr, / with LAGO_API_KEY_FILE of the environment\.$/m);
        assert.doesNotMatch(stderr, /chmod/);
      }
    });

    it("is told that others may read it, and refused where others may write to it", async () => {
      await write(KEY, 0o644);
      const read = await withFile();
      assert.equal(read.code, 0);
      assert.match(read.stderr, /^LAGO_API_KEY_FILE: other users may read key\.txt\. Run: chmod 600 key\.txt$/m);
      await write(KEY, 0o666);
      const written = await withFile();
      assert.equal(written.code, 2);
      assert.match(written.stderr, /^LAGO_API_KEY_FILE: other users may write to key\.txt\. Run: chmod 600 key\.txt$/m);
    });

    const wrong: readonly [what: string, text: string, env: Record<string, string>, says: RegExp][] = [
      ["empty", "\n", {}, /key\.txt is empty/],
      ["several lines", `${KEY}\n${KEY}\n`, {}, /has more than one line/],
      ["no file", KEY, { LAGO_API_KEY_FILE: "nowhere" }, /nowhere cannot be read \(ENOENT\)/],
      ["a folder", KEY, { LAGO_API_KEY_FILE: "." }, /\. cannot be read \(EISDIR\)/],
      ["a file of some other kind", "x".repeat(70_000), {}, /has 70000 bytes, which is no key/],
      ["both variables", KEY, { LAGO_API_KEY: KEY }, /are both set\. Unset one of them/],
    ];
    for (const [what, text, env, says] of wrong) {
      it(`is refused in a sentence: ${what}`, async () => {
        await write(text);
        const { code, stderr } = await withFile(env);
        assert.equal(code, 2);
        assert.match(stderr, says);
      });
    }

    it("is not taken from .env, whose author would choose which file is sent away", async () => {
      await write(KEY);
      await writeFile(file(".env"), `LAGO_API_KEY_FILE=key.txt\nLAGO_API_URL=${lago.url}\n`);
      const { code, stderr } = await load(bare);
      assert.equal(code, 2);
      assert.match(stderr, /^LAGO_API_KEY_FILE is not taken from \.env\./m);
    });
  });
});
