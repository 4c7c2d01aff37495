import type { components, paths } from "../api.ts";
import type { List, Resource } from "../../runtime/resource.ts";

/** A record of `GET /billing_entities`: https://getlago.com/docs/api-reference/billing-entities/object */
export type BillingEntity = components["schemas"]["BillingEntityObject"];

/** All of `GET /billing_entities`. Key: `lago_id`. */
export const billingEntities: Resource<List<paths, "/billing_entities", "billing_entities">> = {
  name: "billing_entities",
  operationId: "listBillingEntities",
  path: "/billing_entities",
  scopes: [],
  selector: "billing_entities",
  paginator: "single_page",
  primaryKey: ["lago_id"],
  single: { path: "/billing_entities/{code}", selector: "billing_entity", bind: [{ parameter: "code", in: "path", column: "code" }] },
  count: "none",
  reslice: false,
  source: import.meta.url,
  tables: [
    {
      name: "billing_entities",
      arrays: [],
      columns: [
        { name: "lago_id", type: "uuid", path: ["lago_id"] },
        { name: "code", type: "text", path: ["code"] },
        { name: "name", type: "text", path: ["name"] },
        { name: "default_currency", type: "text", path: ["default_currency"] },
        { name: "document_locale", type: "text", path: ["document_locale"] },
        { name: "document_numbering", type: "text", path: ["document_numbering"] },
        { name: "document_number_prefix", type: "text", path: ["document_number_prefix"] },
        { name: "finalize_zero_amount_invoice", type: "boolean", path: ["finalize_zero_amount_invoice"] },
        { name: "invoice_footer", type: "text", path: ["invoice_footer"] },
        { name: "invoice_grace_period", type: "integer", path: ["invoice_grace_period"] },
        { name: "subscription_invoice_issuing_date_anchor", type: "text", path: ["subscription_invoice_issuing_date_anchor"] },
        { name: "subscription_invoice_issuing_date_adjustment", type: "text", path: ["subscription_invoice_issuing_date_adjustment"] },
        { name: "is_default", type: "boolean", path: ["is_default"] },
        { name: "net_payment_term", type: "integer", path: ["net_payment_term"] },
        { name: "address_line1", type: "text", path: ["address_line1"] },
        { name: "address_line2", type: "text", path: ["address_line2"] },
        { name: "city", type: "text", path: ["city"] },
        { name: "state", type: "text", path: ["state"] },
        { name: "country", type: "text", path: ["country"] },
        { name: "zipcode", type: "text", path: ["zipcode"] },
        { name: "email", type: "text", path: ["email"] },
        { name: "legal_name", type: "text", path: ["legal_name"] },
        { name: "legal_number", type: "text", path: ["legal_number"] },
        { name: "tax_identification_number", type: "text", path: ["tax_identification_number"] },
        { name: "timezone", type: "text", path: ["timezone"] },
        { name: "email_settings", type: "json", path: ["email_settings"] },
        { name: "eu_tax_management", type: "boolean", path: ["eu_tax_management"] },
        { name: "logo_url", type: "text", path: ["logo_url"] },
        { name: "created_at", type: "timestamp", path: ["created_at"] },
        { name: "updated_at", type: "timestamp", path: ["updated_at"] },
        { name: "phone", type: "text", path: ["phone"] },
        { name: "einvoicing", type: "boolean", path: ["einvoicing"] },
      ],
    },
  ],
};
