import { toTimer } from "./timer.ts";

export interface Limits {
  /** Milliseconds for the whole response, from the request to the last byte. */
  readonly timeout: number;
  /** Milliseconds between two parts of a body. */
  readonly idle: number;
}

export interface Clock {
  readonly signal: AbortSignal;
  /** The limit that was exceeded, if any. */
  readonly expired: string | undefined;
  /** Called for each part of the body. */
  touch(): void;
  stop(): void;
}

/** Aborts its signal if the response takes too long, if the body stalls, or if the caller aborts. */
export function startClock({ timeout, idle }: Limits, signal?: AbortSignal): Clock {
  const controller = new AbortController();
  const abort = () => controller.abort();
  let expired: string | undefined;
  const expire = (what: string) => () => {
    expired = what;
    abort();
  };
  const total = setTimeout(expire(`no complete answer in ${timeout / 1000} s`), toTimer(timeout));
  let silence: NodeJS.Timeout | undefined;
  if (signal?.aborted) abort();
  signal?.addEventListener("abort", abort, { once: true });
  return {
    signal: controller.signal,
    get expired() {
      return expired;
    },
    touch: () => {
      if (silence) silence.refresh();
      else silence = setTimeout(expire(`the answer stalled for ${idle / 1000} s`), toTimer(idle));
    },
    stop: () => {
      clearTimeout(total);
      clearTimeout(silence);
      signal?.removeEventListener("abort", abort);
    },
  };
}
