import type { Entity } from "./organization.ts";

/** What makes some customers unlike the others, so that each kind of billing that Lago has is in the company. */
export type Story = {
  /** 0 is the entity in Europe, 1 the one in America. */
  entity?: 0 | 1;
  currency?: Currency;
  country?: string;
  /** The plan that it has, in place of the first two of its currency. */
  plan?: string;
  /** Left, and came back some months later. */
  cameBack?: true;
  /** A partner is paid by the company: its invoices are self-billed. */
  partner?: true;
};

export type Currency = Entity["currency"] | "JPY" | "KWD";

/** By the number of the customer: in each twenty, the last nine. Fewer than eleven customers have no story. */
const STORIES: Readonly<Record<number, Story>> = {
  11: { entity: 1, currency: "JPY", country: "JP", plan: "tokyo" },
  12: { entity: 1, currency: "KWD", country: "KW", plan: "gulf" },
  13: { cameBack: true },
  14: { entity: 0, plan: "annual" },
  15: { entity: 1, plan: "quarterly/us" },
  16: { entity: 0, plan: "weekly" },
  17: { entity: 0, partner: true },
  18: { cameBack: true },
  19: { entity: 1, plan: "annual/us" },
};

export function findStory(sequence: number): Story {
  return STORIES[sequence % 20] ?? {};
}
