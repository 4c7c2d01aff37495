import { ConfigurationError, DestinationError } from "../errors.ts";
import { type HttpAnswer, type HttpRequest, makeHttpClient, type Service } from "./http-client.ts";
import type { ObjectStore } from "./object-store.ts";
import { checkSize, type Upload, uploadBytes } from "./upload.ts";
import { keepVersions, type Version } from "./versions.ts";

export interface StoreRequest {
  readonly method: HttpRequest["method"];
  readonly url: URL;
  readonly upload?: Upload;
  /** Whether a 404 is an answer: there is no such object. */
  readonly missing?: boolean;
  /** Further headers. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Statuses besides 2xx that are answers. */
  readonly expected?: readonly number[];
  /** A name of the request for error messages: `PUT s3://bucket/prefix/a.parquet`. */
  readonly what: string;
}

export type StoreAnswer = HttpAnswer;

/** What is different in each store. */
export interface StoreService {
  /** For people. */
  readonly name: string;
  /** The headers of a request with its credentials, made for each attempt. `renew`: those before were refused. */
  authorize(request: StoreRequest & { readonly upload: Upload }, renew: boolean): Promise<Record<string, string>>;
  /** What to do about an answer. */
  hint(answer: StoreAnswer): string;
  /** The address of the service can be changed by this variable. */
  readonly endpointVariable: string;
  /** Bytes that it takes in one PUT. Default: any number. */
  readonly most?: number;
}

/** Answers a function that sends requests to a store, again where it is busy; undefined where there is no such object. */
export function newStoreRequests({ name, authorize, hint, endpointVariable, most = Infinity }: StoreService): (request: StoreRequest) => Promise<StoreAnswer | undefined> {
  const service: Service = {
    name, codeOf, explain: hint,
    // Credentials that were given for some hours may have ended.
    isExpired: (answer) => /^ExpiredToken/.test(codeOf(answer)),
    check: `the network and ${endpointVariable}`,
    patience: { attempts: 5, firstWait: 500 },
  };
  return async (request) => {
    const { method, url, upload = EMPTY, missing = false, headers = {}, expected = [], what } = request;
    checkSize(upload.bytes, { most, what });
    const client = makeHttpClient({ ...service, authorize: (_, renew) => authorize({ ...request, upload }, renew) });
    const answer = await client.send({ method, url: url.href, what, headers, ...(upload.bytes > 0 && { body: upload }), expected: [...expected, ...(missing ? [404] : [])] });
    if (answer.status !== 404) return answer;
    if (isWithoutPlace(answer)) throw new DestinationError(`${what} was answered 404 ${codeOf(answer)}. ${hint(answer)}`);
    return undefined;
  };
}

const EMPTY = uploadBytes(Buffer.alloc(0));

/** The bucket or container is missing, not the object. */
function isWithoutPlace(answer: StoreAnswer): boolean {
  return /^(NoSuchBucket|ContainerNotFound)$/.test(codeOf(answer));
}

/** The store's own word for what is wrong, without what else it tells: that repeats the request. */
export function codeOf({ headers, body }: StoreAnswer): string {
  const code = headers.get("x-ms-error-code") ?? /<Code>(\w+)<\/Code>|"reason": ?"(\w+)"/.exec(String(body))?.slice(1).find((word) => word !== undefined) ?? "";
  return code;
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

/** Objects of a store that has one method of HTTP for each of these, at the address of the object. `name`: for people. */
export function objectsBy(name: string, send: (method: "GET" | "PUT" | "DELETE", key: string, options: Omit<StoreRequest, "method" | "url" | "what">) => Promise<StoreAnswer | undefined>): Pick<ObjectStore, "get" | "put" | "putUnlessChanged" | "remove"> {
  return {
    ...keepVersions({
      name,
      read: (key) => send("GET", key, { missing: true }),
      // A proxy that packs an answer makes its ETag a weak one, which matches nothing.
      versionOf: ({ headers }: StoreAnswer) => /^"/.test(headers.get("etag") ?? "") ? headers.get("etag") : undefined,
      write: (key, upload, version) => writeIf(version, (condition) => send("PUT", key, { upload, ...condition && { headers: version === null ? { "if-none-match": "*" } : { "if-match": version! } }, ...condition })),
    }),
    remove: async (key) => void (await send("DELETE", key, { missing: true })),
  };
}

/** Answers whether an object was written under a condition. Absent: there is none. A server that knows no conditions is asked again without. */
export async function writeIf(version: Version, write: (condition?: Pick<StoreRequest, "missing" | "expected">) => Promise<StoreAnswer | undefined>): Promise<boolean> {
  const answer = version === undefined ? await write() : await write({ missing: true, expected: [409, 412, 501] });
  if (answer?.status === 501) return writeIf(undefined, write);
  return answer !== undefined && answer.status < 300;
}

interface Place {
  readonly bucket: string;
  readonly prefix: string;
}

/** `bucket/prefix` of an address behind its scheme; the prefix ends in a slash where there is one. Undefined where there is no bucket. */
export function splitPlace(rest: string): Place | undefined {
  const [, bucket = "", path = ""] = /^([a-z0-9][a-z0-9._-]+)(?:\/([^?#]*))?$/i.exec(rest) ?? [];
  if (bucket === "") return undefined;
  const prefix = path.replace(/^\/+|\/+$/g, "");
  // Addresses of HTTP leave them out, with what is before: objects would lie elsewhere than the name says.
  if (prefix.split("/").some((part) => part === "." || part === "..")) throw new ConfigurationError(`The prefix of an address to publish to has no parts "." and "..".`);
  return { bucket, prefix: prefix === "" ? "" : `${prefix}/` };
}
