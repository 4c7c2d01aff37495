import type { JsonObject } from "./rows.ts";
import type { TableName } from "./tables.ts";
import type { Envelope } from "./webhooks.ts";

/** A record as it was before and after; null where there was none, or is none any more. */
export interface Alteration {
  readonly table: TableName;
  readonly before: JsonObject | null;
  readonly after: JsonObject | null;
}

/**
 * The webhooks that Lago sends when a record changes, as seen on the wire of commit 1b1c24a6a: none for many changes. A payload has the record as it
 * was when the job ran that sends it, here at the time of the change.
 */
export function announce({ table, before, after }: Alteration): readonly Omit<Envelope, "organization">[] {
  const object = (after ?? before)!;
  const objectType = OBJECTS[table];
  if (objectType === undefined) return [];
  return findTypes(table, before, after).map((type) => ({ type, objectType, object }));
}

const OBJECTS: Partial<Record<TableName, string>> = {
  billable_metrics: "billable_metric",
  credit_notes: "credit_note",
  customers: "customer",
  fees: "fee",
  invoices: "invoice",
  plans: "plan",
  subscriptions: "subscription",
  wallet_transactions: "wallet_transaction",
  wallets: "wallet",
};

function findTypes(table: TableName, before: JsonObject | null, after: JsonObject | null): readonly string[] {
  const changed = (key: string) => before !== null && after !== null && before[key] !== after[key];
  switch (table) {
    case "customers":
      // Deleting one sends nothing.
      return after === null ? [] : [before === null ? "customer.created" : "customer.updated"];
    case "fees":
      return before === null && after!["pay_in_advance"] === true ? ["fee.created"] : [];
    case "invoices":
      if (after === null) return ["invoice.deleted"];
      if (before === null) return [after["status"] === "draft" ? "invoice.drafted" : "invoice.created"];
      if (changed("status")) return [after["status"] === "voided" ? "invoice.voided" : "invoice.created"];
      if (changed("payment_status")) return ["invoice.payment_status_updated"];
      // A draft that is refreshed sends nothing.
      return changed("payment_overdue") ? ["invoice.payment_overdue"] : [];
    case "subscriptions":
      if (before === null) return ["subscription.started"];
      // A period that begins sends nothing of its own.
      return changed("status") ? ["subscription.updated", "subscription.terminated"] : [];
    case "wallet_transactions":
      // What remains of one changes in silence, and so does its name.
      return before === null ? ["wallet_transaction.created"] : [];
    case "wallets":
      return before === null ? ["wallet.created"] : changed("balance_cents") || changed("status") ? ["wallet.updated"] : [];
    case "credit_notes":
      return before === null ? ["credit_note.created"] : [];
    case "billable_metrics":
    case "plans": {
      const kind = OBJECTS[table]!;
      return [`${kind}.${before === null ? "created" : after === null ? "deleted" : "updated"}`];
    }
    default:
      return [];
  }
}
