import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, copyFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { after, before, describe, it } from "node:test";
import { openPostgres } from "../../../runtime/destinations/postgres/postgres.ts";
import { DestinationError } from "../../../runtime/errors.ts";
import { newDesk } from "../../cli/command-line.ts";
import { startBooks } from "../../load/add-on-books.ts";
import { type PostgresServer, startPostgres } from "../../postgres.ts";
import { commitOptions, newStamp, pageOf } from "./loads.ts";
import { parcels } from "./parcels/parcels.ts";

describe("a Postgres with a certificate of a private authority", () => {
  let server: PostgresServer;
  let folder: string;
  let authority: string;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "lago-loader-tls-"));
    authority = join(folder, "ca.crt");
    server = await startPostgres();
    const admin = await openPostgres(server.url);
    const [[data]] = (await admin.query("SHOW data_directory")).rows as [[string]];
    signCertificate(folder, "localhost");
    for (const name of ["server.crt", "server.key"]) {
      copyFileSync(join(folder, name), join(data, name));
      chmodSync(join(data, name), 0o600);
      if (process.getuid?.() === 0) chownSync(join(data, name), statSync(data).uid, statSync(data).gid);
    }
    await admin.query("ALTER SYSTEM SET ssl = on");
    await admin.query("SELECT pg_reload_conf()");
    await admin.query("CREATE ROLE hurried LOGIN SUPERUSER PASSWORD 'hurried'");
    await admin.query("ALTER ROLE hurried SET transaction_timeout = '1s'");
    await admin.close();
    // The server reads its files a moment later.
    for (let tries = 0; tries < 100 && (await isEncrypted("")) !== "true"; tries++) await sleep(50);
  });
  after(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function isEncrypted(options: string, host = "127.0.0.1"): Promise<string | null> {
    const destination = await openPostgres(`${server.url.replace("127.0.0.1", host)}${options}`, { readOnly: true });
    try {
      return (await destination.query("SELECT ssl::text FROM pg_stat_ssl WHERE pid = pg_backend_pid()")).rows[0]![0]!;
    } finally {
      await destination.close();
    }
  }
  const refuses = (options: string, message: RegExp, host?: string) => assert.rejects(isEncrypted(options, host), (error) => error instanceof DestinationError && message.test(error.message));

  it("is spoken to encrypted, unless that is switched off, and checked as sslmode says", async () => {
    assert.deepEqual([await isEncrypted(""), await isEncrypted("?sslmode=prefer"), await isEncrypted("?sslmode=require"), await isEncrypted("?sslmode=disable")], ["true", "true", "true", "false"]);
    assert.equal(await isEncrypted(`?sslmode=verify-ca&sslrootcert=${authority}`), "true");
    assert.equal(await isEncrypted(`?sslmode=verify-full&sslrootcert=${authority}`, "localhost"), "true");
  });

  it("that cannot be trusted is refused with what to do", async () => {
    await refuses("?sslmode=verify-ca", /The certificate of .* cannot be trusted: .*\. Name the authority that signed it with sslrootcert=FILE/);
    await refuses("?sslmode=verify-full", /cannot be trusted/, "localhost");
    await refuses("?sslrootcert=system&sslmode=verify-full", /cannot be trusted/, "localhost");
    await refuses(`?sslmode=verify-full&sslrootcert=${authority}`, /is of another host name\. .*sslmode=verify-ca/);
  });

  it("leaves every line of --log-format json one", async () => {
    const fake = await startBooks(3);
    const desk = await newDesk(fake.url);
    for (const [options, code] of [["?sslmode=require", 0], ["?sslmode=verify-full", 6]] as const) {
      const ended = await desk.run(["load", "add_ons", "--log-format", "json", "--to", `${server.url}${options}`]);
      assert.equal(ended.code, code, ended.stderr);
      const lines = ended.stderr.trim().split("\n").filter((line) => line !== "");
      assert.ok(lines.length > 0);
      for (const line of lines) assert.doesNotThrow(() => JSON.parse(line), line);
    }
    await desk.remove();
    await fake.close();
  });

  it("lets loads take longer than its limit for transactions", async () => {
    const destination = await openPostgres(Object.assign(new URL(server.url), { username: "hurried", password: "hurried" }).href, { schema: "hurried" });
    const stamp = newStamp();
    const stage = await destination.stage(parcels, stamp);
    await stage.add([await stage.read(pageOf(parcels, [{ lago_id: "00000000-0000-4000-8000-000000000001" }]), ["n"])]);
    await stage.deduplicate();
    await sleep(1500);
    assert.equal((await stage.commit(commitOptions(parcels, stamp))).inserted, 1);
    await stage.discard();
    await destination.close();
  });

  it("is reached by a Unix socket, with the folder in the address or as host", async () => {
    const { port } = new URL(server.url);
    const socket = createServer((from) => {
      const to = connect(Number(port), "127.0.0.1");
      from.pipe(to).pipe(from);
      for (const end of [from, to]) end.on("error", () => from.destroy()).on("close", () => to.destroy());
    });
    await new Promise<void>((resolve) => socket.listen(join(folder, ".s.PGSQL.5432"), resolve));
    try {
      for (const address of [`postgres://postgres:postgres@/postgres?host=${folder}`, `postgres://postgres:postgres@${encodeURIComponent(folder)}/postgres`]) {
        const destination = await openPostgres(address, { readOnly: true });
        assert.deepEqual((await destination.query("SELECT current_user::text")).rows, [["postgres"]]);
        await destination.close();
      }
      await assert.rejects(openPostgres(`postgres://postgres@/postgres?host=${folder}/none`), /There is no socket at .*Start the server, or correct the folder/);
    } finally {
      socket.close();
    }
  });
});

/** An authority, and the certificate that it gives to a host. */
function signCertificate(folder: string, host: string): void {
  const openssl = (...args: readonly string[]) => execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
  openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", "ca.key", "-out", "ca.crt", "-days", "2", "-subj", "/CN=Authority of a test");
  openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", "server.key", "-out", "server.csr", "-subj", `/CN=${host}`);
  writeFileSync(join(folder, "names.txt"), `subjectAltName=DNS:${host}`);
  openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial", "-out", "server.crt", "-days", "2", "-extfile", "names.txt");
}
