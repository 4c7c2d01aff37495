import type { components, paths } from "../api.ts";
import type { List, Resource } from "../../runtime/resource.ts";

/** A record of `GET /wallet_transactions/{lago_id}/fundings`: https://getlago.com/docs/api-reference/wallets/wallet-object */
export type WalletTransactionFunding = components["schemas"]["WalletTransactionFundingObject"];

/** Which inbound transactions an outbound one was paid from. All of `GET /wallet_transactions/{lago_id}/fundings`, read for each row of `wallet_transactions`. Key: `lago_id`. */
export const walletTransactionFundings: Resource<List<paths, "/wallet_transactions/{lago_id}/fundings", "wallet_transaction_fundings">> = {
  name: "wallet_transaction_fundings",
  operationId: "findAllWalletTransactionFundings",
  path: "/wallet_transactions/{lago_id}/fundings",
  scopes: [],
  selector: "wallet_transaction_fundings",
  paginator: "page_number",
  primaryKey: ["lago_id"],
  parent: { resource: "wallet_transactions", bind: [{ parameter: "lago_id", in: "path", column: "lago_id", as: "wallet_transaction_id" }], where: { column: "transaction_type", equals: "outbound" }, watch: { columns: [], lookbackDays: 1, why: "They are written with their transaction and stay (app/queries/wallet_transaction_consumptions_query.rb)." } },
  changes: [
    { of: ["Wallet"], by: ["resource_id"], column: "wallet_id" },
  ],
  webhooks: [
    { of: ["wallet_transaction"], by: ["lago_id"], column: "lago_id" },
  ],
  count: "exact",
  reslice: false,
  source: import.meta.url,
  tables: [
    {
      name: "wallet_transaction_fundings",
      arrays: [],
      description: "Which inbound transactions an outbound one was paid from.",
      columns: [
        { name: "wallet_transaction_id", type: "uuid", references: "wallet_transactions.lago_id" },
        { name: "lago_id", type: "uuid", path: ["lago_id"], description: "Lago's own id of the record." },
        { name: "amount_cents", type: "integer", path: ["amount_cents"], unit: "minor", currency: "wallets.currency", description: "What the inbound transaction paid." },
        { name: "credit_amount", type: "decimal", path: ["credit_amount"], unit: "credits", finer: true },
        { name: "created_at", type: "timestamp", path: ["created_at"], description: "When Lago created the record." },
        { name: "wallet_transaction", type: "json", path: ["wallet_transaction"] },
        { name: "wallet_transaction__lago_id", type: "uuid", path: ["wallet_transaction", "lago_id"], references: "wallet_transactions.lago_id", liftedFrom: "wallet_transaction", description: "Lago's own id of the record." },
      ],
    },
  ],
};
