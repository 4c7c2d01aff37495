import type { JsonObject } from "../rows.ts";
import type { Books } from "./books.ts";
import type { Customer } from "./customers.ts";
import { credits, DAY, millis, seconds } from "./formats.ts";

/** Prepaid credits, one to a unit of the currency. */
export type Wallet = {
  id: string;
  code: string | null;
  customer: Customer;
  traceable: boolean;
  /** For later: nothing is paid from it yet. */
  kept: boolean;
  /** What a credit is worth, in units of the currency. */
  rate: string;
  transactions: Transaction[];
  flows: Flow[];
  createdAt: number;
};

type Transaction = {
  id: string;
  type: "inbound" | "outbound";
  kind: "purchased" | "granted" | "invoiced" | "voided";
  /** Settled, unless it says otherwise. */
  status?: "settled" | "pending";
  cents: number;
  leftCents: number;
  invoiceId: string | null;
  at: number;
};

/** Cents that came in with one transaction and went out with another. */
type Flow = { id: string; from: Transaction; to: Transaction; cents: number };

export function openWallet(books: Books, customer: Customer): Wallet | undefined {
  const { random, forms } = books;
  if (!random.chance(0.35)) return undefined;
  const code = random.pick(["main", "credits 2026/27", "a.b", null]);
  return { id: random.uuid(), code, customer, traceable: random.chance(0.7), kept: forms.chance(0.15), rate: forms.pick(["1.0", "1.5", "3.0"]), transactions: [], flows: [], createdAt: customer.since };
}

export function topUp(
  books: Books,
  wallet: Wallet,
  kind: "purchased" | "granted",
  cents: number,
  invoiceId: string | null,
  at: number,
  id = books.random.uuid(),
): void {
  wallet.transactions.push({ id, type: "inbound", kind, cents, leftCents: cents, invoiceId, at });
}

/** Takes what there is, oldest credits first, and says how much of it had been a gift. */
export function spend(
  books: Books,
  wallet: Wallet | undefined,
  wantedCents: number,
  invoiceId: string,
  at: number,
): { granted: number; purchased: number } {
  const spent = { granted: 0, purchased: 0 };
  const cents = Math.min(wantedCents, wallet && !wallet.kept ? balance(wallet) : 0);
  if (!wallet || cents <= 0) return spent;
  const out: Transaction = { id: books.random.uuid(), type: "outbound", kind: "invoiced", cents, leftCents: 0, invoiceId, at };
  wallet.transactions.push(out);
  let left = cents;
  for (const source of wallet.transactions) {
    const taken = Math.min(left, source.leftCents);
    if (!taken) continue;
    source.leftCents -= taken;
    left -= taken;
    spent[source.kind === "granted" ? "granted" : "purchased"] += taken;
    wallet.flows.push({ id: books.random.uuid(), from: source, to: out, cents: taken });
  }
  return spent;
}

export function addWallet(books: Books, wallet: Wallet): void {
  const { id, code, customer, traceable, rate, transactions, flows } = wallet;
  const { currency } = customer;
  const { forms } = books;
  if (forms.chance(0.3)) transactions.push({ id: forms.uuid(), type: "inbound", kind: "purchased", status: "pending", cents: 5_000, leftCents: 0, invoiceId: null, at: books.until - DAY });
  const ended = books.random.chance(0.1);
  const left = balance(wallet);
  const ongoing = Math.round(left * 0.9);
  const outgoing = transactions.filter(({ type }) => type === "outbound");
  books.add(
    "wallets",
    {
      lago_id: id,
      lago_customer_id: customer.id,
      external_customer_id: customer.externalId,
      billing_entity_code: customer.entity.code,
      status: ended ? "terminated" : "active",
      currency,
      name: code && `Wallet ${code}`,
      code,
      purchase_order_number: null,
      priority: 50,
      rate_amount: rate,
      credits_balance: credits(left, rate, currency),
      balance_cents: left,
      consumed_credits: credits(outgoing.reduce((sum, { cents }) => sum + cents, 0), rate, currency),
      created_at: seconds(wallet.createdAt),
      expiration_at: forms.chance(0.3) ? seconds(books.until + 300 * DAY) : null,
      last_balance_sync_at: ended ? null : seconds(books.until),
      last_consumed_credit_at: seconds(outgoing.at(-1)?.at ?? null),
      terminated_at: ended ? millis(books.until - 3 * DAY + 456) : null,
      invoice_requires_successful_payment: false,
      applies_to: { fee_types: forms.chance(0.3) ? ["charge"] : [], billable_metric_codes: books.random.chance(0.2) ? ["messages"] : [] },
      recurring_transaction_rules: !ended && books.random.chance(0.5) ? [ruleRecord(books, wallet)] : [],
      ongoing_balance_cents: ongoing,
      ongoing_usage_balance_cents: left - ongoing,
      credits_ongoing_balance: credits(ongoing, rate, currency),
      credits_ongoing_usage_balance: credits(left - ongoing, rate, currency),
      paid_top_up_min_amount_cents: forms.chance(0.4) ? 1_000 : null,
      paid_top_up_max_amount_cents: null,
      applied_invoice_custom_sections: [],
      payment_method: { payment_method_type: "provider", payment_method_id: null },
      ...(books.random.chance(0.3) && { metadata: { cost_center: "4711", team: "loft", owner: null } }),
    },
    // Wallets from before credits were traced refuse to say where they went.
    { traceable },
  );
  const records = new Map(transactions.map((transaction) => [transaction, transactionRecord(wallet, transaction)]));
  for (const record of records.values()) books.add("wallet_transactions", record);
  for (const flow of traceable ? flows : []) {
    const base = { lago_id: flow.id, amount_cents: flow.cents, credit_amount: credits(flow.cents, rate, currency), created_at: seconds(flow.to.at) };
    books.add("consumptions", { ...base, wallet_transaction: records.get(flow.to)! }, { inbound_id: flow.from.id });
    books.add("fundings", { ...base, wallet_transaction: records.get(flow.from)! }, { outbound_id: flow.to.id });
  }
  if (code && books.random.chance(0.5)) books.add("alerts", alertRecord(books, wallet, left));
}

