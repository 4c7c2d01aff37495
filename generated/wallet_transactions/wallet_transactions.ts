import type { components, paths } from "../api.ts";
import type { List, Resource } from "../../runtime/resource.ts";

/** A record of `GET /wallets/{lago_id}/wallet_transactions`: https://getlago.com/docs/api-reference/wallets/wallet-object */
export type WalletTransaction = components["schemas"]["WalletTransactionObject"];

/** Credits that came into a wallet (inbound) or left it (outbound). All of `GET /wallets/{lago_id}/wallet_transactions`, read for each row of `wallets`. Key: `lago_id`. */
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
  webhooks: [
    { of: ["wallet"], by: ["lago_id"], column: "lago_id" },
    { of: ["wallet_transaction"], by: ["lago_wallet_id"], column: "lago_id" },
  ],
  count: "exact",
  reslice: false,
  source: import.meta.url,
  tables: [
    {
      name: "wallet_transactions",
      arrays: [],
      description: "Credits that came into a wallet (inbound) or left it (outbound).",
      columns: [
        { name: "wallet_id", type: "uuid", references: "wallets.lago_id", description: "The wallet." },
        { name: "lago_id", type: "uuid", path: ["lago_id"], description: "Lago's own id of the record." },
        { name: "lago_wallet_id", type: "uuid", path: ["lago_wallet_id"], references: "wallets.lago_id", description: "The wallet." },
        { name: "lago_invoice_id", type: "uuid", path: ["lago_invoice_id"], references: "invoices.lago_id", description: "The invoice." },
        { name: "lago_credit_note_id", type: "uuid", path: ["lago_credit_note_id"], references: "credit_notes.lago_id", description: "The credit note." },
        { name: "lago_voided_invoice_id", type: "uuid", path: ["lago_voided_invoice_id"] },
        { name: "status", type: "text", path: ["status"], values: ["pending", "settled", "failed"], description: "Only settled transactions changed the balance." },
        { name: "source", type: "text", path: ["source"], values: ["manual", "interval", "threshold"] },
        { name: "transaction_status", type: "text", path: ["transaction_status"], values: ["purchased", "granted", "voided", "invoiced"], description: "Where credits came from (purchased, granted) or went (invoiced, voided)." },
        { name: "transaction_type", type: "text", path: ["transaction_type"], values: ["inbound", "outbound"], description: "Into the wallet (inbound) or out of it (outbound)." },
        { name: "amount", type: "decimal", path: ["amount"], unit: "major", currency: "wallets.currency", description: "What the credits are worth, at the wallet's rate." },
        { name: "credit_amount", type: "decimal", path: ["credit_amount"], unit: "credits", finer: true, description: "Credits that came in or went out." },
        { name: "invoice_requires_successful_payment", type: "boolean", path: ["invoice_requires_successful_payment"] },
        { name: "remaining_amount_cents", type: "integer", path: ["remaining_amount_cents"], unit: "minor", currency: "wallets.currency", description: "What is left of an inbound transaction." },
        { name: "remaining_credit_amount", type: "decimal", path: ["remaining_credit_amount"], unit: "credits", finer: true },
        { name: "priority", type: "integer", path: ["priority"], description: "What is used first: the lowest number." },
        { name: "settled_at", type: "timestamp", path: ["settled_at"], description: "When it changed the balance." },
        { name: "failed_at", type: "timestamp", path: ["failed_at"], description: "When it failed." },
        { name: "created_at", type: "timestamp", path: ["created_at"], description: "When Lago created the record." },
        { name: "name", type: "text", path: ["name"] },
        { name: "payment_method__payment_method_type", type: "text", path: ["payment_method", "payment_method_type"], values: ["provider", "manual"] },
        { name: "payment_method__payment_method_id", type: "uuid", path: ["payment_method", "payment_method_id"] },
        { name: "billing_entity_code", type: "text", path: ["billing_entity_code"], references: "billing_entities.code", description: "The company that issues the invoice." },
        { name: "purchase_order_number", type: "text", path: ["purchase_order_number"] },
      ],
    },
    {
      name: "wallet_transactions__metadata",
      arrays: [["metadata"]],
      description: "Keys and values that you gave it.",
      columns: [
        { name: "key", type: "text", path: ["key"] },
        { name: "value", type: "text", path: ["value"], personal: true },
      ],
    },
    {
      name: "wallet_transactions__applied_invoice_custom_sections",
      arrays: [["applied_invoice_custom_sections"]],
      description: "Texts of yours that are put on its invoices.",
      columns: [
        { name: "lago_id", type: "uuid", path: ["lago_id"], description: "Lago's own id of the record." },
        { name: "created_at", type: "timestamp", path: ["created_at"], description: "When Lago created the record." },
        { name: "invoice_custom_section_id", type: "uuid", path: ["invoice_custom_section_id"] },
        { name: "invoice_custom_section__lago_id", type: "uuid", path: ["invoice_custom_section", "lago_id"], description: "Lago's own id of the record." },
        { name: "invoice_custom_section__name", type: "text", path: ["invoice_custom_section", "name"] },
        { name: "invoice_custom_section__code", type: "text", path: ["invoice_custom_section", "code"], description: "Your short name of it." },
        { name: "invoice_custom_section__description", type: "text", path: ["invoice_custom_section", "description"] },
        { name: "invoice_custom_section__details", type: "text", path: ["invoice_custom_section", "details"] },
        { name: "invoice_custom_section__display_name", type: "text", path: ["invoice_custom_section", "display_name"] },
        { name: "invoice_custom_section__applied_to_organization", type: "boolean", path: ["invoice_custom_section", "applied_to_organization"] },
        { name: "invoice_custom_section__organization_id", type: "uuid", path: ["invoice_custom_section", "organization_id"], description: "Your organisation in Lago." },
        { name: "invoice_custom_section__created_at", type: "timestamp", path: ["invoice_custom_section", "created_at"], description: "When Lago created the record." },
      ],
    },
  ],
};
