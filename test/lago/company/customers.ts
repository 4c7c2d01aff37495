import type { JsonObject } from "../rows.ts";
import type { Books } from "./books.ts";
import { DAY, seconds } from "./formats.ts";
import { CITIES, FIRST_NAMES, INDUSTRIES, LAST_NAMES, ODD_EXTERNAL_IDS, WORDS } from "./names.ts";
import type { Entity, Organization, Tax } from "./organization.ts";
import { type Currency, findStory, type Story } from "./stories.ts";

export type Customer = {
  id: string;
  externalId: string;
  sequence: number;
  name: string;
  entity: Entity;
  currency: Currency;
  country: string;
  story: Story;
  tax: Tax;
  since: number;
  /** Gone from `/customers` and with it its coupons; invoices, fees and subscriptions stay and refer to nobody. */
  deleted: boolean;
  /** As nested in invoices, credit notes and payment requests: the list adds the taxes. */
  record: JsonObject;
};

export function makeCustomer(books: Books, organization: Organization, sequence: number): Customer {
  const { random } = books;
  const id = random.uuid();
  const externalId = ODD_EXTERNAL_IDS[sequence - 1] ?? `cust_${String(sequence).padStart(5, "0")}`;
  const story = findStory(sequence);
  const drawn = random.chance(0.6) ? 0 : 1;
  const entity = organization.entities[story.entity ?? drawn]!;
  const { currency = entity.currency, country = entity.country } = story;
  const tax = organization.taxes[country !== entity.country ? "export" : currency === "EUR" ? "vat" : "sales"];
  // Who has come back has to have come early. The first ones, which are all that small companies have, do not come last.
  const latest = story.cameBack ? 0.3 : sequence > ODD_EXTERNAL_IDS.length ? 0.95 : 0.7;
  const since = books.from + random.int(0, Math.floor((books.until - books.from) * latest));
  const record = customerRecord(books, { id, externalId, sequence, entity, currency, country, story, since });
  const deleted = sequence > ODD_EXTERNAL_IDS.length && random.chance(0.05);
  books.add("customers", { ...record, taxes: random.chance(0.8) ? [] : [tax.record] }, { deleted });
  return { id, externalId, sequence, name: String(record["name"] ?? externalId), entity, currency, country, story, tax, since, deleted, record };
}

function customerRecord(
  { random, forms }: Books,
  { id, externalId, sequence, entity, currency, country, story, since }: Omit<Customer, "name" | "tax" | "deleted" | "record">,
): JsonObject {
  const company = random.chance(0.85);
  const [city, state, zipcode, street, timezone] = random.pick(CITIES[country]!);
  const first = random.pick(FIRST_NAMES);
  const last = random.pick(LAST_NAMES);
  const name = `${random.pick(WORDS)} ${random.pick(INDUSTRIES)}`;
  const web = `https://${name.replaceAll(/\W+/g, "-").toLowerCase()}.example`;
  const drawn = random.pick(["stripe", "stripe", "adyen", "gocardless", "cashfree", null]);
  const provider = story.partner ? null : drawn;
  const record = {
    lago_id: id,
    sequential_id: sequence,
    slug: `${entity.prefix}-${String(sequence).padStart(3, "0")}`,
    external_id: externalId,
    billing_entity_code: entity.code,
    address_line1: `${random.int(1, 250)} ${street}`,
    address_line2: random.chance(0.2) ? 'c/o "The Loft"' : null,
    applicable_timezone: timezone,
    city,
    country,
    currency,
    email: `${first}.${last}@${name.replaceAll(/\W+/g, "-")}.example`.toLowerCase(),
    legal_name: company ? `${name} ${COMPANIES[country]}` : null,
    legal_number: company && forms.chance(0.4) ? `HRB ${forms.int(1_000, 99_999)}` : null,
    logo_url: forms.chance(0.3) ? `${web}/logo.png` : null,
    name: company ? name : null,
    firstname: company ? null : first,
    lastname: company ? null : last,
    account_type: story.partner ? "partner" : "customer",
    customer_type: random.chance(0.1) || story.cameBack ? null : company ? "company" : "individual",
    phone: forms.chance(0.3) ? `+49 30 ${forms.int(100_000, 999_999)}` : null,
    state,
    tax_identification_number: company && country === "DE" ? `DE${random.int(100_000_000, 999_999_999)}` : null,
    timezone: random.chance(0.3) ? timezone : null,
    url: forms.chance(0.4) ? web : null,
    zipcode,
    net_payment_term: random.chance(0.2) ? 30 : null,
    created_at: seconds(since),
    updated_at: seconds(since + random.int(0, 20) * DAY),
    finalize_zero_amount_invoice: "inherit",
    skip_invoice_custom_sections: false,
    external_salesforce_id: random.chance(0.1) ? `001${random.int(100_000, 999_999)}AAS` : null,
    billing_configuration: {
      invoice_grace_period: entity.country === "US" ? 3 : null,
      subscription_invoice_issuing_date_anchor: null,
      subscription_invoice_issuing_date_adjustment: null,
      payment_provider: provider,
      payment_provider_code: provider && `${provider}_${entity.country.toLowerCase()}`,
      document_locale: entity.locale,
      // A provider's settings are merged in beside, under names of its own.
      ...(provider && { provider_customer_id: `cus_${random.uuid().slice(0, 8)}` }),
      ...(provider === "stripe" && { provider_payment_methods: ["card", "sepa_debit"], sync_with_provider: true }),
    },
    shipping_address: random.chance(0.3)
      ? { address_line1: `${random.int(1, 99)} ${street}`, address_line2: null, city, country, state, zipcode }
      : { address_line1: null, address_line2: null, city: null, country: null, state: null, zipcode: null },
    metadata: random.chance(0.4)
      ? [
          {
            lago_id: random.uuid(),
            key: "segment",
            value: random.pick(["smb", "mid-market", "enterprise"]),
            display_in_invoice: random.chance(0.5),
            created_at: seconds(since),
          },
        ]
      : [],
    integration_customers: random.chance(0.15)
      ? [integrationRecord(random.uuid(), random.pick(["netsuite", "hubspot", "avalara"]), sequence)]
      : [],
  };
  return forms.chance(0.2) ? { ...record, ...UNKNOWN, billing_configuration: { ...record.billing_configuration, document_locale: null } } : record;
}

const COMPANIES: Readonly<Record<string, string>> = { DE: "GmbH", US: "LLC", JP: "K.K.", KW: "W.L.L." };

/** What a customer lacks of whom only the external id was ever sent. */
const UNKNOWN = { address_line1: null, address_line2: null, city: null, country: null, email: null, state: null, zipcode: null };

function integrationRecord(id: string, type: string, sequence: number): JsonObject {
  return {
    lago_id: id,
    type,
    code: `${type}_main`,
    integration_code: `${type}_main`,
    external_customer_id: `${type}-${sequence}`,
    sync_with_provider: true,
    is_default: true,
    category: type === "avalara" ? "tax" : "accounting",
    ...(type === "netsuite" && { subsidiary_id: "7" }),
    ...(type === "hubspot" && { targeted_object: "companies", email: null }),
  };
}
