/** Pseudo-random choices that a seed repeats exactly, on every machine. */
export type Random = {
  /** In [0, 1). */
  next(): number;
  /** A whole number, both ends included. */
  int(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(choices: readonly T[]): T;
  /** A version 4 UUID. */
  uuid(): string;
  /** An independent stream: a new choice in one domain leaves the records of all others as they were. */
  fork(name: string): Random;
};

/** `stream`: where the states of two streams meet, which are only 32 bits, their UUIDs still differ. */
export function makeRandom(seed: number, stream = 0): Random {
  let state = seed >>> 0;
  // mulberry32 (public domain, Tommy Ettinger)
  const bits = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
  const next = () => bits() / 2 ** 32;
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (choices) => choices[int(0, choices.length - 1)]!,
    uuid: () => {
      const hex = [(bits() ^ stream) >>> 0, bits(), bits(), bits()].map((word) => word.toString(16).padStart(8, "0")).join("");
      const variant = "89ab"[bits() & 3];
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
    },
    fork: (name) => makeRandom(hash(name, seed ^ 0x811c9dc5, 0x01000193), hash(name, stream ^ 0x9e3779b9, 0x85ebca6b)),
  };
}

function hash(name: string, start: number, factor: number): number {
  return [...name].reduce((sum, letter) => Math.imul(sum ^ letter.codePointAt(0)!, factor), start);
}
