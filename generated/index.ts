import { activityLogs } from "./activity_logs/activity_logs.ts";
import { addOns } from "./add_ons/add_ons.ts";
import { analyticsGrossRevenue } from "./analytics_gross_revenue/analytics_gross_revenue.ts";
import { analyticsInvoiceCollection } from "./analytics_invoice_collection/analytics_invoice_collection.ts";
import { analyticsInvoicedUsage } from "./analytics_invoiced_usage/analytics_invoiced_usage.ts";
import { analyticsMrr } from "./analytics_mrr/analytics_mrr.ts";
import { analyticsOverdueBalance } from "./analytics_overdue_balance/analytics_overdue_balance.ts";
import { analyticsUsage } from "./analytics_usage/analytics_usage.ts";
import { apiLogs } from "./api_logs/api_logs.ts";
import { appliedCoupons } from "./applied_coupons/applied_coupons.ts";
import { billableMetrics } from "./billable_metrics/billable_metrics.ts";
import { billingEntities } from "./billing_entities/billing_entities.ts";
import { coupons } from "./coupons/coupons.ts";
import { creditNotes } from "./credit_notes/credit_notes.ts";
import { currentUsage } from "./current_usage/current_usage.ts";
import { customerPastUsage } from "./customer_past_usage/customer_past_usage.ts";
import { customerPaymentMethods } from "./customer_payment_methods/customer_payment_methods.ts";
import { customerWalletAlerts } from "./customer_wallet_alerts/customer_wallet_alerts.ts";
import { customers } from "./customers/customers.ts";
import { events } from "./events/events.ts";
import { features } from "./features/features.ts";
import { fees } from "./fees/fees.ts";
import { invoices } from "./invoices/invoices.ts";
import { lifetimeUsage } from "./lifetime_usage/lifetime_usage.ts";
import { paymentReceipts } from "./payment_receipts/payment_receipts.ts";
import { paymentRequests } from "./payment_requests/payment_requests.ts";
import { payments } from "./payments/payments.ts";
import { planChargeFilters } from "./plan_charge_filters/plan_charge_filters.ts";
import { planCharges } from "./plan_charges/plan_charges.ts";
import { planEntitlements } from "./plan_entitlements/plan_entitlements.ts";
import { planFixedCharges } from "./plan_fixed_charges/plan_fixed_charges.ts";
import { plans } from "./plans/plans.ts";
import { subscriptionAlerts } from "./subscription_alerts/subscription_alerts.ts";
import { subscriptionChargeFilters } from "./subscription_charge_filters/subscription_charge_filters.ts";
import { subscriptionCharges } from "./subscription_charges/subscription_charges.ts";
import { subscriptionEntitlements } from "./subscription_entitlements/subscription_entitlements.ts";
import { subscriptionFixedCharges } from "./subscription_fixed_charges/subscription_fixed_charges.ts";
import { subscriptions } from "./subscriptions/subscriptions.ts";
import { taxes } from "./taxes/taxes.ts";
import { walletTransactionConsumptions } from "./wallet_transaction_consumptions/wallet_transaction_consumptions.ts";
import { walletTransactionFundings } from "./wallet_transaction_fundings/wallet_transaction_fundings.ts";
import { walletTransactions } from "./wallet_transactions/wallet_transactions.ts";
import { wallets } from "./wallets/wallets.ts";
import { webhookEndpoints } from "./webhook_endpoints/webhook_endpoints.ts";

