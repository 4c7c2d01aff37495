import type { LagoErrorFacts } from "../errors.ts";

/** The error of a request that had no response, or only a part of one. */
export interface Failure extends Pick<LagoErrorFacts, "kind" | "transient"> {
  readonly reason: string;
}

/** `fetch failed` explains nothing: the reason is in the causes, as a code (`ECONNREFUSED`) or a sentence. */
export function explainFailure(error: unknown, { host }: URL): Failure {
  let cause: unknown = error;
  while (cause instanceof Error && cause.cause) cause = cause.cause;
  const { code = "", message = "", proxy } = Object(cause) as { code?: string; message?: string; proxy?: string };
  const { kind = "unreachable", transient = true, reason } = RULES.find(({ codes }) => codes.test(code) || codes.test(message)) ?? OTHER;
  return { kind, transient, reason: `${proxy === undefined ? "" : `through the proxy ${proxy}: `}${reason(code, host, message)}` };
}

interface Rule {
  /** Found by the code, or, if there is none, in the message. */
  readonly codes: RegExp;
  readonly reason: (code: string, host: string, message: string) => string;
  readonly kind?: Failure["kind"];
  /** False: a retry would fail as well. */
  readonly transient?: boolean;
}

const OTHER: Rule = { codes: /^/, reason: (code, _, message) => `${message} ${code && `(${code})`}`.trim() };

const RULES: readonly Rule[] = [
  { codes: /^ECONNREFUSED$/, reason: () => "nothing listens at this address (ECONNREFUSED)" },
  { codes: /^ECONNRESET$/, reason: () => "the connection was reset (ECONNRESET)" },
  { codes: /^ENOTFOUND$/, reason: () => "the name of the host is not known (ENOTFOUND)" },
  { codes: /^EAI_AGAIN$/, reason: () => "the name of the host could not be looked up (EAI_AGAIN)" },
  { codes: /^ETIMEDOUT$/, reason: () => "the connection timed out (ETIMEDOUT)" },
  { codes: /^UND_ERR_CONNECT_TIMEOUT$/, reason: () => "the connection timed out" },
  { codes: /^UND_ERR_SOCKET$/, reason: () => "the connection broke before the answer was complete" },
  { codes: /^ERR_TLS_CERT_ALTNAME_INVALID$/, transient: false, reason: (code, host) => `the certificate is not one of ${host} (${code}). Use the name that it was made for` },
  { codes: /^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/, transient: false, reason: (code, host) => `the certificate of ${host} is not valid today (${code}). Renew it, or set the clock of this machine` },
  {
    codes: /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?|CERT_UNTRUSTED|INVALID_CA|CERT_SIGNATURE_FAILURE)$/,
    transient: false,
    // Node reads the variable before a program can read `.env`.
    reason: (code, host) => `this machine does not know who signed the certificate of ${host} (${code}). If that is an authority of your own, put its certificate into a file and name that in the environment: NODE_EXTRA_CA_CERTS=/path/to/ca.pem (in .env it has no effect)`,
  },
  { codes: /^(CERT_|CRL_)/, transient: false, reason: (code, host) => `the certificate of ${host} is refused (${code})` },
  { codes: /wrong.version.number|packet.length.too.long|ssl_choose_client_version|http.request/i, transient: false, reason: (_, host) => `${host} does not speak TLS. Write the port that does, or http:// in place of https://` },
  { codes: /^(EPROTO|ERR_SSL_)/, reason: (code) => `no TLS connection can be made (${code})` },
  { codes: /^HPE_HEADER_OVERFLOW$/, kind: "malformed", transient: false, reason: (code) => `the headers of the answer are too long (${code})` },
  { codes: /^HPE_/, kind: "malformed", reason: (code) => `the answer is not HTTP (${code})` },
  { codes: /^UNKNOWN_CODING$/, kind: "malformed", transient: false, reason: (_, __, message) => message },
  { codes: /^PROXY_REFUSES$/, transient: false, reason: (_, __, message) => message },
  { codes: /^(Z_|ERR__ERROR_|ERR_(BROTLI|ZLIB|ZSTD)|ZSTD_)/, kind: "malformed", reason: (code) => `the packed body is damaged (${code})` },
];
