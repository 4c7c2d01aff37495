import { OptionDefaults } from "typedoc";

/** Options of `npm run docs:api`. Paths are relative to this file. */
export default {
  entryPoints: ["../../runtime/index.ts"],
  tsconfig: "../../runtime/tsconfig.json",
  out: "../../docs/api",
  readme: "none",
  name: "lago-loader",
  // openapi-typescript writes it.
  blockTags: [...OptionDefaults.blockTags, "@description"],
  excludeInternal: true,
  excludeExternals: true,
  skipErrorChecking: true,
  disableGit: true,
  sourceLinkTemplate: "{path}",
  validation: { notExported: false },
};
