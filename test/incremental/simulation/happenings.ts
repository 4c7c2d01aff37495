import { addFee, day, edit, id, invoicePeriod, isDraft, isOwed, log, move, ofInvoice, periodsOf, removeOne, second, sendEvent, settle } from "./acts.ts";
import { DAY, type Life } from "./life.ts";

interface Kind {
  readonly what: string;
  /** How often, on average: 0.2 is once in five days. */
  readonly perDay: number;
  readonly happen: (life: Life) => void;
}

/** What happens in a company, as Lago's code makes it show in the lists. */
export const HAPPENINGS: readonly Kind[] = [
  {
    what: "an invoice is drafted, with its fees; it will be issued after its grace period",
    perDay: 1.5,
    happen: (life) => {
      const like = life.pick("invoices", ({ invoice_type: type }) => type === "subscription");
      if (!like) return;
      const at = life.moment();
      const invoice = life.add("invoices", like, {
        ...id(life, "lago_id"),
        ...{ status: "draft", payment_status: "pending", payment_overdue: false, number: `DRAFT-${life.random.int(1000, 9999)}`, total_paid_amount_cents: 0 },
        issuing_date: day(at + life.random.int(1, 12) * DAY),
        payment_due_date: day(at + 20 * DAY),
        ...{ created_at: second(at), updated_at: second(at), voided_at: null },
      });
      for (let fees = life.random.int(1, 3); fees > 0; fees--) addFee(life, invoice);
    },
  },
  {
    what: "a draft is refreshed: its fees are destroyed, and made anew with the created_at of the invoice (app/services/invoices/refresh_draft_service.rb:79)",
    perDay: 1,
    happen: (life) => {
      const draft = life.pick("invoices", isDraft);
      if (!draft) return;
      const fees = life.all("fees", ofInvoice(draft));
      for (const fee of fees) life.remove("fees", fee);
      for (const _ of fees) addFee(life, draft);
      life.change("invoices", draft, { updated_at: second(life.moment()) });
      for (const [period, hidden] of periodsOf(life, draft)) life.change("usage_periods", period, { amount_cents: life.random.int(1, 1e6) }, hidden);
    },
  },
  {
    what: "a draft's time has come: it is finalised",
    perDay: 3,
    happen: (life) => {
      const due = life.pick("invoices", (invoice) => isDraft(invoice) && String(invoice["issuing_date"]) <= day(life.now()));
      if (due) life.change("invoices", due, { status: "finalized", number: `INV-${life.random.int(10_000, 99_999)}`, updated_at: second(life.moment()) });
    },
  },
  {
    what: "a draft is deleted: no list shows it any more, and its fees are gone",
    perDay: 0.1,
    happen: (life) => {
      const draft = life.pick("invoices", isDraft);
      if (!draft) return;
      for (const fee of life.all("fees", ofInvoice(draft))) life.remove("fees", fee);
      for (const [period, hidden] of periodsOf(life, draft)) life.remove("usage_periods", period, hidden);
      life.remove("invoices", draft);
    },
  },
  { what: "an invoice is paid, and its fees with it", perDay: 1.2, happen: (life) => settle(life, "succeeded") },
  { what: "a payment fails", perDay: 0.3, happen: (life) => settle(life, "failed") },
  {
    what: "an invoice is overdue",
    perDay: 1,
    happen: (life) => {
      const late = life.pick("invoices", (invoice) => isOwed(invoice) && !invoice["payment_overdue"] && String(invoice["payment_due_date"]) < day(life.now()));
      if (late) life.change("invoices", late, { payment_overdue: true });
    },
  },
  {
    what: "an invoice is voided",
    perDay: 0.2,
    happen: (life) => {
      const invoice = life.pick("invoices", isOwed);
      if (invoice) life.change("invoices", invoice, { status: "voided", voided_at: second(life.moment()), total_due_amount_cents: 0 });
    },
  },
  { what: "events come as they happen", perDay: 4, happen: (life) => sendEvent(life, 0) },
  { what: "an event comes late, by less than the look-back", perDay: 1, happen: (life) => sendEvent(life, life.random.int(1, 5)) },
  { what: "an event comes weeks late", perDay: 0.4, happen: (life) => sendEvent(life, life.random.int(9, 60)) },
  { what: "an event is deleted", perDay: 0.2, happen: (life) => removeOne(life, "events") },
  {
    what: "a subscription begins",
    perDay: 0.3,
    happen: (life) => {
      const like = life.pick("subscriptions", ({ status }) => status === "active");
      const at = life.moment();
      if (like) life.add("subscriptions", like, { ...id(life, "lago_id"), external_id: `sub-${life.random.int(1e5, 1e6)}`, created_at: second(at), subscription_at: second(at) }, { subscription_at: second(at) });
    },
  },
  {
    what: "a subscription ends",
    perDay: 0.15,
    happen: (life) => {
      const active = life.pick("subscriptions", ({ status }) => status === "active");
      if (active) life.change("subscriptions", active, { status: "terminated", terminated_at: second(life.moment()) });
    },
  },
  {
    what: "a subscription is upgraded: it ends, and another one begins that has its external id",
    perDay: 0.2,
    happen: (life) => {
      const active = life.pick("subscriptions", ({ status }) => status === "active");
      const plan = life.pick("plans", ({ parent_id: parent, code }) => parent === null && code !== active?.["plan_code"]);
      if (!active || !plan) return;
      const at = second(life.moment());
      life.change("subscriptions", active, { status: "terminated", terminated_at: at, next_plan_code: plan["code"]! });
      life.add(
        "subscriptions",
        active,
        { ...id(life, "lago_id"), plan_code: plan["code"]!, plan_amount_cents: plan["amount_cents"]!, previous_plan_code: active["plan_code"]!, created_at: at, subscription_at: at },
        { plan_id: String(plan["lago_id"]), subscription_at: at },
      );
    },
  },
  {
    what: "a new billing period begins, and its invoice is days away",
    perDay: 0.5,
    happen: (life) => {
      const active = life.pick("subscriptions", ({ status }) => status === "active");
      if (active) life.change("subscriptions", active, { current_billing_period_started_at: second(life.moment()) });
    },
  },
  {
    what: "a new billing period begins, and the one before is invoiced",
    perDay: 0.7,
    happen: (life) => {
      const active = life.pick("subscriptions", ({ status }) => status === "active");
      if (active) invoicePeriod(life, life.change("subscriptions", active, { current_billing_period_started_at: second(life.moment()) }), life.random.int(1, 3));
    },
  },
  {
    what: "a period is invoiced on another day than the next one begins",
    perDay: 0.7,
    happen: (life) => {
      const active = life.pick("subscriptions", ({ status }) => status === "active");
      if (active) invoicePeriod(life, active, life.random.int(1, 3));
    },
  },
  {
    what: "a period is invoiced for nothing: no fee shows it (app/services/invoices/calculate_fees_service.rb, should_create_yearly_subscription_fee?)",
    perDay: 0.3,
    happen: (life) => {
      const active = life.pick("subscriptions", ({ status }) => status === "active");
      if (active) invoicePeriod(life, active, 0);
    },
  },
  {
    what: "a metric is renamed, which past usage shows and no fee",
    perDay: 0.2,
    happen: (life) => {
      const [found] = periodsOf(life, life.pick("usage_periods"));
      if (found) life.change("usage_periods", found[0], { charges_usage: [] }, found[1]);
    },
  },
  {
    what: "a customer is added",
    perDay: 0.3,
    happen: (life) => {
      const like = life.pick("customers");
      const external = `customer-${life.random.int(1e5, 1e6)}`;
      if (like) life.add("customers", like, { ...id(life, "lago_id"), external_id: external, slug: external, created_at: second(life.moment()) }, { deleted: false });
    },
  },
  { what: "a customer is renamed", perDay: 0.3, happen: (life) => edit(life, "customers", { name: `Renamed ${life.random.int(1, 1e6)}` }) },
  // Its invoices, fees and subscriptions stay.
  { what: "a customer is deleted", perDay: 0.05, happen: (life) => removeOne(life, "customers") },
  { what: "a plan is edited", perDay: 0.2, happen: (life) => edit(life, "plans", { amount_cents: life.random.int(100, 100_000) }) },
  { what: "a plan is deleted", perDay: 0.03, happen: (life) => removeOne(life, "plans") },
  { what: "a charge of a plan is edited", perDay: 0.3, happen: (life) => edit(life, "charges", { invoice_display_name: `Charge ${life.random.int(1, 1e6)}` }) },
  { what: "a charge of a plan is removed", perDay: 0.05, happen: (life) => removeOne(life, "charges") },
  { what: "a coupon is edited", perDay: 0.2, happen: (life) => edit(life, "coupons", { name: `Coupon ${life.random.int(1, 1e6)}` }) },
  { what: "a coupon is deleted", perDay: 0.05, happen: (life) => removeOne(life, "coupons") },
  {
    what: "a credit note is issued",
    perDay: 0.3,
    happen: (life) => {
      const like = life.pick("credit_notes");
      const at = life.moment();
      if (like) life.add("credit_notes", like, { ...id(life, "lago_id"), issuing_date: day(at), created_at: second(at), updated_at: second(at) });
    },
  },
  { what: "a credit note is used up", perDay: 0.3, happen: (life) => edit(life, "credit_notes", { credit_status: "consumed", balance_amount_cents: 0, updated_at: second(life.moment()) }) },
  {
    what: "credits are bought: a transaction comes into a wallet",
    perDay: 0.4,
    happen: (life) => {
      const inbound = life.pick("wallet_transactions", ({ transaction_type: type }) => type === "inbound");
      if (!inbound) return;
      const cents = life.random.int(100, 10_000);
      life.add("wallet_transactions", inbound, { ...id(life, "lago_id"), remaining_amount_cents: cents, created_at: second(life.moment()) });
      move(life, inbound, cents);
    },
  },
  {
    what: "credits are used: what remains of the transaction they came with is less",
    perDay: 0.5,
    happen: (life) => {
      const inbound = life.pick("wallet_transactions", ({ transaction_type: type, remaining_amount_cents: left }) => type === "inbound" && Number(left) > 1);
      const outbound = life.pick("wallet_transactions", ({ transaction_type: type }) => type === "outbound");
      const consumption = life.pick("consumptions");
      if (!inbound || !outbound || !consumption) return;
      const cents = Math.floor(Number(inbound["remaining_amount_cents"]) / 2);
      const at = second(life.moment());
      const used = life.add("wallet_transactions", outbound, { ...id(life, "lago_id"), lago_wallet_id: inbound["lago_wallet_id"]!, created_at: at });
      life.change("wallet_transactions", inbound, { remaining_amount_cents: Number(inbound["remaining_amount_cents"]) - cents });
      life.add("consumptions", consumption, { ...id(life, "lago_id"), wallet_transaction: used, created_at: at }, { inbound_id: String(inbound["lago_id"]) });
      move(life, inbound, -cents);
    },
  },
  { what: "usage changes the ongoing balance of a wallet", perDay: 1, happen: (life) => edit(life, "wallets", { ongoing_balance_cents: life.random.int(0, 1e6) }) },
  { what: "a transaction is renamed, which leaves no mark on its wallet", perDay: 0.2, happen: (life) => edit(life, "wallet_transactions", { name: `Top-up ${life.random.int(1, 1e6)}` }) },
  { what: "something is logged", perDay: 2, happen: (life) => log(life, life.moment()) },
  { what: "something is logged that the queue has kept for hours", perDay: 0.5, happen: (life) => log(life, life.now() - life.random.int(2, 20) * (DAY / 24)) },
  { what: "something is logged that the queue has kept for days", perDay: 0.1, happen: (life) => log(life, life.now() - life.random.int(3, 9) * DAY) },
  {
    what: "logs are dropped when they are 30 days old",
    perDay: 1,
    happen: (life) => {
      for (const old of life.all("activity_logs", ({ logged_at: at }) => Date.parse(String(at)) < life.now() - 30 * DAY)) life.remove("activity_logs", old);
    },
  },
];
