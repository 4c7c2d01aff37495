import { readdir, readFile } from "node:fs/promises";
import { suggest } from "../closest.ts";
import { ConfigurationError } from "../errors.ts";
import type { Metric } from "./metric.ts";
import { parseMetric } from "./parse-metric.ts";

/** All metrics in alphabetical order, and the parts that their queries share. */
export interface Metrics {
  readonly metrics: ReadonlyMap<string, Metric>;
  /** Common table expressions, to put after `WITH`. */
  readonly parts: ReadonlyMap<string, string>;
}

/** Beside `runtime/`, in the repository and in the package. */
const FOLDER = new URL("../../metrics/", import.meta.url);

/** Reads `metrics/`. Throws a `ConfigurationError` if the folder is missing, as in a bundled program. */
export async function readMetrics(): Promise<Metrics> {
  const [texts, parts] = await Promise.all([readTexts(FOLDER), readTexts(new URL("parts/", FOLDER))]);
  return { metrics: new Map([...texts].map(([name, text]) => [name, parseMetric(name, text)])), parts };
}

/** Reads `metrics/checks/`: files of the same format, whose rows are the errors. */
export async function readChecks(): Promise<Metric[]> {
  return [...(await readTexts(new URL("checks/", FOLDER)))].map(([name, text]) => parseMetric(name, text));
}

/** Finds a metric by name. Throws a `ConfigurationError` with the known names if there is none. */
export function findMetric({ metrics }: Metrics, name: string): Metric {
  const metric = metrics.get(name);
  if (metric) return metric;
  const known = [...metrics.keys()];
  throw new ConfigurationError(`There is no metric "${name}". ${suggest(name, known, `There are ${known.join(", ")}.`)}`);
}

async function readTexts(folder: URL): Promise<Map<string, string>> {
  const files = await readdir(folder).catch((cause: unknown) => {
    throw new ConfigurationError("The SQL files of the metrics are missing. In a bundled program, copy node_modules/lago-loader/dist/metrics beside the bundle.", { cause });
  });
  const names = files.filter((file) => file.endsWith(".sql")).sort();
  return new Map(await Promise.all(names.map(async (file) => [file.slice(0, -".sql".length), await readFile(new URL(file, folder), "utf8")] as const)));
}
