import { invalid, notFound } from "./refusal.ts";
import type { Row } from "./rows.ts";
import type { Store } from "./store.ts";

/** How the path of a nested list picks its rows: the column and its value, or a refusal when the parent is not there. */
export type Parent = {
  find(store: Store, segments: readonly string[], query: URLSearchParams): { column: string; value: string };
  /** Every parent that a complete crawl has to ask, with the query it needs to be answered. */
  all(store: Store): { segments: string[]; query?: string }[];
};

export const customer: Parent = {
  find: (store, [externalId]) => {
    findCustomer(store, externalId!);
    return { column: "external_customer_id", value: externalId! };
  },
  all: (store) =>
    store
      .rows("customers")
      .filter(isLive)
      .map((row) => ({ segments: [text(row, "external_id")] })),
};

/** A wallet below its customer, by code: those without one cannot be reached. */
export const customerWallet: Parent = {
  find: (store, [externalId, code]) => {
    findCustomer(store, externalId!);
    const wallet = store.where("wallets", "external_customer_id", externalId!).find((row) => row.keys["code"] === code);
    if (!wallet) throw notFound("wallet");
    return { column: "lago_wallet_id", value: wallet.id };
  },
  all: (store) =>
    store
      .rows("wallets")
      .filter((row) => row.keys["code"] != null && isCustomer(store, text(row, "external_customer_id")))
      .map((row) => ({ segments: [text(row, "external_customer_id"), text(row, "code")] })),
};

/** The customer is in the path, the subscription in the query, and both are needed. */
export const customerSubscription: Parent = {
  find: (store, [externalId], query) => {
    const subscription = query.get("external_subscription_id");
    if (!subscription) throw invalid("external_subscription_id", "value_is_mandatory");
    const known = store.where("subscriptions", "external_id", subscription);
    // Of a customer or a subscription that it does not know, the server lists nothing.
    const own = isCustomer(store, externalId!) && known.some((row) => row.keys["external_customer_id"] === externalId);
    return { column: "external_subscription_id", value: own ? subscription : "" };
  },
  all: (store) =>
    distinct(
      store
        .rows("subscriptions")
        .filter((row) => isCustomer(store, text(row, "external_customer_id")))
        .map((row) => ({
          segments: [text(row, "external_customer_id")],
          query: `external_subscription_id=${encodeURIComponent(text(row, "external_id"))}`,
        })),
    ),
};

/** Only plans that `/plans` lists: the copies made for one subscription share their code. */
export const plan: Parent = {
  find: (store, [code]) => ({ column: "plan_id", value: findPlan(store, code!).id }),
  all: (store) => listedPlans(store).map((row) => ({ segments: [text(row, "code")] })),
};

export const planCharge: Parent = {
  find: (store, [code, chargeCode]) => findCharge(store, findPlan(store, code!).id, chargeCode!),
  all: (store) => listedPlans(store).flatMap((row) => chargeCodes(store, row.id).map((code) => ({ segments: [text(row, "code"), code] }))),
};

/** A subscription as its lists see it: the active one unless `subscription_status`, or its alias `status`, says otherwise. */
const subscription = (column: string, valueOf: (row: Row) => string): Parent => ({
  find: (store, [externalId], query) => ({ column, value: valueOf(findSubscription(store, externalId!, query)) }),
  all: (store) => distinct(store.rows("subscriptions").map((row) => ({ segments: [text(row, "external_id")], query: statusQuery(row) }))),
});

export const subscriptionPlan = subscription("plan_id", (row) => text(row, "plan_id"));

export const subscriptionItself = subscription("subscription_id", (row) => row.id);

/** Alerts belong to the external id, not to one of the subscriptions that share it. */
export const subscriptionExternalId = subscription("external_subscription_id", (row) => text(row, "external_id"));

export const subscriptionCharge: Parent = {
  find: (store, [externalId, chargeCode], query) =>
    findCharge(store, text(findSubscription(store, externalId!, query), "plan_id"), chargeCode!),
  all: (store) =>
    distinct(
      store
        .rows("subscriptions")
        .flatMap((row) =>
          chargeCodes(store, text(row, "plan_id")).map((code) => ({ segments: [text(row, "external_id"), code], query: statusQuery(row) })),
        ),
    ),
};

export const wallet: Parent = {
  find: (store, [id]) => {
    if (!store.find("wallets", "id", id!)) throw notFound("wallet");
    return { column: "lago_wallet_id", value: id! };
  },
  all: (store) => store.rows("wallets").map((row) => ({ segments: [row.id] })),
};

/** Credits flow from inbound to outbound transactions, and only wallets created as traceable say from which to which. */
export const walletTransaction = (direction: "inbound" | "outbound"): Parent => ({
  find: (store, [id]) => {
    const transaction = store.find("wallet_transactions", "id", id!);
    if (!transaction) throw notFound("wallet_transaction");
    if (!store.find("wallets", "id", text(transaction, "lago_wallet_id"))?.keys["traceable"]) throw invalid("wallet", "not_traceable");
    if (transaction.keys["transaction_type"] !== direction) throw invalid("transaction_type", "invalid_transaction_type");
    return { column: `${direction}_id`, value: id! };
  },
  all: (store) => store.where("wallet_transactions", "transaction_type", direction).map((row) => ({ segments: [row.id] })),
});

export function findSubscription(store: Store, externalId: string, query: URLSearchParams): Row {
  const status = query.get("subscription_status") ?? query.get("status") ?? "active";
  const found = store.where("subscriptions", "external_id", externalId).find((row) => row.keys["status"] === status);
  if (!found) throw notFound("subscription");
  return found;
}

export function findPlan(store: Store, code: string): Row {
  const found = store.where("plans", "code", code).find((row) => row.keys["parent_id"] == null);
  if (!found) throw notFound("plan");
  return found;
}

function findCustomer(store: Store, externalId: string): void {
  if (!isCustomer(store, externalId)) throw notFound("customer");
}

function findCharge(store: Store, planId: string, code: string): { column: string; value: string } {
  const charge = store.where("charges", "plan_id", planId).find((row) => row.keys["code"] === code);
  if (!charge) throw notFound("charge");
  return { column: "charge_id", value: charge.id };
}

/** One that is there: a deleted customer is not. */
export const isCustomer = (store: Store, externalId: string) => store.where("customers", "external_id", externalId).some(isLive);

const isLive = (row: Row) => !row.keys["deleted"];

const listedPlans = (store: Store) => store.rows("plans").filter((row) => row.keys["parent_id"] == null);

const chargeCodes = (store: Store, planId: string) => store.where("charges", "plan_id", planId).map((row) => text(row, "code"));

const statusQuery = (row: Row) => `subscription_status=${text(row, "status")}`;

const text = (row: Row, column: string) => String(row.keys[column]);

function distinct<T>(values: T[]): T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
