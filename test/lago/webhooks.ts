import { createHmac, generateKeyPairSync, type KeyObject, randomUUID, sign } from "node:crypto";
import { request } from "node:http";
import type { JsonObject } from "./rows.ts";

/** An HMAC key of Lago's is a UUID, used as text. */
export const HMAC_KEY = "7c3f1f0e-2f5e-4a55-9d0e-0d6c1b7a9e11";

export interface Envelope {
  /** As in `invoice.created`. */
  readonly type: string;
  readonly objectType: string;
  readonly organization: string;
  readonly object: JsonObject;
}

export interface Signature {
  readonly algorithm: string;
  readonly signature: string;
}

/** As the server writes it: `<`, `>` and `&` as escapes (seen at commit 1b1c24a6a), so that only these bytes have this signature. */
export function writeBody({ type, objectType, organization, object }: Envelope): string {
  const text = JSON.stringify({ webhook_type: type, object_type: objectType, organization_id: organization, [objectType]: object });
  return text.replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** app/services/webhooks/send_http_service.rb */
export function signHmac(body: string, key = HMAC_KEY): Signature {
  return { algorithm: "hmac", signature: createHmac("sha256", key).update(body).digest("base64") };
}

/** The whole payload is in the token; it has neither a time nor an end. */
export function signJwt(body: string, key: KeyObject = keys().privateKey, header: object = { alg: "RS256" }): Signature {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${part(header)}.${part({ data: body, iss: "http://lago.test" })}`;
  return { algorithm: "jwt", signature: `${signed}.${sign("RSA-SHA256", Buffer.from(signed), key).toString("base64url")}` };
}

let made: ReturnType<typeof generate> | undefined;
const generate = () => generateKeyPairSync("rsa", { modulusLength: 2048 });
const keys = () => (made ??= generate());

/** As PEM. */
export function webhookPublicKey(): string {
  return keys().publicKey.export({ type: "spki", format: "pem" }) as string;
}

export interface Delivered {
  readonly status: number;
  readonly body: string;
}

/** A header that is sent as often as it has values. */
type Header = string | string[];

/** Sends a webhook once, with the headers that the server sends. */
export function deliver(url: string, body: string, { algorithm, signature }: { readonly algorithm?: Header; readonly signature?: Header } = signHmac(body)): Promise<Delivered> {
  const headers = {
    "Content-Type": "application/json",
    "User-Agent": "Ruby",
    ...(signature !== undefined && { "X-Lago-Signature": signature }),
    ...(algorithm !== undefined && { "X-Lago-Signature-Algorithm": algorithm }),
    "X-Lago-Unique-Key": randomUUID(),
    Connection: "close",
    "Content-Length": String(Buffer.byteLength(body)),
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: "POST", headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (piece: string) => (text += piece)).on("end", () => resolve({ status: response.statusCode!, body: text })).on("error", reject);
    });
    sent.on("error", reject).end(body);
  });
}
