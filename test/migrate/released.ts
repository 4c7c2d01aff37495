import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readDocument } from "../../generator/spec/document.ts";
import { normalise } from "../../generator/spec/normalise.ts";
import { applyOverlay, readOverlay } from "../../generator/spec/overlay.ts";
import { make, type Made } from "./versions.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Lago's own documents are AGPL and not in this repository; where they lie beside it, they are tried. */
const folder = join(root, "../shared/spec");

/** Their files, from the oldest version to the newest. */
export function listReleased(): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
  return names.sort((one, other) => one.localeCompare(other, "en", { numeric: true })).map((name) => join(folder, name));
}

/** With the present overlay, of which an old document needs only some actions. */
export async function makeReleased(path: string): Promise<Made> {
  const overlay = await readOverlay(join(root, "spec/overlay.yaml"));
  return make(applyOverlay(normalise(await readDocument(path)), overlay, { unmatched: "ignore" }).document);
}

/** What of two versions differs: the rest would show nothing, many times over. */
export function pickDifferent(from: Made, to: Made): [Made, Made] {
  const describe = ({ models }: Made, name: string) => JSON.stringify(models.filter((model) => model.name === name).map(({ primaryKey, tables }) => ({ primaryKey, tables })));
  const pick = (made: Made): Made => {
    const isDifferent = ({ name }: { name: string }) => describe(from, name) !== describe(to, name);
    return { ...made, models: made.models.filter(isDifferent), resources: made.resources.filter(isDifferent) };
  };
  return [pick(from), pick(to)];
}
