import { addRound, addSample, meanInFlight, newRound, type Round, type Sample, throughputRatio } from "./rounds.ts";

/** The number of requests that may be in flight. `fixed` never changes; `adaptive` learns from each response. */
export interface Limiter {
  readonly limit: number;
  /** Learns from one request that has ended. */
  observe(sample: Sample): void;
}

export function fixedLimiter(limit: number): Limiter {
  return { limit, observe: () => {} };
}

/** A small self-hosted Lago has 3 to 5 Puma threads. */
const FIRST = 4;
/** Each request in flight may hold a page of a megabyte. 25 use up the 50 requests a second of Lago Cloud at half a second each. */
const MOST = 32;

/**
 * Finds the smallest number of requests in flight that gives nearly all of the throughput, by experiment. By Little's law, throughput is
 * the number in flight divided by the latency, so one round of responses at each of two limits compares them. Limiters that compare
 * latency with the best ever seen (Vegas, gradient) misjudge pages that become slower with depth; two consecutive rounds do not.
 *
 * It doubles while that pays (slow start), then tries a quarter more or less now and then. Overload cuts it at once (AIMD), or ends the
 * attempt that drew it, and such a number is not tried again for some time. A server that announces its rate limit is expected to serve
 * that rate: slow start skips to the number that reaches it at the response time so far.
 */
