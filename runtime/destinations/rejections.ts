import { createHash } from "node:crypto";
import { DestinationError } from "../errors.ts";
import type { Rejection } from "../rows/rejection.ts";

/** The records of one load of one resource that its tables cannot hold. Each is kept once, however often it arrived. */
export interface Rejections {
  add(rejected: readonly Rejection[]): void;
  /** Must be called with each deduplication of the staged records. */
  turn(): void;
  /** Number of all distinct rejected records, and of those since the turn before the last. */
  readonly count: number;
  readonly latest: number;
  readonly all: Iterable<Rejection>;
  /** A message for people; undefined if there are none. */
  describe(): string | undefined;
}

/** If more are rejected, the resource as a whole does not fit its tables. */
const MOST = 10_000;

export function newRejections(resource: string): Rejections {
  const byRecord = new Map<string, { readonly rejection: Rejection; turn: number }>();
  let turn = 0;
  return {
    add(rejected) {
      for (const rejection of rejected) {
        byRecord.set(createHash("sha256").update(rejection.record).digest("base64"), { rejection, turn });
        if (byRecord.size > MOST) throw new DestinationError(`More than ${MOST} records of ${resource} cannot be stored: the first ${byRecord.values().next().value!.rejection.reason}.`, { concerns: "resource" });
      }
    },
    turn: () => void turn++,
    get count() {
      return byRecord.size;
    },
    get latest() {
      return [...byRecord.values()].filter((each) => each.turn === turn - 1).length;
    },
    get all() {
      return [...byRecord.values()].map(({ rejection }) => rejection);
    },
    describe() {
      const [first] = byRecord.values();
      if (!first) return undefined;
      const { key, reason } = first.rejection;
      const [what, which] = byRecord.size === 1 ? ["1 record", "it"] : [`${byRecord.size} records`, "the first"];
      return `${what} cannot be stored: ${which} ${reason} (${shorten(JSON.stringify(key))}). See _rejected`;
    },
  };
}

/** Keys can be very long, which is why some records are rejected. */
function shorten(key: string): string {
  return key.length > 120 ? `${key.slice(0, 120)}…` : key;
}
