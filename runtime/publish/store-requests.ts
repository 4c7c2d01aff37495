import { request as requestPlain, type IncomingHttpHeaders } from "node:http";
import { request as requestSafely } from "node:https";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { DestinationError } from "../errors.ts";
import type { ObjectStore } from "./object-store.ts";
import { type Upload, uploadBytes } from "./upload.ts";

export interface StoreRequest {
  readonly method: "GET" | "PUT" | "POST" | "DELETE";
  readonly url: URL;
  readonly upload?: Upload;
  /** Whether a 404 is an answer: there is no such object. */
  readonly missing?: boolean;
  /** What is asked, for people: `PUT s3://bucket/prefix/a.parquet`. */
  readonly what: string;
}

export interface StoreAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What is different in each store. */
export interface StoreService {
  /** The headers of a request with its credentials, anew for each attempt. `renew`: those before were refused. */
  authorize(request: StoreRequest & { readonly upload: Upload }, renew: boolean): Promise<Record<string, string>>;
  /** What to do about an answer. */
  hint(answer: StoreAnswer): string;
  /** The address of the service can be changed by this variable. */
  readonly endpointVariable: string;
}

/** Answers a function that sends requests to a store, again where it is busy; undefined where there is no such object. */
export function newStoreRequests(service: StoreService): (request: StoreRequest) => Promise<StoreAnswer | undefined> {
  return async (request) => {
    const { method, url, upload = EMPTY, missing = false, what } = request;
    let renew = false;
    for (let attempt = 1; ; attempt++) {
      const headers = await service.authorize({ ...request, upload }, renew);
      const answer = await exchange(method, url, { ...headers, "content-length": String(upload.bytes) }, upload).catch((error: Error) => error);
      if (answer instanceof Error) {
        if (attempt === ATTEMPTS) throw new DestinationError(`${what} failed: ${answer.message || (answer as NodeJS.ErrnoException).code}. Check the network and ${service.endpointVariable}, then publish again.`, { cause: answer });
      } else {
        if (answer.status < 300) return answer;
        if (answer.status === 404 && missing && !isWithoutPlace(answer)) return undefined;
        // Credentials that were given for some hours may have ended.
        const expired: boolean = !renew && (answer.status === 401 || /ExpiredToken/.test(codeOf(answer)));
        const transient = answer.status >= 500 || answer.status === 429 || answer.status === 408;
        if (!(transient || expired) || attempt === ATTEMPTS) throw new DestinationError(`${`${what} was answered ${answer.status} ${codeOf(answer)}`.trim()}. ${service.hint(answer)}`);
        renew = expired;
      }
      await sleep(Math.random() * 250 * 2 ** attempt);
    }
  };
}

const EMPTY = uploadBytes(Buffer.alloc(0));

/** About four seconds. Stores answer 503 while they make room for more requests. */
const ATTEMPTS = 5;

/** Without an answer for so long, a connection is dead. */
const IDLE_MS = 60_000;

/** Not by `fetch`, which sends a stream without its length: stores refuse that. */
function exchange(method: string, url: URL, headers: Record<string, string>, upload: Upload): Promise<StoreAnswer> {
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

/** The bucket or container is missing, not the object. */
function isWithoutPlace(answer: StoreAnswer): boolean {
  return /^(NoSuchBucket|ContainerNotFound)$/.test(codeOf(answer));
}

/** The store's own word for what is wrong, without what else it tells: that repeats the request. */
export function codeOf({ headers, body }: StoreAnswer): string {
  const code = headers["x-ms-error-code"] ?? /<Code>(\w+)<\/Code>|"reason": ?"(\w+)"/.exec(String(body))?.slice(1).find((word) => word !== undefined) ?? "";
  return String(code);
}

/** The values of an element of XML, in their order. */
export function readElements(body: Buffer, name: string): string[] {
  return [...String(body).matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, "g"))].map(([, text]) => decodeXml(text!));
}

function decodeXml(text: string): string {
  return text.replace(/&(lt|gt|quot|apos|amp|#(\d+)|#x([0-9a-f]+));/gi, (_, name: string, decimal?: string, hex?: string) => {
    if (decimal ?? hex) return String.fromCodePoint(decimal ? Number(decimal) : parseInt(hex!, 16));
    return { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" }[name.toLowerCase()]!;
  });
}

/** The address of what `splitPlace` has split, for people. */
export function namePlace(scheme: string, { bucket, prefix }: Place): string {
  return `${scheme}://${bucket}${prefix === "" ? "" : `/${prefix.slice(0, -1)}`}`;
}

/** Objects of a store that has one method of HTTP for each of these, at the address of the object. */
export function objectsBy(send: (method: "GET" | "PUT" | "DELETE", key: string, options: Pick<StoreRequest, "upload" | "missing">) => Promise<StoreAnswer | undefined>): Pick<ObjectStore, "get" | "put" | "remove"> {
  return {
    get: async (key) => (await send("GET", key, { missing: true }))?.body,
    put: async (key, upload) => void (await send("PUT", key, { upload })),
    remove: async (key) => void (await send("DELETE", key, { missing: true })),
  };
}

interface Place {
  readonly bucket: string;
  readonly prefix: string;
}

/** `bucket/prefix` of an address behind its scheme; the prefix ends in a slash where there is one. Throws with `form` where there is no bucket. */
export function splitPlace(rest: string): Place | undefined {
  const [, bucket = "", path = ""] = /^([a-z0-9][a-z0-9._-]+)(?:\/([^?#]*))?$/i.exec(rest) ?? [];
  if (bucket === "") return undefined;
  const prefix = path.replace(/^\/+|\/+$/g, "");
  return { bucket, prefix: prefix === "" ? "" : `${prefix}/` };
}
