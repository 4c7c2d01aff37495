import type { components, paths } from "../api.ts";
import type { List, Resource } from "../../runtime/resource.ts";

/** A record of `GET /wallets/{lago_id}/wallet_transactions`: https://getlago.com/docs/api-reference/wallets/wallet-object */
export type WalletTransaction = components["schemas"]["WalletTransactionObject"];

/** All of `GET /wallets/{lago_id}/wallet_transactions`, asked for each row of `wallets`. Key: `lago_id`. */
export const walletTransactions: Resource<List<paths, "/wallets/{lago_id}/wallet_transactions", "wallet_transactions">> = {
  name: "wallet_transactions",
  operationId: "findAllWalletTransactions",
  path: "/wallets/{lago_id}/wallet_transactions",
  scopes: [],
  selector: "wallet_transactions",
  paginator: "page_number",
  primaryKey: ["lago_id"],
  parent: { resource: "wallets", bind: [{ parameter: "lago_id", in: "path", column: "lago_id", as: "wallet_id" }], watch: { columns: ["status", "balance_cents", "credits_balance", "consumed_credits"], lookbackDays: 1, why: "A transaction that is settled changes the balance or what was consumed; one that is pending or failed does not (app/queries/wallet_transactions_query.rb). The ongoing balances change all the time without any." } },
  single: { path: "/wallet_transactions/{lago_id}", selector: "wallet_transaction", bind: [{ parameter: "lago_id", in: "path", column: "lago_id" }] },
  changes: [
    { of: ["Wallet"], by: ["resource_id"], column: "lago_id" },
  ],
  count: "exact",
  reslice: false,
  source: import.meta.url,
  tables: [
    {
      name: "wallet_transactions",
      arrays: [],
      columns: [
        { name: "wallet_id", type: "uuid", references: "wallets.lago_id" },
        { name: "lago_id", type: "uuid", path: ["lago_id"] },
        { name: "lago_wallet_id", type: "uuid", path: ["lago_wallet_id"], references: "wallets.lago_id" },
        { name: "lago_invoice_id", type: "uuid", path: ["lago_invoice_id"], references: "invoices.lago_id" },
        { name: "lago_credit_note_id", type: "uuid", path: ["lago_credit_note_id"], references: "credit_notes.lago_id" },
        { name: "lago_voided_invoice_id", type: "uuid", path: ["lago_voided_invoice_id"] },
        { name: "status", type: "text", path: ["status"] },
        { name: "source", type: "text", path: ["source"] },
        { name: "transaction_status", type: "text", path: ["transaction_status"] },
        { name: "transaction_type", type: "text", path: ["transaction_type"] },
        { name: "amount", type: "decimal", path: ["amount"] },
        { name: "credit_amount", type: "decimal", path: ["credit_amount"] },
        { name: "invoice_requires_successful_payment", type: "boolean", path: ["invoice_requires_successful_payment"] },
        { name: "remaining_amount_cents", type: "integer", path: ["remaining_amount_cents"] },
        { name: "remaining_credit_amount", type: "decimal", path: ["remaining_credit_amount"] },
        { name: "priority", type: "integer", path: ["priority"] },
        { name: "settled_at", type: "timestamp", path: ["settled_at"] },
        { name: "failed_at", type: "timestamp", path: ["failed_at"] },
        { name: "created_at", type: "timestamp", path: ["created_at"] },
        { name: "name", type: "text", path: ["name"] },
        { name: "payment_method__payment_method_type", type: "text", path: ["payment_method", "payment_method_type"] },
        { name: "payment_method__payment_method_id", type: "uuid", path: ["payment_method", "payment_method_id"] },
        { name: "billing_entity_code", type: "text", path: ["billing_entity_code"], references: "billing_entities.code" },
        { name: "purchase_order_number", type: "text", path: ["purchase_order_number"] },
      ],
    },
    {
      name: "wallet_transactions__metadata",
      arrays: [["metadata"]],
      columns: [
        { name: "key", type: "text", path: ["key"] },
        { name: "value", type: "text", path: ["value"] },
      ],
    },
    {
      name: "wallet_transactions__applied_invoice_custom_sections",
      arrays: [["applied_invoice_custom_sections"]],
      columns: [
        { name: "lago_id", type: "uuid", path: ["lago_id"] },
        { name: "created_at", type: "timestamp", path: ["created_at"] },
        { name: "invoice_custom_section_id", type: "uuid", path: ["invoice_custom_section_id"] },
        { name: "invoice_custom_section__lago_id", type: "uuid", path: ["invoice_custom_section", "lago_id"] },
        { name: "invoice_custom_section__name", type: "text", path: ["invoice_custom_section", "name"] },
        { name: "invoice_custom_section__code", type: "text", path: ["invoice_custom_section", "code"] },
        { name: "invoice_custom_section__description", type: "text", path: ["invoice_custom_section", "description"] },
        { name: "invoice_custom_section__details", type: "text", path: ["invoice_custom_section", "details"] },
        { name: "invoice_custom_section__display_name", type: "text", path: ["invoice_custom_section", "display_name"] },
        { name: "invoice_custom_section__applied_to_organization", type: "boolean", path: ["invoice_custom_section", "applied_to_organization"] },
        { name: "invoice_custom_section__organization_id", type: "uuid", path: ["invoice_custom_section", "organization_id"] },
        { name: "invoice_custom_section__created_at", type: "timestamp", path: ["invoice_custom_section", "created_at"] },
      ],
    },
  ],
};
