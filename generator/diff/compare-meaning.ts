import type { ColumnModel } from "../model/types.ts";
import { type Change, describeChange } from "./change.ts";
import type { RuleId } from "./rules.ts";

/** The differences in the meaning of a table or column. Values are compared with the enum that they come from. */
export function compareMeaning(place: Pick<Change, "resource" | "table" | "column">, before: Said, after: Said): Change[] {
  return FACTS.flatMap(([rule, read]) => {
    const [was, is] = [read(before), read(after)];
    return was === is ? [] : [describeChange(rule, { ...place, ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) })];
  });
}

/** Of a table only its description. */
type Said = Pick<ColumnModel, "description" | "unit" | "currency" | "personal" | "finer">;

const FACTS: readonly (readonly [RuleId, (said: Said) => string | undefined])[] = [
  ["unit-changed", ({ unit }) => unit],
  ["currency-changed", ({ currency }) => currency],
  ["precision-changed", ({ finer }) => (finer ? "more than 18 places" : undefined)],
  ["personal-changed", ({ personal }) => (personal ? "personal" : undefined)],
  ["description-changed", ({ description }) => description],
];
