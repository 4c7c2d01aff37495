export interface Rate {
  readonly perSecond: number;
  /** Size of the bucket. */
  readonly burst: number;
}

/** A token bucket: returns whether one more is admitted. It holds `burst` tokens and refills at `perSecond`. */
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
