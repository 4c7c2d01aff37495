import assert from "node:assert/strict";
import { createPublicKey } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { resources } from "../../generated/index.ts";
import type { Lago } from "../../runtime/client.ts";
import { newHintReader } from "../../runtime/live/hint-reader.ts";
import { askPublicKey } from "../../runtime/live/public-key.ts";
import type { JsonObject } from "../lago/rows.ts";
import real from "../lago/real-webhooks.json" with { type: "json" };
import { deliver, HMAC_KEY, signHmac, signJwt, webhookPublicKey, writeBody } from "../lago/webhooks.ts";
import { openReceiver, ORGANIZATION } from "./open-receiver.ts";

/** Webhooks of a real Lago, as in `invoice.created.json`, with both signatures, and its keys. Not part of this repository. */
const FOLDER = process.env["LAGO_TEST_WEBHOOKS"];

interface Shape {
  readonly object_type: string;
  readonly keys: Readonly<Record<string, string>>;
}

/** Errors that change no row, addresses, and records that no list has. */
const CONCERNS_NOTHING = /^(event_error|events_errors|provider_error|payment_provider_error|dunning_campaign|quote|order|order_form|payment_provider_customer_checkout_url|\w+_customer_error|tax_provider_fee_error|payment_provider_\w+_payment_error)$/;

describe("every webhook that a real Lago was seen to send", () => {
  it("is accepted with either signature, and says by which record its resources are asked, or concerns none", async (t) => {
    const receiver = await openReceiver(t, { hmac: HMAC_KEY, publicKey: createPublicKey(webhookPublicKey()) });
    for (const [name, { object_type: objectType, keys }] of Object.entries(real as unknown as Record<string, Shape>)) {
      const object = makeObject(keys);
      const body = writeBody({ type: name.replace(/~.*/, ""), objectType, organization: ORGANIZATION, object });
      for (const signature of [signHmac(body), signJwt(body)]) {
        assert.deepEqual(await deliver(receiver.url, body, signature), { status: 200, body: "" }, name);
        assert.deepEqual(receiver.log.take().map(({ of }) => of), CONCERNS_NOTHING.test(objectType) ? [] : [objectType], name);
      }
      expectAskable(name, objectType, object);
    }
    assert.equal(new Set(Object.keys(real).map((name) => name.replace(/~.*/, ""))).size, 75);
  });

  it("of a folder with real ones, too", { skip: FOLDER === undefined || !existsSync(FOLDER) }, async (t) => {
    const read = (name: string) => readFileSync(join(FOLDER!, name), "utf8");
    const hmac = read("_hmac_key.txt");
    const answer = Buffer.from(read("_json_public_key.response.json"));
    const lago = { get: async (_path: string, { accept }: { readonly accept: (body: Buffer) => unknown }) => accept(answer) } as unknown as Lago;
    const publicKey = await askPublicKey(lago, new AbortController().signal);
    const receiver = await openReceiver(t, { hmac, publicKey });
    const names = readdirSync(FOLDER!).filter((name) => /^[a-z].*\.json$/.test(name));
    for (const name of names) {
      const { headers, headers_jwt: token, body } = JSON.parse(read(name)) as Record<"headers" | "headers_jwt", readonly (readonly [name: string, value: string])[]> & { readonly body: string };
      const { object_type: objectType, ...rest } = JSON.parse(body) as JsonObject & { readonly object_type: string };
      for (const sent of [headers, token]) {
        const header = (wanted: string) => sent.find(([key]) => key.toLowerCase() === wanted)![1];
        assert.equal((await deliver(receiver.url, body, { algorithm: header("x-lago-signature-algorithm"), signature: header("x-lago-signature") })).status, 200, name);
        assert.deepEqual(receiver.log.take().map(({ of }) => of), CONCERNS_NOTHING.test(objectType) ? [] : [objectType], name);
        const changed = body.replace(/"lago_|"external_|"code/, "$& ");
        assert.equal((await deliver(receiver.url, changed, { algorithm: header("x-lago-signature-algorithm"), signature: header("x-lago-signature") })).status, changed === body ? 200 : 401, name);
      }
      expectAskable(name, objectType, rest[objectType] as JsonObject);
    }
    assert.ok(names.length > 80);
  });
});

/** Each resource that it concerns is told by which record, but where the change is said to be optional. */
function expectAskable(name: string, objectType: string, object: JsonObject): void {
  for (const resource of resources.filter(({ webhooks }) => webhooks?.some(({ of }) => of.includes(objectType)))) {
    const { keys } = newHintReader([resource])({ organization: ORGANIZATION, objectType, object })!;
    const changes = resource.webhooks!.filter(({ of }) => of.includes(objectType));
    assert.ok(changes.every(({ optional }) => optional) || changes.some(({ by }) => keys[by.join(".")] !== undefined), `${name}: ${resource.name}`);
  }
}

/** A record of these keys, `customer.external_id` in a record inside. */
function makeObject(keys: Shape["keys"]): JsonObject {
  const object: JsonObject = {};
  for (const [path, forms] of Object.entries(keys)) {
    const [inside, key] = path.includes(".") ? (path.split(".") as [string, string]) : [undefined, path];
    const target = inside === undefined ? object : ((object[inside] ??= {}) as JsonObject);
    target[key] = valueOf(path, forms.split(",")[0]!);
  }
  return object;
}

function valueOf(path: string, form: string): JsonObject[string] {
  if (form === "null") return null;
  if (form === "integer") return 1;
  return form === "uuid" ? `00000000-0000-4000-8000-${Buffer.from(path).toString("hex").slice(-12).padStart(12, "0")}` : `<${path}> & more`;
}
