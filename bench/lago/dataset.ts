/** What a fake Lago is to hold. It travels in the path of the address, so that the server keeps nothing and serves any. */
export interface Dataset {
  /** Records of the list; those below a parent have a few each. */
  readonly rows: number;
  /** Only every nth record of the full list is there: those that changed. */
  readonly every: number;
  /** Records in a hundred that are not as they were. */
  readonly changed: number;
  /** Milliseconds before every answer. */
  readonly latency: number;
}

export function addressOf(server: string, dataset: Partial<Dataset> & Pick<Dataset, "rows">): string {
  const { rows, every, changed, latency } = { ...DEFAULTS, ...dataset };
  return `${server}/${rows}-${every}-${changed}-${latency}/api/v1`;
}

/** The dataset of a path, and the path below `/api/v1`; undefined for any other path. */
export function readAddress(path: string): { dataset: Dataset; path: string } | undefined {
  const match = /^\/(\d+)-(\d+)-(\d+)-(\d+)\/api\/v1(\/.+)$/.exec(path);
  if (!match) return undefined;
  const [rows, every, changed, latency] = match.slice(1, 5).map(Number) as [number, number, number, number];
  return { dataset: { rows, every, changed, latency }, path: match[5]! };
}

const DEFAULTS = { every: 1, changed: 0, latency: 0 };
