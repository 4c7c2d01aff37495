import type { Told } from "./changed-rows.ts";
import type { CursorState, Destination } from "../../destinations/destination.ts";
import { sql } from "../../destinations/sql.ts";
import { findPart } from "./find-part.ts";
import { type Parents, NO_PARENTS } from "./find-parents.ts";
import { planRead, type ReadPlan } from "./plan-read.ts";
import type { Resource } from "../../resource.ts";

/** What a webhook announces: a record has changed. Its content is never used. */
export interface Hint {
  /** The type of the webhook's object: `invoice`. */
  readonly of: string;
  /** Values that may identify the concerned rows, by the names in `Change.by`, joined by a dot: `customer.external_id`. */
  readonly keys: Readonly<Record<string, string>>;
  /** The id of the record's organisation. Undefined: that of the API key. */
  readonly organization?: string;
}

/** Those of the resources that a hint concerns. */
export function concernedBy<R extends Resource>(hints: Iterable<Pick<Hint, "of">>, resources: readonly R[]): R[] {
  const kinds = new Set([...hints].map(({ of }) => of));
  return resources.filter(({ webhooks }) => webhooks?.some(({ of }) => of.some((kind) => kinds.has(kind))));
}

export interface Hinted {
  readonly hints: readonly Hint[];
  readonly destination: Destination;
  readonly now: Date;
}

/** Decides what to read of a list after webhooks. */
export async function planHints(resource: Resource, state: CursorState | undefined, parents: Parents = NO_PARENTS, { hints, destination, now }: Hinted): Promise<ReadPlan> {
  const { webhooks = [] } = resource;
  const told = hints.filter(({ of }) => webhooks.some((change) => change.of.includes(of)));
  const part = await findPart(resource, webhooks, toRows(told), { destination, source: "webhooks" });
  if (typeof part !== "string") return { stretches: [], ...part, scope: "webhooks", latest: true, confirms: false };
  return { ...planRead(resource, state, { full: true }, now, parents), extent: `whole list, ${part}`, latest: true, confirms: false };
}

/** Values are passed as two list parameters, whatever their number. */
function toRows(hints: readonly Hint[]): Told {
  return {
    rows: sql`(SELECT unnest(${hints.map(({ of }) => of)}) AS kind, unnest(${hints.map(({ keys }) => JSON.stringify(keys))}) AS keys) AS told`,
    kind: sql`kind`,
    value: ({ by }) => sql`(keys::json ->> ${by.join(".")})`,
  };
}
