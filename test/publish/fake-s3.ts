import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What of S3 a publish uses, over real HTTP: one bucket, `lake`. Lists two names at a time. */
export interface FakeS3 {
  readonly url: string;
  readonly objects: Map<string, Buffer>;
  /** Method and key of every request. */
  readonly requests: string[];
  /** Answered in place of what would be, one a request: a status, or a connection that breaks. */
  readonly faults: (number | "break")[];
  close(): Promise<void>;
}

export async function startS3(): Promise<FakeS3> {
  const objects = new Map<string, Buffer>();
  const requests: string[] = [];
  const faults: (number | "break")[] = [];
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const body = Buffer.concat(pieces);
    const url = new URL(request.url!, "http://localhost");
    const key = decodeURIComponent(url.pathname.slice("/lake/".length));
    requests.push(`${request.method} ${key}`);
    const etagOf = (content: Buffer) => `"${createHash("md5").update(content).digest("hex")}"`;
    const answer = (status: number, text: Buffer | string = "", headers = {}) => response.writeHead(status, headers).end(text);
    const refuse = (status: number, code: string) => answer(status, `<?xml version="1.0"?><Error><Code>${code}</Code><Message>AKIAEXAMPLE may not</Message></Error>`);
    const fault = faults.shift();
    if (fault === "break") return void request.socket.destroy();
    if (fault !== undefined) return void refuse(fault, fault === 403 ? "AccessDenied" : "SlowDown");
    if (!/^AWS4-HMAC-SHA256 Credential=\S+,SignedHeaders=host;x-amz-content-sha256;x-amz-date(;x-amz-security-token)?,Signature=[0-9a-f]{64}$/.test(request.headers.authorization ?? "")) return void refuse(403, "SignatureDoesNotMatch");
    if (request.headers["content-length"] !== String(body.length)) return void refuse(411, "MissingContentLength");
    if (request.headers["x-amz-content-sha256"] !== createHash("sha256").update(body).digest("hex")) return void refuse(400, "XAmzContentSHA256Mismatch");
    const there = objects.get(key);
    const { "if-match": wanted, "if-none-match": none } = request.headers;
    if (wanted !== undefined && !there) return void refuse(404, "NoSuchKey");
    if ((wanted !== undefined && wanted !== etagOf(there!)) || (none === "*" && there)) return void refuse(412, "PreconditionFailed");
    if (request.method === "PUT") return void (objects.set(key, body), answer(200));
    if (request.method === "DELETE") return void (objects.delete(key), answer(204));
    if (url.searchParams.get("list-type") !== "2") return void (there ? answer(200, there, { etag: etagOf(there) }) : refuse(404, "NoSuchKey"));
    const names = [...objects.keys()].sort().filter((name) => name.startsWith(url.searchParams.get("prefix")!) && name > (url.searchParams.get("continuation-token") ?? ""));
    const next = names.length > 2 ? `<NextContinuationToken>${escape(names[1]!)}</NextContinuationToken>` : "";
    answer(200, `<ListBucketResult>${names.slice(0, 2).map((name) => `<Contents><Key>${escape(name)}</Key></Contents>`).join("")}${next}</ListBucketResult>`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => new Promise<void>((resolve) => (server.closeAllConnections(), server.close(() => resolve())));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, objects, requests, faults, close };
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("'", "&#x27;");
}
