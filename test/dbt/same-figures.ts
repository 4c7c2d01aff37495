/** Where a metric and a mart say the same: a query of each. `$metric` stands for the metric's own query, `$marts` for their schema. */
export const SAME_FIGURES: readonly { readonly metric: string; readonly by?: readonly string[]; readonly asked: string; readonly mart: string }[] = [
  {
    metric: "mrr",
    asked: "SELECT month, currency, mrr, arr, customers, subscriptions FROM $metric",
    mart: "SELECT month, currency, sum(mrr), sum(arr), count(DISTINCT external_customer_id), sum(subscriptions) FROM $marts.lago__mrr_by_customer_month GROUP BY 1, 2",
  },
  {
    metric: "mrr",
    by: ["plan", "customer"],
    asked: "SELECT currency, plan, customer, mrr FROM $metric WHERE month = (SELECT max(month) FROM $metric)",
    mart: "SELECT currency, plan_code, external_customer_id, sum(mrr) FROM $marts.lago__subscriptions WHERE is_active AND mrr IS NOT NULL GROUP BY 1, 2, 3",
  },
  {
    metric: "mrr_movements",
    by: ["customer"],
    asked: 'SELECT month, currency, customer, opening, "new", expansion, reactivation, contraction, churn, closing FROM $metric',
    mart: `SELECT month, currency, external_customer_id, sum(opening_mrr), ${["new", "expansion", "reactivation", "contraction", "churn"].map((name) => `coalesce(sum(change_mrr) FILTER (WHERE movement = '${name}'), 0)`).join(", ")}, sum(closing_mrr)
      FROM $marts.lago__mrr_movements GROUP BY 1, 2, 3`,
  },
  {
    metric: "invoiced_revenue",
    by: ["kind", "plan", "item", "customer", "billing_entity"],
    asked: "SELECT month, currency, kind, plan, item, customer, billing_entity, amount, net_of_coupons, fees FROM $metric",
    mart: "SELECT issuing_month, currency, kind, plan_code, item_code, external_customer_id, billing_entity_code, sum(amount), sum(net_amount), count(*) FROM $marts.lago__invoice_lines WHERE is_revenue GROUP BY 1, 2, 3, 4, 5, 6, 7",
  },
  {
    metric: "usage_revenue",
    asked: "SELECT month, currency, metric, amount, units, events FROM $metric",
    mart: "SELECT issuing_month, currency, item_code, sum(amount), round(sum(units), 6), sum(coalesce(events_count, 0)) FROM $marts.lago__invoice_lines WHERE is_revenue AND kind = 'charge' GROUP BY 1, 2, 3",
  },
  {
    metric: "receivables_aging",
    by: ["customer", "billing_entity"],
    asked: "SELECT currency, age, customer, billing_entity, due, invoices FROM $metric",
    mart: "SELECT currency, age, external_customer_id, billing_entity_code, sum(due_amount), count(*) FROM $marts.lago__receivables GROUP BY 1, 2, 3, 4",
  },
  {
    metric: "top_debtors",
    asked: "SELECT currency, customer, name, due, late, oldest_due_date FROM $metric",
    mart: "SELECT currency, external_customer_id, CASE WHEN deleted_at IS NULL THEN customer_name END, due_amount, late_amount, oldest_due_date FROM $marts.lago__customer_overview WHERE due_amount > 0",
  },
  {
    metric: "payment_failures",
    by: ["provider", "customer"],
    asked: "SELECT month, currency, attempt_kind, provider, customer, attempts, failed, failed_amount FROM $metric",
    mart: "SELECT created_month, currency, attempt_kind, provider, external_customer_id, count(*), count(*) FILTER (WHERE is_failed), coalesce(sum(amount) FILTER (WHERE is_failed), 0) FROM $marts.lago__payments GROUP BY 1, 2, 3, 4, 5",
  },
  {
    metric: "wallet_credits",
    by: ["wallet"],
    asked: "SELECT month, currency, wallet, bought, granted, consumed, voided FROM $metric",
    mart: `SELECT happened_month, currency, wallet_code, ${["bought", "granted", "-consumed", "-voided"].map((name) => `round(coalesce(sum(${name.startsWith("-") ? "-" : ""}amount) FILTER (WHERE movement = '${name.replace("-", "")}'), 0), 4)`).join(", ")}
      FROM $marts.lago__wallet_ledger GROUP BY 1, 2, 3`,
  },
  {
    metric: "wallet_liability",
    asked: "SELECT currency, bought_remaining, granted_remaining FROM $metric",
    mart: `SELECT currency, ${["bought", "granted"].map((name) => `coalesce(sum(remaining_amount) FILTER (WHERE movement = '${name}'), 0)`).join(", ")} FROM $marts.lago__wallet_ledger WHERE transaction_type = 'inbound' AND wallet_status = 'active' GROUP BY 1`,
  },
  {
    metric: "wallet_balances",
    by: ["customer"],
    asked: "SELECT currency, customer, balance FROM $metric",
    mart: `SELECT o.currency, o.external_customer_id, o.wallet_balance FROM $marts.lago__customer_overview AS o
      WHERE EXISTS (SELECT 1 FROM $marts_staging.stg_lago__wallets AS w WHERE w.status = 'active' AND w.currency = o.currency AND w.external_customer_id = o.external_customer_id)`,
  },
  {
    metric: "invoice_bridge",
    by: ["customer"],
    asked: "SELECT currency, customer, sum(invoices), sum(gross), sum(taxes), sum(paid) FROM $metric GROUP BY 1, 2",
    mart: "SELECT currency, external_customer_id, invoices, invoiced_amount, taxes_amount, paid_amount FROM $marts.lago__customer_overview WHERE invoices > 0",
  },
];
