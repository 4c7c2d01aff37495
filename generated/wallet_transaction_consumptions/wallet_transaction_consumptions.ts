import type { components, paths } from "../api.ts";
import type { List, Resource } from "../../runtime/resource.ts";

/** A record of `GET /wallet_transactions/{lago_id}/consumptions`: https://getlago.com/docs/api-reference/wallets/wallet-object */
export type WalletTransactionConsumption = components["schemas"]["WalletTransactionConsumptionObject"];

/** Which outbound transactions used up an inbound one, and how much of it. All of `GET /wallet_transactions/{lago_id}/consumptions`, read for each row of `wallet_transactions`. Key: `lago_id`. */
export const walletTransactionConsumptions: Resource<List<paths, "/wallet_transactions/{lago_id}/consumptions", "wallet_transaction_consumptions">> = {
  name: "wallet_transaction_consumptions",
  operationId: "findAllWalletTransactionConsumptions",
  path: "/wallet_transactions/{lago_id}/consumptions",
  scopes: [],
  selector: "wallet_transaction_consumptions",
  paginator: "page_number",
  primaryKey: ["lago_id"],
  parent: { resource: "wallet_transactions", bind: [{ parameter: "lago_id", in: "path", column: "lago_id", as: "wallet_transaction_id" }], where: { column: "transaction_type", equals: "inbound" }, watch: { columns: ["remaining_amount_cents"], lookbackDays: 1, why: "A consumption takes from what remains of the transaction (app/queries/wallet_transaction_consumptions_query.rb)." } },
  changes: [
    { of: ["Wallet"], by: ["resource_id"], column: "wallet_id" },
  ],
  webhooks: [
    { of: ["wallet_transaction"], by: ["lago_id"], column: "lago_id" },
    { of: ["wallet_transaction"], column: "wallet_id", by: ["lago_wallet_id"] },
  ],
  count: "exact",
  reslice: false,
  source: import.meta.url,
  tables: [
    {
      name: "wallet_transaction_consumptions",
      arrays: [],
      description: "Which outbound transactions used up an inbound one, and how much of it.",
      columns: [
        { name: "wallet_transaction_id", type: "uuid", references: "wallet_transactions.lago_id" },
        { name: "lago_id", type: "uuid", path: ["lago_id"], description: "Lago's own id of the record." },
        { name: "amount_cents", type: "integer", path: ["amount_cents"], unit: "minor", currency: "wallets.currency", description: "What was used of the inbound transaction." },
        { name: "credit_amount", type: "decimal", path: ["credit_amount"], unit: "credits", finer: true },
        { name: "created_at", type: "timestamp", path: ["created_at"], description: "When Lago created the record." },
        { name: "wallet_transaction", type: "json", path: ["wallet_transaction"] },
        { name: "wallet_transaction__lago_id", type: "uuid", path: ["wallet_transaction", "lago_id"], references: "wallet_transactions.lago_id", liftedFrom: "wallet_transaction", description: "Lago's own id of the record." },
      ],
    },
  ],
};
