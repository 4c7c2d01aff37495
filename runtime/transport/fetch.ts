/** What is asked of a `fetch`: the loader's, node's, or one with a proxy, a certificate or a recorder. */
export type Fetch = (url: string, init: { headers: Headers; redirect: "manual"; signal: AbortSignal }) => Promise<Answer>;

/** What is looked at of a `Response`. */
export interface Answer extends Pick<Response, "status" | "statusText" | "ok" | "headers"> {
  readonly body: (AsyncIterable<Uint8Array> & { cancel(): Promise<void> }) | null;
}
