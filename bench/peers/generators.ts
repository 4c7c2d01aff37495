import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findInstalled } from "../cache.ts";
import { run } from "../run-program.ts";

/** A generator of types or clients from an OpenAPI document, as its own command line runs it. */
export interface Generator {
  readonly name: string;
  /** Exact, and the last that run on Node 20. */
  readonly packages: readonly string[];
  readonly command: (document: string) => readonly [command: string, ...args: string[]];
  /** A file that its command line wants, and what is in it. */
  readonly configuration?: (document: string) => readonly [file: string, text: string];
}

export const GENERATORS: readonly Generator[] = [
  {
    name: "openapi-typescript",
    packages: ["openapi-typescript@7.13.0", "typescript@5.9.3"],
    command: (document) => ["openapi-typescript", document, "-o", "openapi-typescript/api.ts"],
  },
  {
    name: "orval",
    packages: ["orval@7.13.2"],
    command: (document) => ["orval", "--input", document, "--output", "orval/api.ts"],
  },
  {
    name: "hey-api",
    packages: ["@hey-api/openapi-ts@0.95.0", "typescript@5.9.3"],
    command: (document) => ["openapi-ts", "-i", document, "-o", "hey-api"],
  },
  {
    name: "kubb",
    packages: ["@kubb/cli@4.39.3", "@kubb/core@4.39.3", "@kubb/plugin-oas@4.39.3", "@kubb/plugin-ts@4.39.3"],
    command: () => ["kubb", "generate", "--config", "kubb.config.mjs"],
    configuration: (document) => [
      "kubb.config.mjs",
      `import { pluginOas } from "@kubb/plugin-oas";
import { pluginTs } from "@kubb/plugin-ts";
export default { root: ".", input: { path: ${JSON.stringify(document)} }, output: { path: "kubb", clean: true }, plugins: [pluginOas(), pluginTs()] };`,
    ],
  },
];

/** Installs it where it is not yet, and times it. */
export async function timeGenerator(generator: Generator, document: string, runs: number): Promise<number[]> {
  const { name, packages, command, configuration } = generator;
  const folder = await findInstalled(name, packages, async (folder) => {
    await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
    await run("npm", ["install", "--no-audit", "--no-fund", "--save-exact", ...packages], { cwd: folder });
  });
  if (configuration) {
    const [file, text] = configuration(document);
    await writeFile(join(folder, file), text);
  }
  const [binary, ...args] = command(document);
  return timeRuns(runs, () => run(join(folder, "node_modules/.bin", binary), args, { cwd: folder }));
}

/**
 * Seconds of each run, from the start of its process to the end of it. Without `NODE_EXTRA_CA_CERTS`: for it, Node reads a file of
 * certificates before anything else, which takes a machine that sets it 0.08 s, whatever it runs.
 */
export async function timeRuns(runs: number, work: () => Promise<unknown>): Promise<number[]> {
  const seconds: number[] = [];
  const { NODE_EXTRA_CA_CERTS: certificates } = process.env;
  delete process.env.NODE_EXTRA_CA_CERTS;
  try {
    for (let index = 0; index < runs; index++) {
      const start = performance.now();
      await work();
      seconds.push((performance.now() - start) / 1000);
    }
  } finally {
    if (certificates !== undefined) process.env.NODE_EXTRA_CA_CERTS = certificates;
  }
  return seconds;
}