export function adaptiveLimiter(): Limiter {
  /** The best limit so far, and the one that is tried beside it. */
  let settled = FIRST;
  let tried = FIRST;
  let before: Round | undefined;
  let round = newRound(-Infinity);
  let cutAt = -Infinity;
  /** Slow start, until it may have skipped to what the announced rate takes; a skip that is being checked; slow start behind it; the rest. */
  let phase: "starting" | "checking" | "climbing" | "settled" = "starting";
  let direction: 1 | -1 = 1;
  /** The shortest response time of each kind during slow start. */
  const shortest = new Map<string, number>();
  /** Consecutive attempts without effect, and rounds to wait before the next. */
  let failures = 0;
  let rest = 0;
  /** The most that is tried, below what drew a refusal, for so many more rounds; the rounds double if it draws another. */
  let ceiling = MOST;
  let ceilingRounds = 0;
  let nextCeilingRounds = CEILING_ROUNDS;

  function observe(sample: Sample): void {
    if (sample.outcome === "overload" || sample.outcome === "limited") return overload(sample);
    // Requests that were sent under another limit, or before this one was reached, would distort the comparison.
    if (sample.outcome === "other" || sample.sentAt < round.began) return;
    if (phase !== "settled" && skip(sample)) return;
    if (!round.full && sample.inFlight >= tried) round = newRound(round.began, true);
    round = addSample(round, sample);
    if (round.count >= needed()) endRound(sample.endedAt);
  }

  /** Returns true if the limit has changed: to what gives the announced rate, or back because response times show a queue there. */
  function skip(sample: Sample): boolean {
    const { kind, sentAt, endedAt, allowed } = sample;
    const least = Math.min(endedAt - sentAt, shortest.get(kind) ?? Infinity);
    shortest.set(kind, least);
    if (phase === "checking") {
      const { count, sum } = addSample(round, sample).kinds.get(kind)!;
      if (count < LEAST_AT_START || sum / count <= QUEUED * least) return false;
      tried = settled;
      before = undefined;
      phase = "climbing";
    } else {
      const enough = Math.min(MOST, Math.ceil(((allowed ?? 0) * least * RESERVE) / 1000));
      if (phase === "climbing" || enough < 2 * tried) return false;
      before ??= addSample(newRound(round.began), sample);
      tried = enough;
      phase = "checking";
    }
    round = newRound(endedAt);
    return true;
  }

  const needed = () => (phase === "settled" ? Math.max(LEAST_SAMPLES, 2 * tried) : Math.max(LEAST_AT_START, tried));

  function endRound(now: number): void {
    const ended = round;
    round = newRound(now);
    if (ceiling < MOST && --ceilingRounds <= 0) ceiling = MOST;
    const gain = before && throughputRatio(ended, before);
    if (phase === "checking") {
      phase = "climbing";
      if (gain === undefined) settled = tried;
    }
    // There was no demand for more requests, or Lago's rate limit held them. The limit stays, cut to what is used of it.
    if (meanInFlight(ended) < BUSY * tried) {
      if (tried > settled && gain !== undefined && gain > NO_WORSE) settled = tried;
      if (meanInFlight(ended) > IDLE * settled) settled = Math.min(settled, Math.max(FIRST, Math.ceil(meanInFlight(ended) / BUSY)));
      tried = settled;
      before = undefined;
      return;
    }
    if (tried === settled || gain === undefined) {
      tried = settled;
      before = before ? addRound(before, ended, 0.5) : ended;
      if (rest > 0) rest--;
      else attempt();
      return;
    }
    if (gain >= (tried < settled ? 1 - LOSS : phase === "settled" ? 1 + GAIN : GAIN_AT_START)) {
      settled = tried;
      failures = 0;
      before = ended;
      attempt();
      return;
    }
    // One round at the old limit, so that the next attempt is compared with the present state.
    phase = "settled";
    tried = settled;
    before = undefined;
    direction = direction === 1 ? -1 : 1;
    failures++;
    rest = failures < 2 ? 0 : Math.min(MOST_REST, 2 ** (failures - 2));
  }

  function attempt(): void {
    const step = phase === "settled" ? Math.max(1, Math.floor(settled * STEP)) : settled;
    tried = Math.min(ceiling, Math.max(1, settled + direction * step));
    if (tried !== settled) return;
    // At the highest or lowest limit there is only one direction.
    phase = "settled";
    direction = direction === 1 ? -1 : 1;
    rest = MOST_REST;
  }

  function overload({ sentAt, endedAt, outcome }: Sample): void {
    // Of requests that were sent together, only the first failure counts.
    if (sentAt < cutAt) return;
    cutAt = endedAt;
    const isAttempt = tried > settled;
    // A rate limit says nothing about the number in flight.
    if (outcome === "overload") {
      ceiling = isAttempt ? settled : Math.max(1, tried - 1);
      ceilingRounds = nextCeilingRounds;
      nextCeilingRounds = Math.min(2 * nextCeilingRounds, MOST_CEILING_ROUNDS);
    }
    // An attempt that failed leaves what was well before it.
    if (!isAttempt) settled = Math.max(1, Math.floor(tried * CUT));
    tried = settled;
    before = undefined;
    phase = "settled";
    direction = 1;
    failures = 0;
    rest = REST_AFTER_OVERLOAD;
    round = newRound(endedAt);
  }

  return {
    get limit() {
      return tried;
    },
    observe,
  };
}

/** Responses per round: enough for their mean to be off by 5 % if latency varies by a quarter. Slow start only needs to detect a half. */
const LEAST_SAMPLES = 24;
const LEAST_AT_START = 6;
/** The part of the limit that must be in use for a round to count. */
const BUSY = 0.85;
/** The gain that more requests need, and the loss that fewer may cause. */
const GAIN = 0.06;
const GAIN_AT_START = 1.35;
const LOSS = 0.015;
const NO_WORSE = 0.9;
const IDLE = 0.5;
const STEP = 0.25;
/** More than the announced rate takes at the shortest response time, since most are longer. */
const RESERVE = 1.25;
/** The mean response time, of the shortest, that shows a queue. */
const QUEUED = 2;
const CUT = 0.7;
/** Rounds between two attempts, if none has an effect. */
const MOST_REST = 12;
const REST_AFTER_OVERLOAD = 4;
/** Rounds in which what drew a refusal is not tried again. */
const CEILING_ROUNDS = 16;
const MOST_CEILING_ROUNDS = 256;
