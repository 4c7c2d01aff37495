import type { DuckDBConnection } from "@duckdb/node-api";
import type { Resource } from "../../resource.ts";
import { quoteText } from "./literals.ts";

/** MB, for migrations and commits. With 96 MB, `--rewrite` of many lists fails: a commit cannot wait for memory of other resources. */
const DEFAULT_MEMORY = 128;
/** MB, for merges: DuckDB (1.5.6) keeps as much as fits, and takes half as much again for moments. */
const MERGE_MEMORY = 96;

/** The memory that DuckDB may use. */
export interface Memory {
  /** The limit to start with. */
  readonly limit: string;
  /**
   * Raises the limit for migrations, and then restores it: DuckDB (1.5.6) needs up to 2 MB for each column of a table whose rows a
   * transaction writes anew, and fails otherwise: 90 new columns of 20,000 rows do not fit into 128 MB. `flush`: as in `Home`.
   */
  withRoom<Result>(session: DuckDBConnection, resources: readonly Resource[], work: () => Promise<Result>, flush: string | undefined): Promise<Result>;
  /** Raises the limit for rows of a wide table, one MB per column, for good. */
  makeRoom(session: DuckDBConnection, resource: Resource): Promise<void>;
  /**
   * To be called between merges. Returns unused memory to the system, 40 MB after a merge of fees, and lowers the limit for the next one. Not
   * for a session within a transaction, which ends where memory is short.
   */
  trim(session: DuckDBConnection): Promise<void>;
  /** To be called before a commit: ends what `trim` has lowered. */
  restore(session: DuckDBConnection): Promise<void>;
}

/** `asked`: the limit that the user has chosen, which stays. */
export function openMemory(asked: string | undefined): Memory {
  let limit = asked ?? toText(DEFAULT_MEMORY);
  /** Columns of the widest table so far. */
  let widest = 0;

  return {
    limit,
    async withRoom(session, resources, work, flush) {
      const width = Math.max(0, ...resources.map(widthOf));
      if (asked !== undefined || 2 * width <= DEFAULT_MEMORY) return work();
      await apply(session, toText(2 * width));
      try {
        return await work();
      } finally {
        // Committed data stays in memory until it is written to the file.
        if (flush !== undefined && width > DEFAULT_MEMORY) await session.run(flush);
        // DuckDB refuses a limit below what it cannot write to disk; the higher one does no harm.
        await apply(session, limit).catch(() => {});
      }
    },
    async makeRoom(session, resource) {
      widest = Math.max(widest, widthOf(resource));
      if (asked !== undefined || widest <= DEFAULT_MEMORY) return;
      limit = toText(widest);
      await apply(session, limit);
    },
    // DuckDB (1.5.6) empties its own allocator, and the one of C, when a limit is set: with one thread, it never does so by itself.
    async trim(session) {
      // Fails where more is in use, as by another resource.
      await apply(session, asked ?? toText(Math.max(MERGE_MEMORY, widest))).catch(() => {});
    },
    restore: (session) => apply(session, limit),
  };
}

async function apply(session: DuckDBConnection, limit: string): Promise<void> {
  await session.run(`SET memory_limit = ${quoteText(limit)}`);
}

function widthOf({ tables }: Resource): number {
  return Math.max(...tables.map(({ columns }) => columns.length));
}

const toText = (megabytes: number) => `${megabytes}MB`;
