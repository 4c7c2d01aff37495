import assert from "node:assert/strict";
import { createHmac, createPublicKey, generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { request } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import { invoices, resources, subscriptionAlerts } from "../../generated/index.ts";
import { openHintLog, type HintLog } from "../../runtime/live/hint-log.ts";
import { newHintReader } from "../../runtime/live/hint-reader.ts";
import { newPublicKey } from "../../runtime/live/public-key.ts";
import { createReceiver, PATH } from "../../runtime/live/receiver.ts";
import { newLiveTally } from "../../runtime/live/tally.ts";
import { deliver, type Envelope, HMAC_KEY, signHmac, signJwt, webhookPublicKey, writeBody } from "../lago/webhooks.ts";

const ORGANIZATION = "11111111-0000-4000-8000-000000000000";
const CREATED: Envelope = { type: "invoice.created", objectType: "invoice", organization: ORGANIZATION, object: { lago_id: "i-1", number: "<A&B>", customer: { external_id: "c-1", email: "somebody@example.com" } } };
const HINT = { of: "invoice", keys: { lago_id: "i-1", "customer.external_id": "c-1" }, organization: ORGANIZATION };

describe("the receiver of webhooks", () => {
  let folder: string;
  let log: HintLog;
  let url: string;
  let organization: string | undefined | null = ORGANIZATION;
  let pem = webhookPublicKey();
  let asked = 0;
  let clock = 1e9;
  let writable = true;
  const tally = newLiveTally();
  const jwt = newPublicKey(async () => (asked++, createPublicKey(pem)), () => clock);
  const server = createReceiver({
    keys: { hmac: HMAC_KEY, jwt },
    readHint: newHintReader(resources),
    log: { add: (hint) => (writable ? log.add(hint) : Promise.reject(new Error("ENOSPC"))) },
    tally,
    findOrganization: async () => {
      if (organization === null) throw new Error("ECONNREFUSED");
      return organization;
    },
    onHint: () => {},
  });
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "lago-loader-live-"));
    log = await openHintLog(folder, { gather: 0 });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${PATH}`;
  });
  afterEach(async () => {
    log.take();
    await log.settle([]);
    [organization, writable] = [ORGANIZATION, true];
  });
  after(async () => {
    server.close();
    await log.close();
    await rm(folder, { recursive: true });
  });

  it("keeps the keys of the record, and nothing else of the payload, whichever way it is signed", async () => {
    const body = writeBody(CREATED);
    for (const signature of [signHmac(body), signJwt(body)]) {
      assert.deepEqual(await deliver(url, body, signature), { status: 200, body: "" });
      assert.deepEqual(log.take().map(({ at: _, ...hint }) => hint), [HINT]);
    }
  });

  it("refuses what is not signed by Lago, before it looks at it, and sends nothing of it back", async () => {
    const body = writeBody(CREATED);
    const { signature: good } = signHmac(body);
    const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
    const none = (header: object) => `${[header, { data: body }].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".")}.`;
    const token = signJwt(body).signature;
    const refused = {
      "no headers": {},
      "no algorithm": { signature: good },
      "another algorithm": { algorithm: "sha1", signature: good },
      "a name of every object": { algorithm: "constructor", signature: good },
      "another key": signHmac(body, "another key"),
      "another body": signHmac(`${body} `),
      "hex in place of base64": { algorithm: "hmac", signature: Buffer.from(good, "base64").toString("hex") },
      "an hmac as jwt": { algorithm: "jwt", signature: good },
      "a stranger's token": signJwt(body, stranger),
      "a token of another body": signJwt(writeBody({ ...CREATED, type: "invoice.voided" })),
      "a token without signature": { algorithm: "jwt", signature: none({ alg: "none" }) },
      "a token of another algorithm": signJwt(body, undefined, { alg: "HS256" }),
      "a token with a changed end": { algorithm: "jwt", signature: `${token.slice(0, -4)}AAAA` },
      "a token whose key is its own": signJwt(body, stranger, { alg: "RS256", jwk: stranger.export({ format: "jwk" }) }),
      "the public key as an hmac key": { algorithm: "hmac", signature: signHmac(body, pem).signature },
      "the public key as a token's hmac key": { algorithm: "jwt", signature: withHmac(body, pem) },
      "two signatures": { algorithm: "hmac", signature: [good, "A"] },
      "two algorithms": { algorithm: ["hmac", "jwt"], signature: good },
      "an algorithm in capitals": { algorithm: "HMAC", signature: good },
    };
    for (const [what, signature] of Object.entries(refused)) assert.deepEqual(await deliver(url, body, signature), { status: 401, body: "" }, what);
    assert.equal(log.size, 0);
    assert.deepEqual([tally.outcomes.unsigned, tally.outcomes.forged], [6, 13]);
  });

  it("asks for the public key once, and once more where Lago has a new one, however many tokens do not fit", async () => {
    const before = asked;
    const fresh = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const body = writeBody(CREATED);
    clock += 3_600_000;
    pem = fresh.publicKey.export({ type: "spki", format: "pem" }) as string;
    const tokens = [signJwt(body, fresh.privateKey), signJwt(body), signJwt(body), signJwt(body, fresh.privateKey)];
    const statuses = [];
    for (const token of tokens) statuses.push((await deliver(url, body, token)).status);
    assert.deepEqual([statuses, asked - before], [[200, 401, 401, 200], 1]);
    pem = webhookPublicKey();
    clock += 3_600_000;
    assert.equal((await deliver(url, body, signJwt(body))).status, 200);
  });

  it("takes bodies however they are sent, and headers in any case; a body that is compressed has another signature", async () => {
    const body = writeBody(CREATED);
    const { signature } = signHmac(body);
    const zipped = gzipSync(body);
    const signed = { "x-lago-signature-ALGORITHM": "hmac", "X-LAGO-SIGNATURE": signature };
    assert.equal(await send(url, { ...signed, "transfer-encoding": "chunked" }, [body.slice(0, 9), body.slice(9)]), 200);
    assert.equal(await send(url, { ...signed, expect: "100-continue" }, [body]), 200);
    assert.equal(await send(url, { ...signed, "content-encoding": "gzip" }, [zipped]), 401);
    assert.equal(await send(url, { ...signed, "transfer-encoding": "chunked" }, Array.from({ length: 5 }, () => Buffer.alloc(1 << 20))), 413);
  });

  it("is not held up by a sender that never ends its body, or sends no HTTP", async () => {
    const slow = connect(Number(new URL(url).port), "127.0.0.1", () => slow.write(`POST ${PATH} HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\nx-lago-signature: A\r\nx-lago-signature-algorithm: hmac\r\n\r\n{`));
    const odd = connect(Number(new URL(url).port), "127.0.0.1", () => odd.write("hello\r\n\r\n"));
    const [said] = (await once(odd, "data")) as [Buffer];
    assert.match(said.toString(), /^HTTP\/1.1 400 /);
    assert.equal((await deliver(url, writeBody(CREATED))).status, 200);
    slow.destroy();
    odd.destroy();
  });

  it("takes a token of an invoice with hundreds of fees, all of it in a header", async () => {
    const fees = Array.from({ length: 300 }, (_, index) => ({ lago_id: `fee-${index}`, text: "x".repeat(1_500) }));
    const body = writeBody({ ...CREATED, object: { ...CREATED.object, fees } });
    const token = signJwt(body);
    assert.ok(token.signature.length > 600_000);
    assert.equal((await deliver(url, body, token)).status, 200);
    // Either may be refused before all of it is sent: then the sender sees no status.
    const before = tally.outcomes.too_large;
    const tooLarge = "x".repeat(5 << 20);
    assert.equal(await deliver(url, tooLarge, { algorithm: "hmac", signature: "A" }).then(({ status }) => status, () => 413), 413);
    assert.equal(await deliver(url, body, { algorithm: "jwt", signature: tooLarge }).then(({ status }) => status, () => 431), 431);
    assert.equal(tally.outcomes.too_large, before + 2);
  });

  it("refuses webhooks of another organisation, whose tokens the same key of the server has signed", async () => {
    const body = writeBody({ ...CREATED, organization: "22222222-0000-4000-8000-000000000000" });
    assert.equal((await deliver(url, body, signJwt(body))).status, 403);
    assert.equal((await deliver(url, body, signHmac(body))).status, 403);
    // Where Lago does not tell whose the key is, the one HMAC key is the proof.
    organization = undefined;
    assert.equal((await deliver(url, body, signJwt(body))).status, 403);
    assert.equal((await deliver(url, body, signHmac(body))).status, 200);
    // While Lago cannot be asked, neither can its public key.
    organization = null;
    assert.equal((await deliver(url, body, signJwt(body))).status, 503);
    assert.equal((await deliver(url, body, signHmac(body))).status, 200);
  });

  it("answers 503 where a hint cannot be kept, so that Lago sends it again", async () => {
    writable = false;
    assert.deepEqual(await deliver(url, writeBody(CREATED)), { status: 503, body: "" });
  });

  it("answers 200 for what concerns no list, and 400 and 404 for what is none of Lago's", async () => {
    assert.equal((await deliver(url, writeBody({ ...CREATED, objectType: "quote" }))).status, 200);
    assert.equal((await deliver(url, "[1]")).status, 400);
    assert.equal((await deliver(url.replace(PATH, "/webhooks"), writeBody(CREATED))).status, 404);
    assert.equal((await fetch(url)).status, 405);
    assert.equal(log.size, 0);
  });

  it("makes one hint of many about one record, and answers a burst of thousands", async () => {
    const bodies = Array.from({ length: 3_000 }, (_, index) => writeBody({ ...CREATED, object: { lago_id: `i-${index % 1_000}`, customer: { external_id: "c-1" } } }));
    const statuses = new Set<number>();
    const queue = bodies.values();
    await Promise.all(Array.from({ length: 32 }, async () => {
      for (const body of queue) statuses.add((await deliver(url, body)).status);
    }));
    assert.deepEqual([[...statuses], log.size], [[200], 1_000]);
  });
});

it("hints have the values that their resources are asked by, where they are texts", () => {
  const read = newHintReader([invoices, subscriptionAlerts]);
  const alert = { external_subscription_id: null, lago_wallet_id: "w-1" };
  assert.deepEqual(read({ organization: ORGANIZATION, objectType: "triggered_alert", object: alert }), { of: "triggered_alert", keys: {}, organization: ORGANIZATION });
  assert.deepEqual(read({ organization: ORGANIZATION, objectType: "payment_dispute_lost", object: { invoice: { lago_id: "i-2" } } }), { of: "payment_dispute_lost", keys: { "invoice.lago_id": "i-2" }, organization: ORGANIZATION });
  assert.deepEqual(read({ organization: ORGANIZATION, objectType: "invoice", object: { lago_id: { $ne: 1 }, customer: ["c"] } }), { of: "invoice", keys: {}, organization: ORGANIZATION });
  assert.equal(read({ organization: ORGANIZATION, objectType: "plan", object: { code: "p" } }), undefined);
});

/** Sends pieces as they are; answers the status. */
function send(url: string, headers: Record<string, string>, pieces: readonly (string | Buffer)[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: "POST", headers: { connection: "close", ...headers } }, (response) => {
      resolve(response.statusCode!);
      response.resume();
    });
    // Where it was answered before it had ended, the rest cannot be sent.
    sent.on("error", (error: NodeJS.ErrnoException) => (error.code === "EPIPE" || error.code === "ECONNRESET" ? undefined : reject(error)));
    for (const piece of pieces) sent.write(piece);
    sent.end();
  });
}

/** A token of which the header says that it is signed with the secret that everybody knows. */
function withHmac(body: string, key: string): string {
  const signed = [{ alg: "HS256" }, { data: body }].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  return `${signed}.${createHmac("sha256", key).update(signed).digest("base64url")}`;
}
