import type { Metrics } from "../../runtime/metrics/read-metrics.ts";

/** docs/metrics.md, made from the headers of `metrics/*.sql`, so that the two cannot differ. */
export function writeMetricsPage({ metrics }: Metrics): string {
  const all = [...metrics.values()];
  const index = all.map(({ name, title, unit }) => `| [${name}](#${name}) | ${title} | ${unit} |\n`).join("");
  const sections = all.map(({ name, title, definition, unit, time, dimensions, caveats }) =>
    [
      `## ${name}\n`,
      `**${title}.** ${definition}\n`,
      `- Unit: ${unit}`,
      ...(time === undefined ? ["- Time: one moment, that of the last load"] : [`- Time: \`${time}\`, the first day of each month`]),
      ...(dimensions.length === 0 ? [] : [`- Break down by: ${dimensions.map((dimension) => `\`${dimension}\``).join(", ")}`]),
      `- Mind: ${caveats}`,
      `- SQL: [metrics/${name}.sql](../metrics/${name}.sql)\n`,
    ].join("\n"),
  );
  return `${INTRODUCTION}\n| metric | what | unit |\n| --- | --- | --- |\n${index}\n${sections.join("\n")}`;
}

const INTRODUCTION = `# Billing metrics

<!-- Made from the headers of metrics/*.sql: UPDATE_GOLDEN=1 npx tsx --test test/metrics/page.test.ts -->

Each metric is one SQL query with one definition. The same text runs on DuckDB and Postgres.

\`\`\`sh
lago-loader metric                                   # list them
lago-loader metric mrr --currency EUR --by plan      # print one
lago-loader metric mrr --from 2026-01-01 --until 2026-06-30 --format csv
lago-loader metric mrr --sql                         # print its SQL
\`\`\`

Rules that hold for all of them:

- Currencies are never added up: each row is of one currency.
- Money is exact: integers and decimals, never floating point. Amounts are in the currency's main unit, with its own number of decimals (two for EUR, none for JPY, three for KWD).
- "Today" is the time of the last load, not the clock. The figures of an old copy do not age.
- Months are calendar months in UTC. Lago's billing periods end in each customer's time zone, so a payment around midnight may be counted in the neighbouring month.
- Rows that Lago has deleted (\`_deleted_at\`) are left out. A deleted subscription counts until it was deleted.
- Only finalized invoices are revenue or receivables. Drafts have amounts, too, but nobody owes them yet.
`;

/** The skill's page about metrics: the same definitions, each with its SQL, for agents that have no tool for them. */
export function writeMetricsReference({ metrics, parts }: Metrics): string {
  const sections = [...metrics.values()].map(({ name, title, definition, unit, dimensions, caveats, parts: used, sql }) =>
    [
      `## ${name}\n`,
      `${title}. ${definition} In ${unit}. Mind: ${caveats}\n`,
      ...(used.length === 0 ? [] : [`WITH the parts ${used.map((part) => `\`${part}\``).join(", ")}.${dimensions.length === 0 ? "" : ` \`/* by */\` takes ${dimensions.map((dimension) => `\`, ${dimension}\``).join(", ")}.`}\n`]),
      `\`\`\`sql\n${sql.trim()}\n\`\`\`\n`,
    ].join("\n"),
  );
  const shared = [...parts].map(([name, text]) => `### ${name}\n\n\`\`\`sql\n${text.trim()}\n\`\`\`\n`);
  return `${REFERENCE}\n${sections.join("\n")}\n## Parts\n\nCommon table expressions that several queries share.\n\n${shared.join("\n")}`;
}

const REFERENCE = `# Metrics

<!-- Made from metrics/: UPDATE_GOLDEN=1 npx tsx --test test/metrics/page.test.ts -->

Each figure has one definition and one query, for DuckDB and Postgres. Prefer the MCP tool \`metric\` or \`lago-loader metric NAME\`: both put the
query together. By hand: \`WITH\`, its parts with commas between them, then the query. \`lago-loader metric NAME --sql\` prints that.
`;
