import { float, type JsonObject } from "../rows.ts";
import type { Books } from "./books.ts";
import { DAY, seconds } from "./formats.ts";

export type Entity = {
  id: string;
  code: string;
  currency: "EUR" | "USD";
  country: string;
  prefix: string;
  timezone: string;
  locale: string;
};

/** A tax as nested in what it applies to, and the numbers that it is applied with. */
export type Tax = { id: string; code: string; name: string; rate: number; record: JsonObject };

export type Organization = { record: JsonObject; entities: Entity[]; taxes: Record<"vat" | "sales" | "reduced" | "export", Tax> };

export function makeOrganization(books: Books): Organization {
  const entities = ENTITIES.map((entity) => ({ id: books.random.uuid(), ...entity }));
  entities.forEach((entity, index) => books.add("billing_entities", entityRecord(books, entity, index)));
  // A third one that nobody has filled in.
  const empty = { address_line1: null, city: null, zipcode: null, email: null, legal_name: null };
  const lab = { id: books.forms.uuid(), ...ENTITIES[1], code: "pigeon-lab", prefix: "PIG-LAB" };
  books.add("billing_entities", { ...entityRecord(books, lab, 2), ...empty, name: "Pigeon Lab", logo_url: "https://files.pigeonpost.example/lab.png" });
  const taxes = {
    vat: makeTax(books, "vat_19", "VAT 19 %", 19, ["pigeon-eu"]),
    sales: makeTax(books, "sales tax/ca", "California sales tax", 7.25, ["pigeon-us"]),
    reduced: makeTax(books, "vat_7", "Reduced VAT 7 %", 7, []),
    export: makeTax({ ...books, random: books.forms }, "export", "Export, 0 %", 0, []),
  };
  ["https://hooks.pigeonpost.example/lago?token=s3cret", "https://ops:hunter2@alerts.pigeonpost.example/billing"].forEach((url, index) =>
    books.add("webhook_endpoints", {
      lago_id: books.random.uuid(),
      lago_organization_id: books.organizationId,
      webhook_url: url,
      signature_algo: index ? "jwt" : "hmac",
      name: index ? null : "Warehouse",
      event_types: index ? ["invoice.created", "payment.succeeded"] : null,
      created_at: seconds(books.from + index * DAY),
    }),
  );
  return { record: organizationRecord(books, taxes.vat), entities, taxes };
}

const ENTITIES = [
  { code: "pigeon-eu", currency: "EUR", country: "DE", prefix: "PIG-EU", timezone: "Europe/Berlin", locale: "de" },
  { code: "pigeon-us", currency: "USD", country: "US", prefix: "PIG-US", timezone: "America/Los_Angeles", locale: "en" },
] as const;

function makeTax(books: Books, code: string, name: string, rate: number, entityCodes: string[]): Tax {
  const id = books.random.uuid();
  const record = {
    lago_id: id,
    name,
    code,
    description: code === "vat_19" ? "Value added tax" : entityCodes.length ? null : 'Books & "print" on paper',
    rate: float(rate),
    applied_to_organization: code === "vat_19",
    created_at: seconds(books.from),
    add_ons_count: 0,
    customers_count: 0,
    plans_count: 0,
    charges_count: 0,
    commitments_count: 0,
  };
  // Inside other records a tax does not say which entities it is for.
  books.add("taxes", { ...record, applied_to_billing_entities_codes: entityCodes });
  return { id, code, name, rate, record };
}

function entityRecord(books: Books, entity: Entity, index: number): JsonObject {
  const german = entity.country === "DE";
  return {
    lago_id: entity.id,
    code: entity.code,
    name: german ? "Pigeon Post GmbH" : "Pigeon Post, Inc.",
    default_currency: entity.currency,
    document_locale: entity.locale,
    document_numbering: german ? "per_customer" : "per_billing_entity",
    document_number_prefix: entity.prefix,
    finalize_zero_amount_invoice: true,
    invoice_footer: german ? "Es gelten unsere AGB.\nVielen Dank!" : null,
    invoice_grace_period: german ? 0 : 3,
    subscription_invoice_issuing_date_anchor: "next_period_start",
    subscription_invoice_issuing_date_adjustment: "align_with_finalization_date",
    is_default: german,
    net_payment_term: 14,
    address_line1: german ? "Taubenstraße 12" : "500 Dove Ave",
    address_line2: null,
    city: german ? "Berlin" : "San Francisco",
    state: german ? null : "CA",
    country: entity.country,
    zipcode: german ? "10117" : "94107",
    email: `billing@${entity.code}.example`,
    phone: german ? "+49 30 901820" : null,
    legal_name: german ? "Pigeon Post GmbH" : "Pigeon Post, Inc.",
    legal_number: german ? "HRB 123456" : null,
    tax_identification_number: german ? "DE123456789" : null,
    timezone: entity.timezone,
    email_settings: german ? ["invoice.finalized", "credit_note.created"] : [],
    eu_tax_management: german,
    einvoicing: german,
    logo_url: null,
    created_at: seconds(books.from + index * DAY),
    updated_at: seconds(books.from + (index + 30) * DAY),
  };
}

function organizationRecord(books: Books, tax: Tax): JsonObject {
  return {
    lago_id: books.organizationId,
    name: "Pigeon Post",
    created_at: seconds(books.from),
    webhook_url: null,
    webhook_urls: [],
    country: "DE",
    default_currency: "EUR",
    email: "hello@pigeonpost.example",
    document_numbering: "per_customer",
    document_number_prefix: "PIG",
    net_payment_term: 14,
    timezone: "Europe/Berlin",
    billing_configuration: { invoice_footer: null, invoice_grace_period: 0, document_locale: "de" },
    taxes: [tax.record],
    finalize_zero_amount_invoice: true,
    events_store: books.clickhouse ? "clickhouse" : "postgres",
  };
}
