import { readFile } from "node:fs/promises";
import { createRender } from "../emit/templates.ts";
import type { Change } from "./change.ts";
import { compareModels } from "./compare.ts";
import { readVersion } from "./read-version.ts";
import { suggestRenames } from "./renames.ts";
import { applyOverrides, parseOverrides } from "./severities.ts";
import { addStatements } from "./sql.ts";

/** The compared models, and every change. */
export interface Diff {
  before: string;
  after: string;
  changes: Change[];
}

export interface DiffOptions {
  /** See `readVersion`. */
  before: string;
  after?: string | undefined;
  /** The folder that has `spec/` and `templates/`. */
  root: URL;
}

/** Compares two models: what a pull request changes for loads and queries. */
export async function diff({ before, after, root }: DiffOptions): Promise<Diff> {
  const overrides = parseOverrides(await readFile(new URL("spec/severities.txt", root), "utf8"), "spec/severities.txt");
  const [earlier, later] = [await readVersion(before, root), await readVersion(after, root)];
  const compared = suggestRenames(compareModels(earlier.resources, later.resources, { before: earlier.webhooks, after: later.webhooks }), earlier, later);
  const changes = addStatements(applyOverrides(compared, overrides), later.resources, createRender(new URL("templates/", root)));
  const isSameLago = earlier.lago === later.lago;
  const name = ({ label, lago }: typeof earlier) => (isSameLago ? label : `Lago ${lago}`);
  return { before: name(earlier), after: name(later), changes };
}
