import type { Dataset } from "./dataset.ts";
import { findRows, writeRecords } from "./records.ts";
import type { Template } from "./templates.ts";

export interface PageRequest {
  readonly dataset: Dataset;
  readonly selector: string;
  /** Tells the records of one list from those of another of the same kind. */
  readonly list: number;
  readonly page: number;
  readonly perPage: number;
  /** Seconds since 1970, both included. */
  readonly earliest: number;
  readonly latest: number;
}

/** A page as Lago answers it, one behind the end included: empty, with the totals. */
export function renderPage(templates: readonly Template[], { dataset, selector, list, page, perPage, earliest, latest }: PageRequest): Buffer[] {
  const [first, end] = findRows(dataset, earliest, latest);
  const from = Math.min(first + (page - 1) * perPage, end);
  const records = writeRecords(templates, dataset, list, from, Math.min(from + perPage, end), COMMA);
  const pages = Math.ceil((end - first) / perPage);
  const meta = {
    current_page: page,
    next_page: page < pages ? page + 1 : null,
    prev_page: page > 1 ? page - 1 : null,
    total_pages: pages,
    total_count: end - first,
  };
  return [Buffer.from(`{"${selector}":[`), records, Buffer.from(`],"meta":${JSON.stringify(meta)}}`)];
}

const COMMA = 0x2c;
