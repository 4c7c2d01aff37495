import { createLago, type Lago, type LagoOptions } from "../../runtime/client.ts";

/** A list of events that is rendered as it is asked for, so that it can be as long as one likes. */
export interface LongList {
  readonly lago: Lago;
  readonly asked: Asked[];
  /** Adds an event at this time, in milliseconds since 1970; null: without one. */
  add(at: number | null): void;
}

/** A request, as Lago understands it. */
export interface Asked {
  readonly from: string | null;
  readonly to: string | null;
  readonly page: number;
  readonly perPage: number;
}

export interface LongListOptions extends Partial<Pick<LagoOptions, "perPage" | "concurrency">> {
  /** Times of the events in milliseconds since 1970, ascending. */
  readonly times: readonly number[];
  /** Events that Lago has no time of; it lists them first. */
  readonly timeless?: number;
  /** Answers as a Lago does that does not know the filters: with everything. */
  readonly deaf?: boolean;
  /** Called with each request before it is answered. */
  readonly onAsked?: (asked: Asked, list: LongList) => void;
}

export function makeLongList({ times: given, timeless: without = 0, deaf = false, onAsked = () => {}, ...options }: LongListOptions): LongList {
  const times = [...given];
  let timeless = without;
  const asked: Asked[] = [];
  const list: LongList = {
    asked,
    add: (at) => {
      if (at === null) timeless++;
      else times.splice(countBefore(times, at), 0, at);
    },
    lago: createLago({ apiKey: "test-key", baseUrl: "http://127.0.0.1:1", ...options, fetch: async (url) => answer(new URL(url)) }),
  };
  return list;

  function answer({ pathname, searchParams: query }: URL): Response {
    if (!pathname.endsWith("/events")) return new Response('{"status":404,"error":"Not Found","code":"resource_not_found"}', { status: 404 });
    const request: Asked = {
      from: query.get("timestamp_from"),
      to: query.get("timestamp_to"),
      page: Number(query.get("page") ?? 1),
      perPage: Number(query.get("per_page") ?? 100),
    };
    asked.push(request);
    onAsked(request, list);
    const { page, perPage } = request;
    const { from, to } = deaf ? { from: null, to: null } : request;
    const low = from === null ? 0 : countBefore(times, Date.parse(from));
    const high = to === null ? times.length : countBefore(times, Date.parse(to) + 0.5);
    const hidden = from === null && to === null ? timeless : 0;
    const total = high - low + hidden;
    const start = (page - 1) * perPage;
    const rows = Array.from({ length: Math.max(0, Math.min(perPage, total - start)) }, (_, index) => {
      const place = start + index;
      return place < hidden ? render(`timeless-${place}`, null) : render(nameOf(high - 1 - (place - hidden)), times[high - 1 - (place - hidden)]!);
    });
    const pages = Math.ceil(total / perPage);
    const meta = { current_page: total ? page : 0, next_page: page < pages ? page + 1 : null, prev_page: null, total_pages: pages, total_count: total };
    return new Response(`{"events":[${rows}],"meta":${JSON.stringify(meta)}}`, { headers: { "content-type": "application/json" } });
  }

  /** By its time, and among those of one time by its place. */
  function nameOf(index: number): string {
    return `${times[index]}-${index - countBefore(times, times[index]!)}`;
  }
}

function render(transaction: string, at: number | null): string {
  return `{"lago_id":"${transaction}","transaction_id":"${transaction}","external_subscription_id":"sub","timestamp":${at === null ? null : `"${new Date(at).toISOString()}"`},"code":"calls"}`;
}

/** Of ascending times, those before a given one. */
function countBefore(times: readonly number[], time: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Bursts at the very beginning of a second, then nothing for a while: what a real meter sends, at its worst for borders. */
export function makeTimes(count: number, start: number, end: number): number[] {
  const bursts = Math.ceil(count / BURST);
  return Array.from({ length: count }, (_, index) => {
    const burst = Math.floor(index / BURST);
    const second = Math.floor((start + ((end - start) / bursts) * burst) / 1000);
    return (second + Math.floor((index % BURST) / 8)) * 1000 + (index % 3 === 0 ? 0 : index % BURST);
  }).sort((one, other) => one - other);
}

const BURST = 40;
