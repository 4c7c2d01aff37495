import type { Told } from "./changed-rows.ts";
import type { CursorState, Destination } from "../../destinations/destination.ts";
import { sql } from "../../destinations/sql.ts";
import { findPart } from "./find-part.ts";
import { type Parents, NO_PARENTS } from "./find-parents.ts";
import { planRead, type ReadPlan } from "./plan-read.ts";
import type { Resource } from "../../resource.ts";

/** What a webhook tells: that something has happened to a record. What it says of the record itself is never used. */
export interface Hint {
  /** The type of the webhook's object: `invoice`. */
  readonly of: string;
  /** The values that may say which rows are concerned, under the names that `Change.by` has, joined by a dot: `customer.external_id`. */
  readonly keys: Readonly<Record<string, string>>;
  /** Whose record it is, by the organisation's id. Undefined: of the one whose key loads. */
  readonly organization?: string;
}

/** The resources, among these, of which one of the hints tells. */
export function concernedBy<R extends Resource>(hints: Iterable<Pick<Hint, "of">>, resources: readonly R[]): R[] {
  const kinds = new Set([...hints].map(({ of }) => of));
  return resources.filter(({ webhooks }) => webhooks?.some(({ of }) => of.some((kind) => kinds.has(kind))));
}

export interface Hinted {
  readonly hints: readonly Hint[];
  readonly destination: Destination;
  readonly now: Date;
}

/** What to read of a list after webhooks. */
export async function planHints(resource: Resource, state: CursorState | undefined, parents: Parents = NO_PARENTS, { hints, destination, now }: Hinted): Promise<ReadPlan> {
  const { webhooks = [] } = resource;
  const told = hints.filter(({ of }) => webhooks.some((change) => change.of.includes(of)));
  const part = await findPart(resource, webhooks, toRows(told), { destination, source: "webhooks" });
  if (typeof part !== "string") return { stretches: [], ...part, scope: "webhooks", latest: true };
  return { ...planRead(resource, state, { full: true }, now, parents), extent: `whole list, ${part}`, latest: true, confirms: false };
}

/** Their values are parameters, two lists however many they are. */
function toRows(hints: readonly Hint[]): Told {
  return {
    rows: sql`(SELECT unnest(${hints.map(({ of }) => of)}) AS kind, unnest(${hints.map(({ keys }) => JSON.stringify(keys))}) AS keys) AS told`,
    kind: sql`kind`,
    value: ({ by }) => sql`(keys::json ->> ${by.join(".")})`,
  };
}
