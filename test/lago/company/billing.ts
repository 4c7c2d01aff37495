import { addAppliedCoupon, applyCoupon, discount, type AppliedCoupon } from "./applied-coupons.ts";
import type { Books } from "./books.ts";
import { addCreditNote, issueCreditNote, useCredits, type CreditNote } from "./credit-notes.ts";
import type { Customer } from "./customers.ts";
import { addFees, addWaitingFees } from "./fees.ts";
import { DAY, monthStart, seconds } from "./formats.ts";
import { addInvoice, makeInvoice, sums, type Invoice, type InvoiceTerms } from "./invoices.ts";
import { addOnLine, creditLine, subscriptionLines, type Line } from "./lines.ts";
import { listPeriods, type Period } from "./periods.ts";
import { addPaymentMethod, addPaymentRequest, addPayments, settle } from "./payments.ts";
import type { Shop } from "./plans.ts";
import type { Subscription } from "./subscriptions.ts";
import { addUsagePeriod, recordUsage } from "./usage.ts";
import { addWallet, openWallet, spend, topUp, voidCredits, type Wallet } from "./wallets.ts";

/** All that happened between Pigeon Post and one customer. */
export type Account = {
  customer: Customer;
  subscriptions: Subscription[];
  invoices: Invoice[];
  notes: CreditNote[];
  coupon: AppliedCoupon | undefined;
  wallet: Wallet | undefined;
};

/** Tells a customer's story invoice by invoice, then writes down how it stands. */
export function bill(books: Books, shop: Shop, customer: Customer, subscriptions: Subscription[], eventsPerCharge: number): Account {
  const account: Account = {
    customer,
    subscriptions,
    invoices: [],
    notes: [],
    coupon: applyCoupon(books, shop.catalog, customer),
    wallet: openWallet(books, customer),
  };
  if (account.wallet) buyCredits(books, account, account.wallet);
  if (books.random.chance(0.3)) sellAddOn(books, shop, account);
  const periods = subscriptions.flatMap((subscription) => listPeriods(subscription, books.until).map((period) => ({ subscription, period })));
  for (const { subscription, period } of periods.sort((one, other) => one.period.billedAt - other.period.billedAt)) {
    const own = subscription.plan.terms.taxed ? { ...books, random: books.forms } : books;
    billPeriod(own, shop, account, subscription, period, eventsPerCharge);
  }
  for (const subscription of subscriptions) useInAdvance({ ...books, random: books.forms }, shop, subscription, eventsPerCharge);
  write(books, account);
  return account;
}

function billPeriod(books: Books, shop: Shop, account: Account, subscription: Subscription, { from, to, billedAt }: Period, eventsPerCharge: number): void {
  const { plan } = subscription;
  const usage = recordUsage(books, subscription, from, to, eventsPerCharge);
  const lines = subscriptionLines(shop, subscription, usage, from, to);
  const inAdvance = lines.filter(({ event }) => event);
  const arrears = lines.filter(({ event }) => !event);
  const terms = { subscriptions: [subscription], usageLines: lines };
  // Nearly at once: invoices are made by a job that runs at midnight.
  const createdAt = billedAt + books.random.int(60_000, 3_600_000);
  const progressive =
    plan.terms.code === "scale/us" && books.random.chance(0.15) ? billProgressively(books, account, arrears, from, to) : undefined;
  if (inAdvance.length) issue(books, account, { ...terms, type: "advance_charges", lines: inAdvance, createdAt });
  const invoice = issue(books, account, {
    ...terms,
    type: "subscription",
    lines: arrears,
    createdAt,
    progressiveCents: progressive ? sums(progressive).fees : 0,
  });
  addUsagePeriod(books, invoice, subscription, usage, from, to);
}

/** What the month that is not over has brought of charges paid in advance. */
function useInAdvance(books: Books, shop: Shop, subscription: Subscription, eventsPerCharge: number): void {
  const { status, plan, customer, startedAt } = subscription;
  const from = Math.max(monthStart(books.until), startedAt);
  const charges = plan.charges.filter(({ terms }) => terms.payInAdvance);
  if (status !== "active" || charges.length === 0 || from >= books.until) return;
  const usage = recordUsage(books, { ...subscription, plan: { ...plan, charges } }, from, books.until, eventsPerCharge);
  const lines = subscriptionLines(shop, subscription, usage, from, monthStart(from, 1)).filter(({ event }) => event);
  addWaitingFees(books, { customer, lines, createdAt: from });
}

