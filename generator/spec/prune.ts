import { findRef, findRefs } from "./resolve.ts";
import type { Document } from "./types.ts";

/** The spec without schemas and parameters that its paths and webhooks do not use. */
export function pruneComponents(document: Document): Document {
  const reached = new Set<string>();
  const follow = (node: unknown): void => {
    for (const ref of findRefs(node)) {
      if (reached.has(ref)) continue;
      reached.add(ref);
      follow(findRef(document, ref));
    }
  };
  follow([document.paths, document.webhooks]);

  const { parameters, schemas, ...others } = document.components ?? {};
  const keepReached = <T>(kind: string, components: Record<string, T>): Record<string, T> =>
    Object.fromEntries(Object.entries(components).filter(([name]) => reached.has(`#/components/${kind}/${name}`)));
  return {
    ...document,
    components: {
      ...others,
      ...(parameters && { parameters: keepReached("parameters", parameters) }),
      ...(schemas && { schemas: keepReached("schemas", schemas) }),
    },
  };
}
