import type { Batches } from "./batches.ts";
import type { Lago, Values } from "../client.ts";
import type { Stage } from "../destinations/destination.ts";
import type { KnownSizes } from "../paging/page-size.ts";
import type { Place } from "../paging/paginate.ts";
import type { Resource } from "../resource.ts";
import type { Page } from "../rows/page.ts";
import type { Tally } from "./tally.ts";

/** What reads the lists of a resource. */
export interface ListReader {
  readonly lago: Lago;
  readonly resource: Resource;
  readonly stage: Stage;
  readonly batches: Batches;
  readonly tally: Tally;
  readonly signal: AbortSignal;
  /** What the pages that were read have shown, also of other parts of the list. */
  readonly sizes: KnownSizes;
  /** Called with each page in its order, and with what Lago counts at first. */
  readonly onPage: (page: SentPage, total: number | null) => void;
}

/** One list of a resource: the only one, or that of one parent. */
export interface ListRequest {
  readonly path: Values;
  readonly query: Values;
  /** What the parent supplies for columns of the rows. */
  readonly keys: readonly string[];
  /** What Lago has just counted again. */
  readonly counted?: number | undefined;
  /** How many of its pages at a time, where that is not as many as requests. */
  readonly parallel?: () => number;
  /** Records a page, where not as the client says. */
  readonly perPage?: number | undefined;
  /** Is called with each page in its order: no other is read behind one of which it is true. */
  readonly until?: (page: SentPage) => boolean;
  /** Tries of each request, where the load can do without this list. */
  readonly attempts?: number | undefined;
}

export const NO_PARENT: ListRequest = { path: {}, query: {}, keys: [] };

/** A page as Lago sent it, with all its records, and as the database takes it. */
export interface SentPage extends Page {
  readonly staged: Page;
  readonly body: Buffer;
  readonly place: Place;
}
