import type { components, paths } from "../api.ts";
import type { List, Resource } from "../../runtime/resource.ts";

/** A record of `GET /customers/{external_customer_id}/payment_methods`: https://getlago.com/docs/api-reference/payment-methods/payment-method-object */
export type CustomerPaymentMethod = components["schemas"]["PaymentMethodObject"];

/** How a customer can be charged. The details lie with the payment provider. All of `GET /customers/{external_customer_id}/payment_methods`, read for each row of `customers`. Key: `lago_id`. */
export const customerPaymentMethods: Resource<List<paths, "/customers/{external_customer_id}/payment_methods", "payment_methods">> = {
  name: "customer_payment_methods",
  operationId: "findAllCustomersPaymentMethods",
  path: "/customers/{external_customer_id}/payment_methods",
  scopes: [],
  selector: "payment_methods",
  paginator: "page_number",
  primaryKey: ["lago_id"],
  parent: { resource: "customers", bind: [{ parameter: "external_customer_id", in: "path", column: "external_id", as: "external_customer_id" }], watch: { columns: [], lookbackDays: 7, why: "A method that is added, made the default or deleted leaves no mark on its customer (app/queries/payment_methods_query.rb)." } },
  webhooks: [
    { of: ["customer"], by: ["external_id"], column: "external_id" },
  ],
  count: "exact",
  reslice: false,
  source: import.meta.url,
  tables: [
    {
      name: "customer_payment_methods",
      arrays: [],
      description: "How a customer can be charged. The details lie with the payment provider.",
      columns: [
        { name: "external_customer_id", type: "text", references: "customers.external_id", description: "Your id of the customer." },
        { name: "lago_id", type: "uuid", path: ["lago_id"], description: "Lago's own id of the record." },
        { name: "is_default", type: "boolean", path: ["is_default"] },
        { name: "payment_provider_code", type: "text", path: ["payment_provider_code"], description: "The payment provider's connection, by its code." },
        { name: "payment_provider_name", type: "text", path: ["payment_provider_name"] },
        { name: "payment_provider_type", type: "text", path: ["payment_provider_type"], values: ["adyen", "cashfree", "gocardless", "stripe", "flutterwave", "moneyhash"] },
        { name: "provider_method_id", type: "text", path: ["provider_method_id"], description: "The method's id at the payment provider." },
        { name: "created_at", type: "timestamp", path: ["created_at"], description: "When Lago created the record." },
      ],
    },
  ],
};
