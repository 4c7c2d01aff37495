import type { Page } from "../page.ts";
import { billing } from "./billing.ts";
import { checks } from "./checks.ts";
import { data } from "./data.ts";
import { loads } from "./loads.ts";
import { schema } from "./schema.ts";
import { sqlBox } from "./sql.ts";

/** In the order of the navigation; the first one is the start page. */
export const PAGES: readonly Page[] = [billing, loads, checks, schema, data, sqlBox];
