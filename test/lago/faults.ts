/**
 * What goes wrong on purpose. A fault is data: which requests it meets, and what happens to them. Those that meet the
 * same request add up, later ones win.
 */
export type Fault = {
  /** Below `/api/v1`, as sent; `*` stands for one segment. All paths when missing. */
  path?: string | RegExp;
  page?: number;
  /** Only requests for this page or a later one. */
  minPage?: number;
  /** Only requests for pages of this size or more. */
  minPerPage?: number;
  /** Of the requests that fit the above, counted from 1. All of them when missing. */
  nth?: number | ((n: number) => boolean);
} & Effect;

export type Effect = {
  /** Done before the request is answered: rows inserted, changed or removed while a crawl is under way. */
  change?: () => void;
  /** Milliseconds before the answer. */
  delay?: number;
  /** In place of Lago's. */
  answer?: Answer | (() => Answer);
  /** Rewrites Lago's body. */
  edit?: (body: string) => string;
  /**
   * `reset`: the connection breaks before a byte. `refuse`: it does, and new ones are refused `forMs` long.
   * `stall`: nothing comes. `stall-after-headers`, `stall-half-way`: nothing more comes.
   * `cut`: half of a chunked body. `short`: less than the content-length promised.
   */
  break?: "reset" | "refuse" | "stall" | "stall-after-headers" | "stall-half-way" | "cut" | "short";
  forMs?: number;
};

export type Answer = { status: number; headers?: Record<string, string>; body?: string | Buffer[] };

/** With both missing, the client has to find its own patience. A date is that of Retry-After's other form, and counts from the answer. */
export const tooManyRequests = ({ retryAfter, asDate, reset }: { retryAfter?: number; asDate?: boolean; reset?: number } = {}): Effect => ({
  answer: () => ({
    status: 429,
    headers: {
      ...(retryAfter === undefined
        ? {}
        : { "retry-after": asDate ? new Date(Date.now() + retryAfter * 1000).toUTCString() : String(retryAfter) }),
      ...(reset === undefined ? {} : { "x-ratelimit-limit": "50", "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(reset) }),
    },
    body: '{"status":429,"error":"Too Many Requests"}',
  }),
});

export const requestTimeout: Effect = { answer: { status: 408, body: "" } };
export const internalError: Effect = { answer: { status: 500, body: '{"status":500,"error":"Internal Server Error"}' } };
export const badGateway: Effect = { answer: html(502, "502 Bad Gateway") };
export const gatewayTimeout: Effect = { answer: html(504, "504 Gateway Time-out") };
export const htmlPage: Effect = { answer: html(200, "We will be right back") };
export const invalidJson: Effect = { edit: (body) => body.slice(0, Math.ceil(body.length / 2)) };
export const redirect = (location: string): Effect => ({ answer: { status: 302, headers: { location }, body: "" } });

export const endlessPages = editMeta((meta) => ({ ...meta, next_page: Number(meta["current_page"]) + 1 }));
export const repeatedPage = editMeta((meta) => ({ ...meta, next_page: meta["current_page"] }));
export const backwardPages = editMeta((meta) => ({ ...meta, next_page: 1 }));
export const missingMeta = editMeta(() => undefined);
export const zeroPages = editMeta((meta) => ({ ...meta, total_pages: 0, total_count: 0, next_page: null }));
export const notAnArray: Effect = {
  edit: (body) => body.replace(/^(\{"\w+":)\[/, '$1{"0":[').replace(/\](,"meta":\{[^}]*\})?\}$/, "]}$1}"),
};

/** Of one server: the faults remember which of their requests they have met. */
export function makeFaults(faults: readonly Fault[]): (path: string, query: URLSearchParams) => Effect {
  const met = faults.map((fault) => ({ fault, pattern: toPattern(fault.path), count: 0 }));
  return (path, query) => {
    const effects = met.filter((entry) => {
      const { page, minPage = 0, minPerPage = 0, nth } = entry.fault;
      if (!entry.pattern.test(path)) return false;
      if (page !== undefined && Number(query.get("page") ?? 1) !== page) return false;
      if (Number(query.get("page") ?? 1) < minPage) return false;
      if (Number(query.get("per_page") ?? 100) < minPerPage) return false;
      entry.count += 1;
      return typeof nth === "function" ? nth(entry.count) : nth === undefined || nth === entry.count;
    });
    return Object.assign({}, ...effects.map(({ fault }) => fault)) as Effect;
  };
}

function toPattern(path: string | RegExp = /^/): RegExp {
  if (path instanceof RegExp) return path;
  return new RegExp(`^${path.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", "[^/]+")}$`);
}

function html(status: number, text: string): Answer {
  return {
    status,
    headers: { "content-type": "text/html" },
    body: `<html><head><title>${text}</title></head><body><h1>${text}</h1></body></html>`,
  };
}

function editMeta(change: (meta: Record<string, unknown>) => Record<string, unknown> | undefined): Effect {
  return {
    edit: (body) =>
      body.replace(/,"meta":(\{[^}]*\})\}$/, (_, meta: string) => {
        const changed = change(JSON.parse(meta) as Record<string, unknown>);
        return changed ? `,"meta":${JSON.stringify(changed)}}` : "}";
      }),
  };
}