export type { paths } from "./api.ts";
export { activityLogs, type ActivityLog } from "./activity_logs/activity_logs.ts";
export { addOns, type AddOn } from "./add_ons/add_ons.ts";
export { analyticsGrossRevenue, type AnalyticsGrossRevenue } from "./analytics_gross_revenue/analytics_gross_revenue.ts";
export { analyticsInvoiceCollection, type AnalyticsInvoiceCollection } from "./analytics_invoice_collection/analytics_invoice_collection.ts";
export { analyticsInvoicedUsage, type AnalyticsInvoicedUsage } from "./analytics_invoiced_usage/analytics_invoiced_usage.ts";
export { analyticsMrr, type AnalyticsMrr } from "./analytics_mrr/analytics_mrr.ts";
export { analyticsOverdueBalance, type AnalyticsOverdueBalance } from "./analytics_overdue_balance/analytics_overdue_balance.ts";
export { analyticsUsage, type AnalyticsUsage } from "./analytics_usage/analytics_usage.ts";
export { apiLogs, type ApiLog } from "./api_logs/api_logs.ts";
export { appliedCoupons, type AppliedCoupon } from "./applied_coupons/applied_coupons.ts";
export { billableMetrics, type BillableMetric } from "./billable_metrics/billable_metrics.ts";
export { billingEntities, type BillingEntity } from "./billing_entities/billing_entities.ts";
export { coupons, type Coupon } from "./coupons/coupons.ts";
export { creditNotes, type CreditNote } from "./credit_notes/credit_notes.ts";
export { currentUsage, type CurrentUsage } from "./current_usage/current_usage.ts";
export { customerPastUsage, type CustomerPastUsage } from "./customer_past_usage/customer_past_usage.ts";
export { customerPaymentMethods, type CustomerPaymentMethod } from "./customer_payment_methods/customer_payment_methods.ts";
export { customerWalletAlerts, type CustomerWalletAlert } from "./customer_wallet_alerts/customer_wallet_alerts.ts";
export { customers, type Customer } from "./customers/customers.ts";
export { events, type Event } from "./events/events.ts";
export { features, type Feature } from "./features/features.ts";
export { fees, type Fee } from "./fees/fees.ts";
export { invoices, type Invoice } from "./invoices/invoices.ts";
export { lifetimeUsage, type LifetimeUsage } from "./lifetime_usage/lifetime_usage.ts";
export { paymentReceipts, type PaymentReceipt } from "./payment_receipts/payment_receipts.ts";
export { paymentRequests, type PaymentRequest } from "./payment_requests/payment_requests.ts";
export { payments, type Payment } from "./payments/payments.ts";
export { planChargeFilters, type PlanChargeFilter } from "./plan_charge_filters/plan_charge_filters.ts";
export { planCharges, type PlanCharge } from "./plan_charges/plan_charges.ts";
export { planEntitlements, type PlanEntitlement } from "./plan_entitlements/plan_entitlements.ts";
export { planFixedCharges, type PlanFixedCharge } from "./plan_fixed_charges/plan_fixed_charges.ts";
export { plans, type Plan } from "./plans/plans.ts";
export { subscriptionAlerts, type SubscriptionAlert } from "./subscription_alerts/subscription_alerts.ts";
export { subscriptionChargeFilters, type SubscriptionChargeFilter } from "./subscription_charge_filters/subscription_charge_filters.ts";
export { subscriptionCharges, type SubscriptionCharge } from "./subscription_charges/subscription_charges.ts";
export { subscriptionEntitlements, type SubscriptionEntitlement } from "./subscription_entitlements/subscription_entitlements.ts";
export { subscriptionFixedCharges, type SubscriptionFixedCharge } from "./subscription_fixed_charges/subscription_fixed_charges.ts";
export { subscriptions, type Subscription } from "./subscriptions/subscriptions.ts";
export { taxes, type Tax } from "./taxes/taxes.ts";
export { walletTransactionConsumptions, type WalletTransactionConsumption } from "./wallet_transaction_consumptions/wallet_transaction_consumptions.ts";
export { walletTransactionFundings, type WalletTransactionFunding } from "./wallet_transaction_fundings/wallet_transaction_fundings.ts";
export { walletTransactions, type WalletTransaction } from "./wallet_transactions/wallet_transactions.ts";
export { wallets, type Wallet } from "./wallets/wallets.ts";
export { webhookEndpoints, type WebhookEndpoint } from "./webhook_endpoints/webhook_endpoints.ts";

/** Every resource, by name. */
export const resources = [
  activityLogs,
  addOns,
  analyticsGrossRevenue,
  analyticsInvoiceCollection,
  analyticsInvoicedUsage,
  analyticsMrr,
  analyticsOverdueBalance,
  analyticsUsage,
  apiLogs,
  appliedCoupons,
  billableMetrics,
  billingEntities,
  coupons,
  creditNotes,
  currentUsage,
  customerPastUsage,
  customerPaymentMethods,
  customerWalletAlerts,
  customers,
  events,
  features,
  fees,
  invoices,
  lifetimeUsage,
  paymentReceipts,
  paymentRequests,
  payments,
  planChargeFilters,
  planCharges,
  planEntitlements,
  planFixedCharges,
  plans,
  subscriptionAlerts,
  subscriptionChargeFilters,
  subscriptionCharges,
  subscriptionEntitlements,
  subscriptionFixedCharges,
  subscriptions,
  taxes,
  walletTransactionConsumptions,
  walletTransactionFundings,
  walletTransactions,
  wallets,
  webhookEndpoints,
] as const;

/** How each unit of a column is called where people read it. */
export const units = {
  minor: "smallest currency unit",
  major: "currency unit",
  credits: "credits",
  pricing_minor: "hundredths of the pricing unit",
  pricing_major: "pricing unit",
  percent: "percent",
  ratio: "ratio",
  units: "units of the billable metric",
  count: "count",
  days: "days",
  hours: "hours",
  periods: "billing periods",
} as const;
