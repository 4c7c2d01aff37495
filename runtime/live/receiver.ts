import { createServer, type IncomingMessage, type Server } from "node:http";
import type { HintLog } from "./hint-log.ts";
import { type HintReader, readWebhook } from "./hint-reader.ts";
import { newBucket } from "./bucket.ts";
import { limitIntake } from "./limit-intake.ts";
import { type Algorithm, isAlgorithm, isSigned, type WebhookKeys } from "./signature.ts";
import type { LiveTally, Outcome } from "./tally.ts";

export interface ReceiverOptions {
  readonly keys: WebhookKeys;
  readonly readHint: HintReader;
  readonly log: Pick<HintLog, "add">;
  readonly tally: LiveTally;
  /** The organisation of the API key, whose webhooks are accepted. Undefined if Lago does not say. */
  readonly findOrganization: () => Promise<string | undefined>;
  /** Called for each new hint. */
  readonly onHint: () => void;
}

export const PATH = "/webhooks/lago";

/**
 * A token carries the whole payload in a header: 651 kB for an invoice of 300 fees, 2.2 MB for one of 1,000. Node's own limit of
 * 16 kB refuses one of six.
 */
const MAX_HEADER = 4 << 20;
const MAX_BODY = 4 << 20;
/** Bytes of all pending requests. */
const MAX_INTAKE = 128 << 20;
const MAX_CONNECTIONS = 8_192;
const TIMES = { headersTimeout: 10_000, requestTimeout: 20_000, connectionsCheckingInterval: 2_000, keepAliveTimeout: 5_000 };
const RATE = { perSecond: 1_000, burst: 10_000 };

/**
 * Receives webhooks at `POST /webhooks/lago`. A request is not parsed before its signature is verified, nothing of it is sent back, and only the
 * record's keys are kept. 200 means that the hint is on the disk; after any other response Lago retries.
 */
export function createReceiver(options: ReceiverOptions): Server {
  const { tally } = options;
  const admit = newBucket(RATE);
  const server = createServer({ maxHeaderSize: MAX_HEADER, ...TIMES }, (request, response) => {
    const answer = (status: number, headers: Record<string, string> = {}) => {
      // The rest of an unread body is not awaited.
      response.writeHead(status, { "content-length": "0", "cache-control": "no-store", ...(request.complete ? {} : { connection: "close" }), ...headers }).end();
    };
    if (request.url?.replace(/\?.*/s, "") !== PATH) return answer(404);
    if (request.method !== "POST") return answer(405, { allow: "POST" });
    const count = (outcome: Outcome) => {
      tally.outcomes[outcome] += 1;
      answer(...STATUSES[outcome]);
    };
    if (!admit()) return count("too_many");
    take(request, options).then(count, () => count("unwritable"));
  });
  server.maxConnections = MAX_CONNECTIONS;
  limitIntake(server, MAX_INTAKE);
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    // Called again for the rest of the same request.
    if (!socket.writable) return void socket.destroy();
    if (error.code === "HPE_HEADER_OVERFLOW") tally.outcomes.too_large += 1;
    socket.end(`HTTP/1.1 ${REFUSALS[error.code ?? ""] ?? "400 Bad Request"}\r\nconnection: close\r\n\r\n`);
  });
  return server;
}

const STATUSES: Readonly<Record<Outcome, [status: number, headers?: Record<string, string>]>> = {
  kept: [200],
  merged: [200],
  unconcerned: [200],
  unsigned: [401],
  forged: [401],
  foreign: [403],
  malformed: [400],
  too_large: [413],
  too_many: [429, { "retry-after": "1" }],
  unwritable: [503, { "retry-after": "1" }],
};

/** Invalid HTTP, or a request that is too slow: the response that Node sends by default. */
const REFUSALS: Readonly<Record<string, string>> = { HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large", ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout" };

/** Rejects if the hint cannot be written, or cannot be verified now: Lago then retries. */
async function take(request: IncomingMessage, { keys, readHint, log, findOrganization, onHint }: ReceiverOptions): Promise<Outcome> {
  const { "x-lago-signature": signature, "x-lago-signature-algorithm": algorithm } = request.headers;
  if (typeof signature !== "string" || signature === "" || typeof algorithm !== "string" || !isAlgorithm(algorithm)) return "unsigned";
  const body = await readBody(request);
  if (body === undefined) return "too_large";
  if (!(await isSigned({ algorithm, signature, body }, keys))) return "forged";
  const webhook = readWebhook(body);
  if (webhook === undefined) return "malformed";
  if (!(await isOwn(webhook.organization, algorithm, findOrganization))) return "foreign";
  const hint = readHint(webhook);
  if (hint === undefined) return "unconcerned";
  const outcome = await log.add(hint);
  onHint();
  return outcome;
}

/**
 * All organisations of a server share the key of its tokens: only their ids distinguish them. An HMAC key belongs to one organisation, so it
 * is sufficient proof while Lago does not say whose the API key is.
 */
async function isOwn(sender: string, algorithm: Algorithm, findOrganization: ReceiverOptions["findOrganization"]): Promise<boolean> {
  const organization = await (algorithm === "jwt" ? findOrganization() : findOrganization().catch(() => undefined));
  return organization === undefined ? algorithm === "hmac" : sender === organization;
}

/** Undefined if it is larger than any webhook of Lago's. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(request.headers["content-length"] ?? 0) > MAX_BODY) return undefined;
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > MAX_BODY) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