/** Credits that are taken back belong to no invoice. */
export function voidCredits({ forms }: Books, { transactions, flows }: Wallet, cents: number, at: number): void {
  const from = transactions.find(({ leftCents }) => leftCents > cents);
  if (!from) return;
  const to: Transaction = { id: forms.uuid(), type: "outbound", kind: "voided", cents, leftCents: 0, invoiceId: null, at };
  from.leftCents -= cents;
  transactions.push(to);
  flows.push({ id: forms.uuid(), from, to, cents });
}

const balance = ({ transactions }: Wallet) => transactions.reduce((sum, { leftCents }) => sum + leftCents, 0);

function transactionRecord(
  { id: walletId, customer, rate }: Wallet,
  { id, type, kind, status = "settled", cents, leftCents, invoiceId, at }: Transaction,
): JsonObject {
  const inbound = type === "inbound";
  const { currency } = customer;
  return {
    lago_id: id,
    lago_wallet_id: walletId,
    lago_invoice_id: invoiceId,
    lago_credit_note_id: null,
    lago_voided_invoice_id: null,
    billing_entity_code: customer.entity.code,
    status,
    source: "manual",
    transaction_status: kind,
    transaction_type: type,
    amount: credits(cents, "1.0", currency),
    credit_amount: credits(cents, rate, currency),
    invoice_requires_successful_payment: false,
    metadata: kind === "granted" ? [{ key: "reason", value: "welcome" }] : [],
    remaining_amount_cents: inbound ? leftCents : null,
    remaining_credit_amount: inbound ? credits(leftCents, rate, currency) : null,
    priority: 50,
    settled_at: status === "settled" ? seconds(at) : null,
    failed_at: null,
    created_at: seconds(at),
    name: kind === "granted" ? "Welcome" : kind === "voided" ? "Taken back" : null,
    purchase_order_number: null,
    payment_method: { payment_method_type: "provider", payment_method_id: null },
  };
}

function ruleRecord({ random, forms, until }: Books, { createdAt }: Wallet): JsonObject {
  const atIntervals = random.chance(0.5);
  return {
    lago_id: random.uuid(),
    trigger: atIntervals ? "interval" : "threshold",
    method: "fixed",
    interval: atIntervals ? "monthly" : null,
    status: "active",
    threshold_credits: atIntervals ? null : "10.0",
    paid_credits: "50.0",
    granted_credits: "0.0",
    grants_target_top_up: forms.chance(0.5) ? false : null,
    started_at: atIntervals ? seconds(createdAt + 30 * DAY) : null,
    target_ongoing_balance: null,
    created_at: seconds(Math.min(createdAt + DAY, until)),
    expiration_at: forms.chance(0.5) ? seconds(until + 300 * DAY) : null,
    invoice_requires_successful_payment: false,
    transaction_metadata: forms.chance(0.3) ? [] : [{ key: "source", value: "rule" }, { key: "cost_center", value: "4711" }],
    transaction_name: forms.chance(0.5) ? "Top-up" : null,
    purchase_order_number: null,
    ignore_paid_top_up_limits: false,
    applied_invoice_custom_sections: [],
    payment_method: { payment_method_type: "provider", payment_method_id: null },
  };
}

function alertRecord(books: Books, { id, code }: Wallet, leftCents: number): JsonObject {
  return {
    lago_id: books.random.uuid(),
    lago_organization_id: books.organizationId,
    external_subscription_id: null,
    subscription_external_id: null,
    lago_wallet_id: id,
    wallet_code: code,
    billable_metric: null,
    alert_type: "wallet_balance_amount",
    code: "low",
    name: null,
    direction: "decreasing",
    previous_value: `${leftCents}.0`,
    last_processed_at: null,
    thresholds: [{ code: "low", recurring: false, value: "1000.0" }],
    created_at: seconds(books.until - 20 * DAY),
  };
}
