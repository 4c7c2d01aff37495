/** A list that is loaded, and what is measured beside it in the same round. */
export interface Scene {
  /** The first is the one whose rows count; a nested list comes behind its parent. */
  readonly resources: readonly [string, ...string[]];
  readonly rows: number;
  readonly perPage: number | "auto";
  /** Requests at a time, where it is not CONCURRENCY. */
  readonly concurrency?: number | "auto";
  /** Milliseconds before every answer. */
  readonly latency: number;
  readonly destinations: readonly Destination[];
  /** Load again, with a tenth of the records changed. */
  readonly second: boolean;
  /** Also measure what the network and the database can do by themselves. */
  readonly limits: boolean;
  /** Then load a window with so many changed records; 0 for none. */
  readonly window: number;
  /** In which configurations dlt loads the same, once. */
  readonly dlt: readonly DltConfiguration[];
  /** Whether sling loads the same, once. With 200,000 fees it would take minutes of processor time. */
  readonly sling?: true;
  readonly rounds: number;
}

export type Destination = "duckdb" | "postgres";
/** As bench/peers/dlt.ts has them. `adbc` is for Postgres only. */
export type DltConfiguration = "default" | "fastest" | "append" | "adbc";

/** `200,000 fees, 100 a page` */
export function titleOf({ resources, rows, perPage, latency }: Scene): string {
  const what = resources.length > 1 ? `${resources.slice(1).join(" and ")} of ${rows.toLocaleString("en")} ${resources[0]}` : `${rows.toLocaleString("en")} ${resources[0]}`;
  return `${what}, ${perPage === "auto" ? "pages of a megabyte" : `${perPage} a page`}${latency > 0 ? `, ${latency} ms` : ""}`;
}

/** All that a run measures. */
export interface Plan {
  readonly scenes: readonly Scene[];
  /** Loaded once more, to look into it. */
  readonly profile: Scene;
  /** Runs of each generator and of the loader's command line; 0 for none. */
  readonly commands: number;
  /** Also the generators of others. */
  readonly peers: boolean;
}

/** Requests at a time, so that loads and limits ask alike. */
export const CONCURRENCY = 6;

export const FEES: Scene = {
  resources: ["fees"],
  rows: 200_000,
  perPage: 1000,
  latency: 0,
  destinations: ["duckdb", "postgres"],
  second: true,
  limits: true,
  window: 0,
  dlt: [],
  rounds: 3,
};

export const PLANS: Readonly<Record<"quick" | "default" | "full", Plan>> = {
  quick: {
    scenes: [
      { ...FEES, rows: 20_000 },
      { ...FEES, rows: 20_000, perPage: 100, latency: 50, second: false, limits: false, rounds: 1 },
    ],
    profile: { ...FEES, rows: 20_000 },
    commands: 3,
    peers: false,
  },
  default: {
    scenes: [
      { ...FEES, rows: 20_000, window: 4_000, dlt: ["default", "fastest", "append", "adbc"], sling: true },
      { ...FEES, window: 4_000, dlt: ["fastest", "append", "adbc"] },
      { ...FEES, rows: 1_000_000, second: false, window: 4_000, rounds: 1 },
      { ...FEES, perPage: 100, second: false, rounds: 1 },
      { ...FEES, perPage: "auto", limits: false, second: false, rounds: 1 },
      { ...FEES, perPage: 100, latency: 50, limits: false, second: false, rounds: 1 },
      { ...FEES, resources: ["invoices"], rows: 50_000, rounds: 1 },
      { ...FEES, resources: ["events"], rounds: 1 },
      { ...FEES, resources: ["wallets", "wallet_transactions"], rows: 500, limits: false, second: false, rounds: 1 },
      { ...FEES, resources: ["wallets", "wallet_transactions"], rows: 4_000, limits: false, second: false, rounds: 1 },
    ],
    profile: FEES,
    commands: 5,
    peers: true,
  },
  full: {
    scenes: ["fees", "invoices", "events"].flatMap((resource) =>
      [20_000, 200_000, 1_000_000].flatMap((rows) =>
        ([100, 1000] as const).flatMap((perPage): Scene[] => [
          { ...FEES, resources: [resource], rows, perPage, window: 4_000, dlt: rows === 20_000 && perPage === 1000 ? ["default", "fastest"] : [] },
          { ...FEES, resources: [resource], rows, perPage, latency: 50, limits: false },
        ]),
      ),
    ),
    profile: FEES,
    commands: 5,
    peers: true,
  },
};
