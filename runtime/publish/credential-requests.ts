import { makeHttpClient, RequestError, type HttpRequest, type Service } from "./http-client.ts";

export interface CredentialRequest {
  /** Name of the service, for messages. */
  readonly service: string;
  readonly method?: HttpRequest["method"];
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Connect without a proxy: the service belongs to this machine. */
  readonly direct?: boolean;
  /** Fields without which a response has no credentials. */
  readonly needs?: readonly string[];
  /** What to do if it refuses. Default: check rights. */
  readonly advice?: string;
}

/** Requests credentials from a service, with retries while it is busy. An error has the code of the response, and nothing else of request or response. */
export function askForJson<Answer>(url: string, request: CredentialRequest): Promise<Answer> {
  return makeHttpClient(describe(request)).ask<Answer>(toRequest(url, request));
}

/**
 * Asks a service that only some machines have, without a proxy. Undefined if it does not answer or has nothing.
 * `timeout`: milliseconds after which it counts as absent.
 */
export async function findText(url: string, request: CredentialRequest, timeout = 1000): Promise<string | undefined> {
  const service = describe({ ...request, direct: true });
  const client = makeHttpClient({ ...service, patience: { ...service.patience, timeout, unanswered: 1 } });
  try {
    return String((await client.send(toRequest(url, request))).body);
  } catch (error) {
    if (error instanceof RequestError) return undefined;
    throw error;
  }
}

/** The same for JSON. Undefined also if the response is not JSON. */
export async function findJson<Answer>(url: string, request: CredentialRequest, timeout?: number): Promise<Answer | undefined> {
  const text = await findText(url, request, timeout);
  try {
    return text === undefined ? undefined : (JSON.parse(text) as Answer);
  } catch {
    return undefined;
  }
}

function describe({ service, direct = false, advice = "Check what this machine or person may do." }: CredentialRequest): Service {
  return {
    name: service,
    direct,
    codeOf: ({ body }) => /"(?:Code|error|code)"\s*:\s*"(\w+)"/.exec(String(body))?.[1] ?? "",
    explain: () => advice,
    patience: { attempts: 4, unanswered: 4, firstWait: 400, timeout: 10_000, mostBytes: 2 ** 20 },
  };
}

function toRequest(url: string, { service, method = "GET", form, headers = {}, needs = [] }: CredentialRequest): HttpRequest {
  return {
    method, url, needs,
    what: `The request to ${service} for credentials`,
    headers: { ...(form && { "content-type": "application/x-www-form-urlencoded" }), ...headers },
    ...(form && { body: Buffer.from(String(new URLSearchParams(form))) }),
  };
}