/** Usage that reached a threshold is billed before the period ends, and taken off the invoice at its end. */
function billProgressively(books: Books, account: Account, lines: Line[], from: number, to: number): Invoice | undefined {
  const used = lines.filter(({ kind, cents }) => kind === "charge" && cents > 0).slice(0, 1);
  const at = from + Math.floor((to - from) * 0.8);
  if (!used.length) return undefined;
  const half = used.map((line) => ({ ...line, cents: Math.floor(line.cents / 2), units: line.units / 2, to: at, details: {} }));
  const invoice = issue(books, account, {
    type: "progressive_billing",
    lines: half,
    subscriptions: [half[0]!.subscription!],
    createdAt: at,
  });
  const cents = sums(invoice).fees;
  invoice.thresholds = [
    {
      lifetime_usage_amount_cents: cents,
      created_at: seconds(at),
      usage_threshold: {
        lago_id: books.random.uuid(),
        threshold_display_name: null,
        amount_cents: cents,
        recurring: true,
        created_at: seconds(books.from),
        updated_at: seconds(books.from),
      },
    },
  ];
  return invoice;
}

function buyCredits(books: Books, account: Account, wallet: Wallet): void {
  const id = books.random.uuid();
  const cents = books.random.int(3, 30) * 10_000;
  const invoice = issue(books, account, { type: "credit", lines: [creditLine(id, cents, account.customer.currency)], createdAt: wallet.createdAt });
  Object.assign(invoice, { status: "finalized", voidedAt: null, paymentStatus: "succeeded", paidCents: cents, disputeLostAt: null, failedAt: null, paidByRequest: false });
  topUp(books, wallet, "purchased", cents, invoice.id, invoice.paidAt, id);
  if (books.random.chance(0.5)) topUp(books, wallet, "granted", 2_500, null, wallet.createdAt);
  if (books.forms.chance(0.4)) voidCredits(books, wallet, 100, wallet.createdAt + DAY);
}

function sellAddOn(books: Books, shop: Shop, account: Account): void {
  const { customer } = account;
  const addOn = shop.catalog.addOns.find(({ currency }) => currency === customer.currency);
  if (!addOn) return;
  issue(books, account, {
    type: "one_off",
    lines: [addOnLine(addOn, customer.tax, books.random.int(1, 3))],
    createdAt: customer.since + DAY,
  });
}

/** Makes the invoice, takes credits, prepaid ones last, and lets the customer react. */
function issue(books: Books, account: Account, terms: Omit<InvoiceTerms, "customer" | "sequence" | "couponCents">): Invoice {
  const { customer, coupon, notes, invoices, wallet } = account;
  const fees = terms.lines.reduce((sum, line) => sum + line.cents, 0) - (terms.progressiveCents ?? 0);
  const couponCents = terms.type === "subscription" ? discount(coupon, fees) : 0;
  const invoice = makeInvoice(books, { ...terms, customer, sequence: invoices.length + 1, couponCents });
  if (couponCents) coupon!.uses.push({ id: books.random.uuid(), invoice, cents: couponCents });
  if (terms.type === "subscription" && invoice.status === "finalized") {
    invoice.creditNoteCents = useCredits(notes, sums(invoice).due, invoice.createdAt);
    invoice.prepaid = spend(books, wallet, sums(invoice).due, invoice.id, invoice.createdAt);
  }
  if (books.random.chance(0.15))
    invoice.metadata = [
      { lago_id: books.random.uuid(), key: "po", value: `PO-${books.random.int(1000, 9999)}`, created_at: seconds(terms.createdAt) },
    ];
  settle(books, invoice);
  const note = issueCreditNote(books, invoice);
  if (note) notes.push(note);
  invoices.push(invoice);
  return invoice;
}

function write(books: Books, { customer, invoices, notes, coupon, wallet }: Account): void {
  addPaymentMethod(books, customer);
  for (const invoice of invoices) {
    addInvoice(books, invoice);
    addFees(books, invoice);
    addPayments(books, invoice);
  }
  addPaymentRequest(books, customer, invoices);
  for (const note of notes) addCreditNote(books, note);
  if (coupon && !customer.deleted) addAppliedCoupon(books, coupon);
  // One that no invoice has used yet.
  if (coupon && !customer.deleted && books.forms.chance(0.3)) addAppliedCoupon(books, { ...coupon, id: books.forms.uuid(), uses: [] });
  if (wallet) addWallet(books, wallet);
}
