import { createRequire } from "node:module";

/** Version of this package, from its own package.json, which lies elsewhere for the sources than for what is published. */
export const loaderVersion: string = (createRequire(import.meta.url)("lago-loader/package.json") as { version: string }).version;
