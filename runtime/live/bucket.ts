export interface Rate {
  readonly perSecond: number;
  /** So many at once. */
  readonly burst: number;
}

/** Answers whether one more is let in: a bucket of `burst` tokens that fills up again with `perSecond`. */
export function newBucket({ perSecond, burst }: Rate, now: () => number = () => performance.now()): () => boolean {
  let tokens = burst;
  let at = now();
  return () => {
    const later = now();
    tokens = Math.min(burst, tokens + ((later - at) / 1000) * perSecond);
    at = later;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
