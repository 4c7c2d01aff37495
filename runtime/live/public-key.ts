import { createPublicKey, type KeyObject } from "node:crypto";
import type { Lago } from "../client.ts";
import { parseAnswer } from "../rows/parse-answer.ts";

/** The public key that verifies Lago's tokens. */
export interface PublicKey {
  /** Requested once, and cached. Rejects if it cannot be fetched. */
  get(): Promise<KeyObject>;
  /** Requests the key again after a token could not be verified with this one. Undefined if that was a moment ago, failed, or returned the same key. */
  renew(before: KeyObject): Promise<KeyObject | undefined>;
}

/** Forged tokens must not cause a request to Lago each. After a rotation, Lago retries a genuine webhook 3 and 20 seconds later. */
const PAUSE_MS = 10_000;
const PAUSE_AFTER_FAILURE_MS = 1_000;

/** `ask`: see `askPublicKey`. `now`: a monotonic clock in milliseconds. */
export function newPublicKey(ask: () => Promise<KeyObject>, now: () => number = () => performance.now()): PublicKey {
  let known: KeyObject | undefined;
  let asking: Promise<KeyObject> | undefined;
  let askedAt = -Infinity;

  function askAnew(): Promise<KeyObject> {
    if (asking) return asking;
    askedAt = now();
    asking = ask().then((key) => (known = key)).finally(() => (asking = undefined));
    return asking;
  }

  return {
    async get() {
      if (known) return known;
      if (!asking && now() - askedAt < PAUSE_AFTER_FAILURE_MS) throw new Error("Lago's public key could not be had a moment ago.");
      return askAnew();
    },
    async renew(before) {
      const lately = !asking && now() - askedAt < PAUSE_MS;
      const key = lately ? known : await askAnew().catch(() => undefined);
      return key === undefined || key.equals(before) ? undefined : key;
    },
  };
}

/** `GET /webhooks/json_public_key` (app/controllers/api/v1/webhooks_controller.rb): a PEM in base64, in lines. */
export async function askPublicKey(lago: Lago, signal: AbortSignal): Promise<KeyObject> {
  return lago.get("/webhooks/json_public_key", { accept: readKey, attempts: 2, signal });
}

/** Throws if it is not a key. */
function readKey(body: Buffer): KeyObject {
  const { public_key: text } = Object(parseAnswer(body)["webhook"]) as { public_key?: unknown };
  const key = createPublicKey(Buffer.from(String(text), "base64").toString("utf8"));
  if (key.asymmetricKeyType !== "rsa") throw new Error(`Lago's public key is of type ${key.asymmetricKeyType}, not rsa.`);
  return key;
}
