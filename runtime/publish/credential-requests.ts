import { setTimeout as sleep } from "node:timers/promises";
import { DestinationError } from "../errors.ts";

export interface CredentialRequest {
  readonly method?: "GET" | "POST";
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks a service that gives credentials, some times where it is busy. `service`: for people. Neither what is sent nor what comes is in an error, but for its code. */
export async function askForJson<Answer>(service: string, url: string, { method = "GET", form, headers = {} }: CredentialRequest = {}): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const answer = await fetch(url, { method, headers, ...(form && { body: new URLSearchParams(form) }), redirect: "error", signal: AbortSignal.timeout(10_000) }).catch((error: Error) => error);
    if (!(answer instanceof Error) && answer.ok) return (await answer.json()) as Answer;
    const transient = answer instanceof Error || answer.status >= 500 || answer.status === 429;
    if (!transient || attempt === ATTEMPTS) {
      const what = answer instanceof Error ? "did not answer" : `answered ${answer.status}${codeOf(await answer.text())}`;
      throw new DestinationError(`${service} ${what} when asked for credentials. Check what this machine or person may do, and the network.`);
    }
    await sleep(200 * 2 ** attempt);
  }
}

const ATTEMPTS = 4;

function codeOf(text: string): string {
  const code = /"(?:Code|error|code)"\s*:\s*"(\w+)"/.exec(text)?.[1];
  return code === undefined ? "" : ` ${code}`;
}
