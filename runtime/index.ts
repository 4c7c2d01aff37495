/**
 * The entry point of the package. Database drivers are imported only when a database is opened, so programs that use only
 * types or `lago.list` do not load them.
 */
export { createLago, type GetRequest, type Lago, type LagoOptions, type Values } from "./client.ts";
export type { Filters, ListOptions } from "./list.ts";
export type { Address, Region } from "./transport/base-url.ts";
export type { Fetch } from "./transport/fetch.ts";
export type { LagoEvent, Patience, SendOptions, Traffic } from "./transport/retry.ts";

export { load, type LoadOptions } from "./load/typed-load.ts";
export type { LoadReport } from "./load.ts";
export type { ReadChoice } from "./load/plan/plan-read.ts";
export { type Strategy, strategyOf } from "./load/strategy.ts";
export type { Migration } from "./migrate/migration.ts";
export type { LoadProgress } from "./load/read/read-resource.ts";
export type { LoadStatus, ResourceReport } from "./load/tally.ts";

export { openDestination } from "./destinations/open.ts";
export { openDuckDB, type DuckDBOptions } from "./destinations/duckdb/duckdb.ts";
export { openPostgres, type PostgresOptions } from "./destinations/postgres/postgres.ts";
export type { Answer, Destination } from "./destinations/destination.ts";

export { ConfigurationError, DestinationError, EXIT, exitCodeOf, LagoError, type LagoErrorKind } from "./errors.ts";
export type { Binding, Change, Column, ColumnType, Cursor, Dialect, Feed, List, Paginator, Parent, RecordOf, Resource, ResourceTypes, Single, Snapshot, Table } from "./resource.ts";

export * from "../generated/index.ts";
