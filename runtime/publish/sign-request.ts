import { createHash, createHmac } from "node:crypto";

export interface Credentials {
  readonly keyId: string;
  readonly secret: string;
  readonly token?: string;
}

export interface SignedRequest {
  readonly method: string;
  /** With every character of its path and query encoded as `encodeStrictly` does. */
  readonly url: URL;
  /** Of the body, in hexadecimal. */
  readonly sha256: string;
  readonly region: string;
  /** Amazon's name of the service. Default: s3. */
  readonly service?: string;
  readonly at: Date;
  /** Further headers to sign. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Returns the signed headers of a request to S3 or another service: AWS Signature Version 4, https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html */
export function signRequest({ method, url, sha256, region, service = "s3", at, headers = {} }: SignedRequest, { keyId, secret, token }: Credentials): Record<string, string> {
  const time = at.toISOString().replace(/[-:]|\.\d{3}/g, "");
  const scope = `${time.slice(0, 8)}/${region}/${service}/aws4_request`;
  const signed: Record<string, string> = { ...headers, host: url.host, "x-amz-content-sha256": sha256, "x-amz-date": time, ...(token && { "x-amz-security-token": token }) };
  const names = Object.keys(signed).sort();
  const query = [...url.searchParams].map(([name, value]) => `${encodeStrictly(name)}=${encodeStrictly(value)}`).sort().join("&");
  const canonical = [method, url.pathname, query, ...names.map((name) => `${name}:${signed[name]}`), "", names.join(";"), sha256].join("\n");
  const toSign = ["AWS4-HMAC-SHA256", time, scope, createHash("sha256").update(canonical).digest("hex")].join("\n");
  const key = scope.split("/").reduce<string | Buffer>((previous, part) => hmac(previous, part), `AWS4${secret}`);
  const signature = hmac(key, toSign).toString("hex");
  return { ...signed, authorization: `AWS4-HMAC-SHA256 Credential=${keyId}/${scope},SignedHeaders=${names.join(";")},Signature=${signature}` };
}

/** As S3 wants names and values in its addresses. */
export function encodeStrictly(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
