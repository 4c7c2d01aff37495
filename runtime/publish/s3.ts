import { request as requestPlain, type IncomingHttpHeaders } from "node:http";
import { request as requestSafely } from "node:https";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { ConfigurationError, DestinationError } from "../errors.ts";
import { readCredentials, readEndpoint, readRegion } from "./aws-settings.ts";
import type { ObjectStore } from "./object-store.ts";
import { encodeStrictly, signRequest } from "./sign-request.ts";
import { type Upload, uploadBytes } from "./upload.ts";

/** Objects of a bucket below a prefix: `s3://bucket/prefix`. Credentials, region and, for other servers than Amazon's, the address come from AWS' variables and files. */
export function openS3(address: string): ObjectStore {
  const { bucket, prefix } = parseAddress(address);
  const [credentials, region, endpoint] = [readCredentials(), readRegion(), readEndpoint()];
  // Amazon's certificates fit no bucket with a dot; other servers have no name for each bucket.
  const host = endpoint?.replace(/\/$/, "") ?? `https://s3.${region}.amazonaws.com`;
  const base = endpoint === undefined && !bucket.includes(".") ? `https://${bucket}.s3.${region}.amazonaws.com` : `${host}/${bucket}`;
  const place = `s3://${bucket}${prefix === "" ? "" : `/${prefix.slice(0, -1)}`}`;

  async function send(method: string, key: string, { query = {}, upload = EMPTY, missing = false }: { readonly query?: Record<string, string>; readonly upload?: Upload; readonly missing?: boolean } = {}): Promise<Answer | undefined> {
    const url = new URL(`${base}/${key.split("/").map(encodeStrictly).join("/")}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    for (let attempt = 1; ; attempt++) {
      const headers = signRequest({ method, url, sha256: upload.sha256, region, at: new Date() }, credentials);
      const answer = await exchange(method, url, { ...headers, "content-length": String(upload.bytes) }, upload).catch((error: Error) => error);
      if (!(answer instanceof Error) && answer.status < 300) return answer;
      if (!(answer instanceof Error) && answer.status === 404 && missing && codeOf(answer) !== "NoSuchBucket") return undefined;
      const transient = answer instanceof Error || answer.status >= 500 || answer.status === 429;
      if (!transient || attempt === ATTEMPTS) throw explain(`${method} ${place}/${key.slice(prefix.length)}`, answer, region);
      await sleep(Math.random() * 250 * 2 ** attempt);
    }
  }

  async function list(): Promise<string[]> {
    const keys: string[] = [];
    for (let token: string | undefined; ; ) {
      const answer = await send("GET", "", { query: { "list-type": "2", prefix, ...(token !== undefined && { "continuation-token": token }) } });
      const text = String(answer!.body);
      keys.push(...[...text.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key]) => decodeXml(key!).slice(prefix.length)));
      token = /<NextContinuationToken>([^<]*)</.exec(text)?.[1];
      if (token === undefined) return keys;
      token = decodeXml(token);
    }
  }

  return {
    name: place,
    get: async (key) => (await send("GET", prefix + key, { missing: true }))?.body,
    put: async (key, upload) => void (await send("PUT", prefix + key, { upload })),
    remove: async (key) => void (await send("DELETE", prefix + key, { missing: true })),
    list,
  };
}

const EMPTY = uploadBytes(Buffer.alloc(0));

/** About four seconds. S3 answers 503 while it makes room for more requests. */
const ATTEMPTS = 5;

/** Without an answer for so long, a connection is dead. */
const IDLE_MS = 60_000;

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Not by `fetch`, which sends a stream without its length: S3 refuses that. */
function exchange(method: string, url: URL, headers: Record<string, string>, upload: Upload): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === "http:" ? requestPlain : requestSafely)(url, { method, headers }, (response) => {
      const pieces: Buffer[] = [];
      response.on("data", (piece: Buffer) => pieces.push(piece)).on("error", reject);
      response.on("end", () => resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(pieces) }));
    });
    request.setTimeout(IDLE_MS, () => request.destroy(new Error(`no answer for ${IDLE_MS / 1000} s`)));
    request.on("error", reject);
    // What goes wrong in it is an error of the request, too; a refusal can come before all is sent.
    pipeline(upload.open(), request).catch(() => {});
  });
}

function parseAddress(address: string): { readonly bucket: string; readonly prefix: string } {
  const [, bucket = "", path = ""] = /^s3:\/\/([a-z0-9][a-z0-9.-]+)(?:\/([^?#]*))?$/i.exec(address) ?? [];
  if (bucket === "") throw new ConfigurationError("An address of S3 is written s3://bucket/prefix. Credentials, region and endpoint come from AWS_… variables.");
  const prefix = path.replace(/^\/+|\/+$/g, "");
  return { bucket, prefix: prefix === "" ? "" : `${prefix}/` };
}

/** S3's own word for what is wrong, without what else it tells: that repeats the request. */
function codeOf({ body }: Answer): string | undefined {
  return /<Code>(\w+)<\/Code>/.exec(String(body))?.[1];
}

function explain(what: string, answer: Answer | Error, region: string): DestinationError {
  if (answer instanceof Error) return new DestinationError(`${what} failed: ${answer.message || (answer as NodeJS.ErrnoException).code}. Check the network and AWS_ENDPOINT_URL, then publish again.`, { cause: answer });
  const elsewhere = answer.headers["x-amz-bucket-region"];
  const hint = elsewhere !== undefined && elsewhere !== region ? `The bucket is in ${String(elsewhere)}: set AWS_REGION.` : (HINTS[answer.status] ?? "Publish again later.");
  return new DestinationError(`${what} was answered ${answer.status}${codeOf(answer) ? ` ${codeOf(answer)}` : ""}. ${hint}`);
}

const HINTS: Readonly<Record<number, string>> = {
  403: "Check the credentials. They need s3:GetObject, s3:PutObject, s3:DeleteObject and s3:ListBucket.",
  404: "Check the name of the bucket, and AWS_REGION and AWS_ENDPOINT_URL.",
};

function decodeXml(text: string): string {
  return text.replace(/&(lt|gt|quot|apos|amp|#(\d+)|#x([0-9a-f]+));/gi, (_, name: string, decimal?: string, hex?: string) => {
    if (decimal ?? hex) return String.fromCodePoint(decimal ? Number(decimal) : parseInt(hex!, 16));
    return { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" }[name.toLowerCase()]!;
  });
}
