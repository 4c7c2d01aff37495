import { RULES, SEVERITIES } from "./rules.ts";

/** docs/schema-changes.md: the rules for people. Made from their table, so that the two cannot differ. */
export function writeRulesPage(): string {
  const index = RULES.map(({ id, severity, what }) => `| [${id}](#${id}) | ${severity} | ${what} |`);
  const rules = RULES.map(({ id, severity, what, cause, consequence, action }) => `### ${id}\n\n${what} (${severity}).\n\n- Cause: ${cause}\n- Consequence: ${consequence}\n- What to do: ${action}\n`);
  return `${INTRODUCTION}\n## Rules\n\n| rule | severity | what has changed |\n| --- | --- | --- |\n${index.join("\n")}\n\n${rules.join("\n")}`;
}

const INTRODUCTION = `# Schema changes

<!-- Written by \`npm run diff -- --docs\`. Change generator/diff/rules.ts instead. -->

Lago's document changes nearly every month. What that means for tables and loads is told by one command, and databases follow by
themselves.

## What changes: \`npm run diff\`

\`\`\`
npm run diff                                  # main against the working tree
npm run diff -- HEAD~1                        # a git ref against the working tree
npm run diff -- 1.50.0 1.51.0                 # two released versions of Lago
npm run diff -- old.yaml new.yaml             # two documents
npm run diff -- --format markdown             # or json, or github (annotations)
npm run diff -- --fail-on error               # exit 5 for errors only
\`\`\`

It compares two models, not two texts: what moves around in a document changes nothing. It exits with 0 where nothing has changed, with
5 where something has, and with 1 where it could not compare, which is never the same as "nothing".

The earlier model is made anew each time, from the \`spec/\` of that git ref with the overlay of that time, or from another document with
the present overlay, whose actions need not all apply. There is no stored copy of a model that could be wrong.

A change is one of three: ${SEVERITIES.map((severity) => `**${severity}**`).join(", ")}. An error breaks a query or a load, a warning may, the rest is info. \`spec/severities.txt\` can
say otherwise, one line each with a reason.

A rename is never guessed. Where something that is gone looks like something that is new, the report has the overlay action that would
declare it; only with that do databases rename.

## How databases follow

Before its first row a load brings the database to the present shape, and \`lago-loader migrate\` does only that (\`--dry-run\`: says what it
would do). It compares what the database has with what the generated \`create\` statements make in a scratch place, and applies the
difference. The tables of a resource change at once or not at all, with a row in \`_migrations\`: from which version of the loader to which, when, and the
statements. Killed half-way, each resource is as it was before or as it is after, and the next load goes on. Where the tables of one resource cannot be
migrated, they stay as they were, that resource fails with the reason, and the others load. Two loaders that start at once migrate once.

- **What is new** is added. Values that Lago sent before it documented them were kept in \`_extra\`; they move into their new column where
  they fit it, and records of a new child table move into its rows, at any depth. What does not fit stays in \`_extra\`.
- **What is gone** from the document stays, and is reported as an orphan. Nothing is ever dropped. Only the rows of a child table come anew
  whenever their record does: what Lago still sends for such a column is then in \`_extra\`.
- **A column with another type** is converted in place where every value converts exactly and back. Values that did not fit
  before and now do move in from \`_extra\`. Otherwise the old column is kept as \`<column>__was_<type>\`, a new one is added, and the next
  load of the resource is a full one, which fills it. Types that a database would print otherwise than Lago does (JSON, and decimals,
  numbers and times that become text) always go this way.
- **A key with other columns** rebuilds the table and its child tables from what they hold. Where keys collide or are missing, the
  migration says so and refuses. \`lago-loader migrate --rebuild\` then keeps the old tables as \`<table>__was\` (\`__was_2\` and so on) and
  rebuilds from the rows that have a key of their own, of several with the same one from the last loaded; the next load is a full one.
- **What is declared as renamed** (\`x-renamed-from\`) is renamed, with all that it holds.
- **What people have put on the tables** is kept. Postgres: views and materialized views with their indexes, options, owners and rights; policies, triggers,
  rules, generated columns, checks, foreign keys and unique constraints; and of rebuilt tables also indexes, statistics, publications, rights and the owner. DuckDB:
  indexes; views that no longer fit, as \`SELECT *\` where a column is new, are made anew, and those that cannot be are named. All is dropped and made anew in the same transaction. If something no longer fits, the error names it and
  nothing changes. Not kept: rights on single columns of a view, triggers of a view, and security labels.
- **Names that differ in upper and lower case only**: the old column or table is kept as \`<name>__was\`.
- **Columns that somebody dropped or changed** are filled by the next full refresh. \`lago-loader load --rewrite\` writes every row anew, with its child rows.
- **A database that a newer loader has written**, or one made from a newer OpenAPI spec, is refused. So is a schema in which another program made tables
  under the loader's names.

Where a name with \`__was\` would exceed the 63 bytes of Postgres, its beginning is cut.
`;
