/** One request, from sending to its last byte. Times in milliseconds, by one clock. */
export interface Sample {
  readonly sentAt: number;
  readonly endedAt: number;
  /** Requests of one kind have similar response times: path template and page size. */
  readonly kind: string;
  /** Requests in flight when this one was sent, including itself. */
  readonly inFlight: number;
  /** `limited`: 429. `overload`: 502, 503, 504, a time-out or a cut connection. `other`: a response that says nothing about load, e.g. 404. */
  readonly outcome: "ok" | "limited" | "overload" | "other";
  /** Requests a second that the server allows, if it says so. */
  readonly allowed?: number | undefined;
}

/** The responses to requests that were sent under one limit. */
export interface Round {
  readonly began: number;
  /** Whether the limit was reached. */
  readonly full: boolean;
  readonly count: number;
  /** Sum over the requests. */
  readonly inFlight: number;
  readonly kinds: ReadonlyMap<string, Latency>;
}

interface Latency {
  readonly count: number;
  /** Milliseconds. */
  readonly sum: number;
}

export function newRound(began: number, full = false): Round {
  return { began, full, count: 0, inFlight: 0, kinds: new Map() };
}

export function addSample(round: Round, { kind, sentAt, endedAt, inFlight }: Sample): Round {
  return addRound(round, { count: 1, inFlight, kinds: new Map([[kind, { count: 1, sum: endedAt - sentAt }]]) }, 1);
}

/** Merges two rounds. The earlier one counts only in part, so that the mean follows a changing server. */
export function addRound(earlier: Round, later: Pick<Round, "count" | "inFlight" | "kinds">, part: number): Round {
  const names = new Set([...earlier.kinds.keys(), ...later.kinds.keys()]);
  const add = (of: (round: Pick<Round, "count" | "inFlight" | "kinds">) => number | undefined) => (of(earlier) ?? 0) * part + (of(later) ?? 0);
  const kinds = new Map([...names].map((name) => [name, { count: add((round) => round.kinds.get(name)?.count), sum: add((round) => round.kinds.get(name)?.sum) }]));
  return { ...earlier, count: add(({ count }) => count), inFlight: add(({ inFlight }) => inFlight), kinds };
}

export function meanInFlight({ inFlight, count }: Round): number {
  return inFlight / count;
}

/** Ratio of the throughputs of two rounds, over the kinds of requests that both had; undefined if these are too few. */
export function throughputRatio(round: Round, before: Round): number | undefined {
  let [weight, sum] = [0, 0];
  for (const [kind, { count, sum: milliseconds }] of round.kinds) {
    const other = before.kinds.get(kind);
    if (!other) continue;
    const common = Math.min(count, other.count);
    weight += common;
    sum += common * Math.log(Math.max(milliseconds / count, 1) / Math.max(other.sum / other.count, 1));
  }
  if (weight < Math.min(round.count, before.count) / 2) return undefined;
  return meanInFlight(round) / meanInFlight(before) / Math.exp(sum / weight);
}
