import type { Page } from "../page.ts";
import { billing } from "./billing.ts";

/** In the order of the navigation; the first is where a visit begins. */
export const PAGES: readonly Page[] = [billing];
