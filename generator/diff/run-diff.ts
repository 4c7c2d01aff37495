import { mkdir, writeFile } from "node:fs/promises";
import { diff, type Diff } from "./diff.ts";
import { formatGithub } from "./format-github.ts";
import { formatMarkdown } from "./format-markdown.ts";
import { formatTerminal } from "./format-terminal.ts";
import { SEVERITIES, type Severity } from "./rules.ts";
import { writeRulesPage } from "./rules-page.ts";

export interface DiffFlags {
  format: keyof typeof FORMATS;
  failOn?: Severity;
  docs?: boolean;
}

/** How a diff can be printed. */
export const FORMATS = {
  text: (made: Diff) => formatTerminal(made, { colors: process.stdout.isTTY && process.env["NO_COLOR"] === undefined }),
  markdown: formatMarkdown,
  json: (made: Diff) => `${JSON.stringify(made, null, 2)}\n`,
  github: formatGithub,
};

/** `npm run diff`: prints the differences; returns whether one is serious enough to fail. */
export async function runDiff([before = "main", after]: (string | undefined)[], { format, failOn = "info", docs = false }: DiffFlags, root: URL): Promise<boolean> {
  if (docs) {
    await mkdir(new URL("docs/", root), { recursive: true });
    await writeFile(new URL("docs/schema-changes.md", root), writeRulesPage());
    return false;
  }
  const made = await diff({ before, after, root });
  process.stdout.write(FORMATS[format](made));
  const serious = SEVERITIES.slice(0, SEVERITIES.indexOf(failOn) + 1);
  return made.changes.some(({ severity }) => serious.includes(severity));
}
