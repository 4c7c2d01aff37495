import { ConfigurationError } from "./errors.ts";

/** The rule for a number option. */
export interface NumberRule {
  readonly whole: boolean;
  /** Whether 0 is allowed; negative numbers never are. */
  readonly zero: boolean;
}

export const COUNT: NumberRule = { whole: true, zero: false };
export const POSITIVE: NumberRule = { whole: false, zero: false };
const COUNT_OR_NONE: NumberRule = { whole: true, zero: true };
const MILLISECONDS: NumberRule = { whole: false, zero: true };

/** All number options of the library. */
const RULES: Readonly<Record<string, NumberRule>> = {
  concurrency: COUNT,
  perPage: COUNT,
  maxRequestsPerSecond: POSITIVE,
  attempts: COUNT,
  firstWait: POSITIVE,
  longestWait: POSITIVE,
  total: POSITIVE,
  timeout: POSITIVE,
  idle: POSITIVE,
  maxPasses: COUNT,
  parallel: COUNT,
  fewParents: COUNT_OR_NONE,
  maxAge: MILLISECONDS,
};

/** Throws a `ConfigurationError` if a number option is invalid. Missing options are not checked, nor are options of other types. */
export function checkNumbers(given: Readonly<Record<string, unknown>>): void {
  for (const [name, rule] of Object.entries(RULES)) {
    const value = given[name];
    if (value !== undefined && !isAllowed(value, rule)) throw new ConfigurationError(`${name} must be ${describeRule(rule)}, not ${typeof value === "number" ? value : JSON.stringify(value)}.`);
  }
}

export function isAllowed(value: unknown, { whole, zero }: NumberRule): value is number {
  return typeof value === "number" && (zero ? value >= 0 : value > 0) && (!whole || Number.isSafeInteger(value));
}

export function describeRule({ whole, zero }: NumberRule): string {
  return `a ${whole ? "whole " : ""}number ${zero ? "from 0 on" : "above 0"}`;
}
