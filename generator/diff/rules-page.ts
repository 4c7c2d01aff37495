import { RULES, SEVERITIES } from "./rules.ts";

/** docs/schema-changes.md: the rules for people, generated from their table. */
export function writeRulesPage(): string {
  const index = RULES.map(({ id, severity, what }) => `| [${id}](#${id}) | ${severity} | ${what} |`);
  const rules = RULES.map(({ id, severity, what, cause, consequence, action }) => `### ${id}\n\n${what} (${severity}).\n\n- Cause: ${cause}\n- Consequence: ${consequence}\n- What to do: ${action}\n`);
  return `${INTRODUCTION}\n## Rules\n\n| rule | severity | what has changed |\n| --- | --- | --- |\n${index.join("\n")}\n\n${rules.join("\n")}`;
}

const INTRODUCTION = `# Schema changes

<!-- Written by \`npm run diff -- --docs\`. Change generator/diff/rules.ts instead. -->

Lago's OpenAPI spec changes nearly every month. One command shows what that means for tables and loads. Loads migrate databases automatically.

## What changes: \`npm run diff\`

\`\`\`
npm run diff                                  # main against the working tree
npm run diff -- HEAD~1                        # a git ref against the working tree
npm run diff -- 1.50.0 1.51.0                 # two released versions of Lago
npm run diff -- old.yaml new.yaml             # two files
npm run diff -- --format markdown             # or json, or github (annotations)
npm run diff -- --fail-on error               # exit 5 for errors only
\`\`\`

It compares two models, not two texts, so the order of a spec does not matter. The exit code is 0 if nothing has changed, 5 if something
has, and 1 if the comparison failed.

The earlier model is built each time, from the \`spec/\` of that git ref with its own overlay, or from another spec with the present overlay,
of which not all actions need to apply. No model is stored.

The severity of a change is ${SEVERITIES.map((severity) => `**${severity}**`).join(", ")}. An error breaks a query or a load, a warning may break one, everything else is info.
\`spec/severities.txt\` overrides severities, one per line with a reason.

Renames are never guessed. If something removed looks like something added, the report has the overlay action that would declare the rename.
Databases rename only with such an action.

## How databases are migrated

Before its first row, a load upgrades the tables to this version's schema. \`lago-loader migrate\` does only that, and \`--dry-run\` shows the
statements. A migration creates the generated tables in a scratch schema, compares them with the existing ones, and applies the difference.

- The tables of a resource change in one transaction, with a row in \`_migrations\`: both versions of the loader, the time, and the statements.
- If a migration is killed, each resource is wholly migrated or unchanged, and the next load continues.
- If the tables of one resource cannot be migrated, they stay unchanged. That resource fails with the reason, and the others are loaded.
- If two loaders start at the same time, only one of them migrates.

What happens to existing tables:

- **New columns and child tables** are added. Values that Lago sent before it documented them were kept in \`_extra\`. They move into their new
  column if they fit, and records of a new child table move into its rows, at any depth. The rest stays in \`_extra\`.
- **Columns and tables that the spec no longer has** stay, and are reported as orphans. Nothing is ever dropped. The rows of a child table are
  replaced whenever their record changes: what Lago still sends for such a column is then in \`_extra\`.
- **A column with another type** is converted in place if every value converts exactly, and back. Values in \`_extra\` that now fit move in.
  Otherwise the old column is kept as \`<column>__was_<type>\`, a new one is added, and the next load of the resource is a full refresh,
  which fills it. So it is for types that a database prints differently from Lago (JSON, and decimals, numbers and times that become text).
- **A key with other columns**: the table and its child tables are rebuilt from their rows. If keys collide or are missing, the migration
  refuses and says so. \`lago-loader migrate --rebuild\` then keeps the old tables as \`<table>__was\` (\`__was_2\` and so on). It rebuilds from the
  rows with a key, using the last loaded one of several with the same key. The next load is a full refresh.
- **Declared renames** (\`x-renamed-from\`) rename columns and tables, with their data.
- **Objects of your own on Postgres tables** are kept: views and materialized views with their indexes, options, owners and rights; policies,
  triggers, rules, generated columns, checks, foreign keys and unique constraints; for rebuilt tables also indexes, statistics, publications,
  rights and the owner. They are dropped and created again in the same transaction. If one no longer fits, the error names it, and
  nothing changes. Not kept: rights on single columns of a view, triggers of a view, and security labels.
- **Objects of your own on DuckDB tables**: indexes are kept. Views that no longer fit, such as \`SELECT *\` after a column was added, are created
  again. The load names those that cannot be.
- **Names that differ only in case**: the old column or table is kept as \`<name>__was\`.
- **Columns that somebody dropped or changed** are filled by the next full refresh. \`lago-loader load --rewrite\` writes every row again, with its
  child rows.
- **A database that a newer loader has written**, or one made from a newer OpenAPI spec, is refused. So is a schema in which another program created
  tables with the loader's names.

If a name with \`__was\` would exceed Postgres's 63 bytes, its beginning is cut.
`;
