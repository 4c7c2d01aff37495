import { createHash, createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A store of objects in memory, which answers as its service does. */
export interface FakeStore {
  readonly url: string;
  readonly objects: Map<string, Buffer>;
  /** Method and name of each request for an object. */
  readonly requests: string[];
  /** Statuses to answer the next requests with. */
  readonly faults: number[];
  close(): Promise<void>;
}

interface Asked {
  readonly request: IncomingMessage;
  readonly url: URL;
  readonly body: Buffer;
  readonly store: Pick<FakeStore, "objects" | "requests">;
  readonly answer: (status: number, text?: Buffer | string, headers?: Record<string, string>) => void;
}

async function startStore(handle: (asked: Asked) => void, refuse: (answer: Asked["answer"], status: number) => void): Promise<FakeStore> {
  const [objects, requests, faults]: [Map<string, Buffer>, string[], number[]] = [new Map(), [], []];
  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const body = Buffer.concat(pieces);
    const answer: Asked["answer"] = (status, text = "", headers = {}) => void response.writeHead(status, headers).end(text);
    const fault = faults.shift();
    if (fault !== undefined) return refuse(answer, fault);
    if (request.method !== "GET" && request.headers["content-length"] !== String(body.length)) return refuse(answer, 411);
    handle({ request, url: new URL(request.url!, "http://localhost"), body, store: { objects, requests }, answer });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => new Promise<void>((resolve) => (server.closeAllConnections(), server.close(() => resolve())));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, objects, requests, faults, close };
}

/** Two names a page, so that lists have several. */
function pageOf(objects: ReadonlyMap<string, Buffer>, prefix: string, after: string): { names: string[]; next: string | undefined } {
  const names = [...objects.keys()].sort().filter((name) => name.startsWith(prefix) && name > after);
  return { names: names.slice(0, 2), next: names.length > 2 ? names[1] : undefined };
}

/** The JSON API of Google Cloud Storage, with one bucket `lake`. https://cloud.google.com/storage/docs/json_api/v1 */
export function startGcs(token: string): Promise<FakeStore> {
  const refuse = (answer: Asked["answer"], status: number) => answer(status, JSON.stringify({ error: { code: status, errors: [{ reason: status === 403 ? "forbidden" : "backendError" }] } }));
  return startStore(({ request, url, body, store: { objects, requests }, answer }) => {
    if (request.headers.authorization !== `Bearer ${token}`) return refuse(answer, 401);
    const upload = url.pathname === "/upload/storage/v1/b/lake/o";
    const key = upload ? url.searchParams.get("name")! : decodeURIComponent(url.pathname.slice("/storage/v1/b/lake/o/".length));
    requests.push(`${request.method} ${key}`);
    const there = objects.get(key);
    const wanted = url.searchParams.get("ifGenerationMatch");
    if (wanted !== null && wanted !== (there ? generationOf(there) : "0")) return refuse(answer, 412);
    if (upload) return objects.set(key, body), answer(200, "{}");
    if (url.pathname === "/storage/v1/b/lake/o") {
      const { names, next } = pageOf(objects, url.searchParams.get("prefix")!, url.searchParams.get("pageToken") ?? "");
      return answer(200, JSON.stringify({ items: names.map((name) => ({ name })), nextPageToken: next }));
    }
    if (!there) return answer(404, JSON.stringify({ error: { errors: [{ reason: "notFound" }] } }));
    if (request.method === "DELETE") return objects.delete(key), answer(204);
    answer(200, there, { "x-goog-generation": generationOf(there) });
  }, refuse);
}

/** Another for each content. */
function generationOf(body: Buffer): string {
  return String(createHash("md5").update(body).digest().readUInt32BE());
}

/** Azure's blobs, with one container `lake` of the account of emulators, whose shared key it checks. https://learn.microsoft.com/rest/api/storageservices/blob-service-rest-api */
export function startAzure(key: string): Promise<FakeStore> {
  const refuse = (answer: Asked["answer"], status: number, code = status === 403 ? "AuthenticationFailed" : "ServerBusy") => answer(status, "", { "x-ms-error-code": code });
  return startStore(({ request, url, body, store: { objects, requests }, answer }) => {
    const name = decodeURIComponent(url.pathname.slice("/devstoreaccount1/lake/".length));
    requests.push(`${request.method} ${name}`);
    const own = Object.entries(request.headers).filter(([header]) => header.startsWith("x-ms-")).sort().map(([header, value]) => `${header}:${String(value)}\n`).join("");
    const query = [...url.searchParams].sort().map(([parameter, value]) => `\n${parameter}:${value}`).join("");
    const { "if-match": match = "", "if-none-match": none = "" } = request.headers;
    const signed = `${request.method}\n\n\n${body.length || ""}\n\n\n\n\n${match}\n${none}\n\n\n${own}/devstoreaccount1${url.pathname}${query}`;
    const signature = createHmac("sha256", Buffer.from(key, "base64")).update(signed).digest("base64");
    if (request.headers.authorization !== `SharedKey devstoreaccount1:${signature}`) return refuse(answer, 403);
    const there = objects.get(name);
    const etag = there && `"0x${generationOf(there)}"`;
    if (match && match !== etag) return refuse(answer, 412, "ConditionNotMet");
    if (none && there) return refuse(answer, 409, "BlobAlreadyExists");
    if (request.method === "PUT") return request.headers["x-ms-blob-type"] === "BlockBlob" ? (objects.set(name, body), answer(201)) : refuse(answer, 400, "InvalidHeaderValue");
    if (url.searchParams.get("comp") === "list") {
      const { names, next } = pageOf(objects, url.searchParams.get("prefix")!, url.searchParams.get("marker") ?? "");
      return answer(200, `<?xml version="1.0"?><EnumerationResults><Blobs>${names.map((each) => `<Blob><Name>${each.replaceAll("&", "&amp;")}</Name></Blob>`).join("")}</Blobs><NextMarker>${next ?? ""}</NextMarker></EnumerationResults>`);
    }
    if (!there) return refuse(answer, 404, "BlobNotFound");
    if (request.method === "DELETE") return objects.delete(name), answer(202);
    answer(200, there, { etag: etag! });
  }, refuse);
}
