import type { JsonObject, Keys } from "./rows.ts";
import type { Lago } from "./server.ts";
import type { TableName } from "./tables.ts";

/** Does to the records of a fake Lago what happens to a company's, and logs it as the server does. */
export interface Doer {
  /** Creates or changes a record, and logs that as `activity`: `plan.updated`. */
  put(activity: string, table: TableName, record: JsonObject, hidden?: Keys): void;
  remove(activity: string, table: TableName, id: string): void;
  /** Logs what concerns a record that stays as it is. */
  log(activity: string, record: JsonObject): void;
  /** From now on activities wait in the queue, until they arrive with the times at which they were logged. */
  hold(): void;
  arrive(): void;
}

/** The server logs through a queue and knows whole seconds (app/services/utils/activity_log.rb). */
export function makeDoer(lago: Lago, now: () => number): Doer {
  const queue: JsonObject[] = [];
  let held = false;
  let count = 0;

  return {
    put(activity, table, record, hidden) {
      const customer = customerOf(record);
      lago.put(table, record, { ...(customer !== null && { external_customer_id: customer }), ...hidden });
      log(activity, record);
    },
    remove(activity, table, id) {
      const row = lago.rows(table).find((row) => row.id === id)!;
      lago.remove(table, id);
      log(activity, { ...(JSON.parse(row.text) as JsonObject), ...(row.keys["lago_id"] === undefined && { id }) });
    },
    log,
    hold: () => void (held = true),
    arrive() {
      held = false;
      for (const entry of queue.splice(0)) lago.put("activity_logs", entry);
    },
  };

  function log(activity: string, record: JsonObject): void {
    const at = `${new Date(now()).toISOString().slice(0, 19)}Z`;
    const entry: JsonObject = {
      activity_id: `aaaaaaaa-0000-4000-8000-${String(++count).padStart(12, "0")}`,
      activity_type: activity,
      activity_source: "system",
      user_email: null,
      ...findResource(activity, record),
      activity_object: texts(record),
      activity_object_changes: {},
      external_customer_id: activity.startsWith("customer.") ? record["external_id"]! : customerOf(record),
      external_subscription_id: activity.startsWith("subscription.") ? record["external_id"]! : null,
      logged_at: at,
      created_at: at,
    };
    if (held) queue.push(entry);
    else lago.put("activity_logs", entry);
  }
}

function customerOf(record: JsonObject): string | null {
  const customer = record["external_customer_id"] ?? (record["customer"] as JsonObject | undefined)?.["external_id"];
  return customer === undefined || customer === null ? null : String(customer);
}

/** What is logged under another record: a payment under what it pays, a transaction under its wallet, an applied coupon under the coupon. */
function findResource(activity: string, record: JsonObject): JsonObject {
  const [object = ""] = activity.split(".");
  const [resource_type, column] = OWNERS[object] ?? [CLASSES[object] ?? toClass(object), "lago_id"];
  const id = [record[column]].flat()[0] ?? record["id"]!;
  // Features have no lago_id that anybody is told.
  return { resource_type, resource_id: object === "feature" ? FEATURE : id };
}

const OWNERS: Record<string, [resourceType: string, column: string]> = {
  applied_coupon: ["Coupon", "lago_coupon_id"],
  payment: ["Invoice", "invoice_ids"],
  wallet_transaction: ["Wallet", "lago_wallet_id"],
};
const CLASSES: Record<string, string> = { feature: "Entitlement::Feature", billing_entities: "BillingEntity" };
const FEATURE = "ffffffff-0000-4000-8000-000000000000";

const toClass = (name: string) => name.split("_").map((word) => word[0]!.toUpperCase() + word.slice(1)).join("");

/** ClickHouse maps hold texts: what is nested becomes JSON inside of JSON. */
function texts(record: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, value === null || typeof value === "string" ? value : JSON.stringify(value)]));
}
