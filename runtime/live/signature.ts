import { createHmac, timingSafeEqual, verify } from "node:crypto";
import type { PublicKey } from "./public-key.ts";

/** The keys that prove that a webhook is from Lago. */
export interface WebhookKeys {
  /** The organisation's HMAC key, as text. Undefined: no such signature is accepted. */
  readonly hmac?: string | undefined;
  readonly jwt: PublicKey;
}

export interface Signed {
  /** `X-Lago-Signature-Algorithm` and `X-Lago-Signature`. */
  readonly algorithm: Algorithm;
  readonly signature: string;
  /** The bytes that were received. The same JSON in another notation has another signature. */
  readonly body: Buffer;
}

/** Lago's algorithms. A sender can choose only among these. */
export type Algorithm = "hmac" | "jwt";

export function isAlgorithm(text: string): text is Algorithm {
  return text === "hmac" || text === "jwt";
}

/** Whether the signature is Lago's. Rejects if the public key cannot be fetched. */
export async function isSigned({ algorithm, signature, body }: Signed, { hmac, jwt }: WebhookKeys): Promise<boolean> {
  return algorithm === "hmac" ? hmac !== undefined && isHmac(signature, body, hmac) : isToken(signature, body, jwt);
}

/** Base64 of HMAC-SHA256, compared in constant time. */
function isHmac(signature: string, body: Buffer, key: string): boolean {
  const expected = Buffer.from(createHmac("sha256", key).update(body).digest("base64"));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

async function isToken(text: string, body: Buffer, jwt: PublicKey): Promise<boolean> {
  const token = readToken(text, body);
  if (token === undefined) return false;
  const key = await jwt.get();
  if (verify("RSA-SHA256", token.signed, key, token.signature)) return true;
  // The server may have a new key.
  const renewed = await jwt.renew(key);
  return renewed !== undefined && verify("RSA-SHA256", token.signed, renewed, token.signature);
}

/** RS256 over `{"data": the body as text, "iss": …}`. The body must be exactly the signed one. */
function readToken(text: string, body: Buffer): { readonly signed: Buffer; readonly signature: Buffer } | undefined {
  const parts = text.split(".");
  if (parts.length !== 3) return undefined;
  const [header, claims, signature] = parts as [string, string, string];
  const { alg } = parseObject(header);
  const { data } = parseObject(claims);
  if (alg !== "RS256" || typeof data !== "string" || !Buffer.from(data).equals(body)) return undefined;
  return { signed: Buffer.from(`${header}.${claims}`), signature: Buffer.from(signature, "base64url") };
}

function parseObject(part: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(Buffer.from(part, "base64url").toString("utf8"))) as Record<string, unknown>;
  } catch {
    return {};
  }
}
