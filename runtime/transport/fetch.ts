/** The part of `fetch` that the client uses. Node's own `fetch` has this type, and so has a wrapper that records requests. */
export type Fetch = (url: string, init: { headers: Headers; redirect: "manual"; signal: AbortSignal }) => Promise<Answer>;

/** Names in lower case. */
export type AnswerHeaders = Pick<Headers, "get">;

/** The part of a `Response` that the client uses. */
export interface Answer extends Pick<Response, "status" | "statusText" | "ok"> {
  readonly headers: AnswerHeaders;
  readonly body: (AsyncIterable<Uint8Array> & { cancel(): Promise<void> }) | null;
  /** Whether nobody else reads the pieces of the body, so that they may be freed. */
  readonly owned?: boolean;
}
