/** A key of `lago-loader.yaml`. It stands for a flag of `load`. */
export interface Key {
  /** The JSON Schema of its value, for editors. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** The name of the flag in commander; keys without one are read separately. */
  readonly flag?: string;
  /** Flags on the command line that disable this key. */
  readonly unless?: readonly string[];
}

const NAMES = { type: ["array", "string"], items: { type: "string" } };
const COUNT_OR_AUTO = { anyOf: [{ type: "integer", minimum: 1 }, { const: "auto" }] };
const AGE = { type: "string", pattern: "^\\d{1,6}[dhms]$" };
/** Flags of loads that a person starts by hand. */
const BY_HAND = ["once", "since", "until", "rewrite", "dryRun"];

/** All keys, in documentation order. Commander checks the values: this table is for editors, and to find unknown keys. */
export const KEYS: Readonly<Record<string, Key>> = {
  destination: { schema: { type: "string", description: "DuckDB file or postgres:// address. LAGO_DESTINATION and --to win." } },
  schema: { schema: { type: "string", description: "Schema of the tables. Default: lago_data." }, flag: "schema" },
  region: { schema: { enum: ["us", "eu"], description: "Region of Lago Cloud. LAGO_API_URL wins." }, flag: "region" },
  resources: { schema: { ...NAMES, description: "Names or patterns to load, as in wallet*. Default: all that no other resource contains." } },
  exclude: { schema: { ...NAMES, description: "Names or patterns to leave out." }, flag: "exclude" },
  details: { schema: { ...NAMES, description: "Resources whose single records are fetched as well, or all." }, flag: "details" },
  publish: { schema: { ...NAMES, description: "Addresses to publish to after each load: file:DIR or s3://bucket/prefix." }, flag: "publish" },
  changes: { schema: { type: "boolean", description: "Load only what Lago's activity logs report as changed (premium)." }, flag: "changes", unless: ["full", "since", "until", "rewrite"] },
  max_age: { schema: { ...AGE, description: "Full-refresh a resource when its last full refresh is older, as in 7d." }, flag: "maxAge" },
  concurrency: { schema: { ...COUNT_OR_AUTO, description: "Requests at the same time." }, flag: "concurrency" },
  per_page: { schema: { ...COUNT_OR_AUTO, description: "Records a page." }, flag: "perPage" },
  max_requests_per_second: { schema: { type: "number", exclusiveMinimum: 0, description: "Stay below this rate." }, flag: "maxRequestsPerSecond" },
  memory_limit: { schema: { type: "string", description: "Memory for DuckDB, as in 512MB." }, flag: "memoryLimit" },
  indexes: { schema: { type: "boolean", description: "False: no Postgres indexes besides primary keys." }, flag: "indexes" },
  resume_folder: { schema: { type: "string", description: "Folder for checkpoints." }, flag: "resumeFolder" },
  log_format: { schema: { enum: ["text", "json"], description: "Format of progress and log lines." }, flag: "logFormat" },
  schedule: { schema: { type: "object", description: "Keep running. `load --once` loads once." } },
};

/** The keys below `schedule`. */
export const SCHEDULE_KEYS: Readonly<Record<string, Key>> = {
  every: { schema: { ...AGE, description: "Load every interval, as in 15m." }, flag: "every", unless: BY_HAND },
  listen: { schema: { type: ["integer", "string"], description: "Serve /healthz and /metrics at this port or host:port." }, flag: "listen", unless: BY_HAND },
  webhooks: { schema: { type: ["integer", "string"], description: "Take Lago's webhooks at this port or host:port." }, flag: "webhooks", unless: BY_HAND },
};

/** The JSON Schema of the file. The package has it as `lago-loader.schema.json`. */
export function writeJsonSchema(): object {
  const properties = (keys: Readonly<Record<string, Key>>) => Object.fromEntries(Object.entries(keys).map(([name, { schema }]) => [name, schema]));
  const { schedule, ...others } = properties(KEYS);
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "lago-loader.yaml",
    type: "object",
    properties: { ...others, schedule: { ...schedule, properties: properties(SCHEDULE_KEYS), additionalProperties: false } },
    additionalProperties: false,
  };
}
