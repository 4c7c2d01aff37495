import type { Diagnostic } from "./diagnostics.ts";
import type { Files } from "./emit/emit.ts";
import type { ResourceModel } from "./model/types.ts";

/** An error for each list in `generated/` that was removed from the spec and not renamed: without its module, its table would no longer be loaded. */
export function findRemovedLists(present: Files, resources: ResourceModel[]): Diagnostic[] {
  const kept = new Set(resources.flatMap(({ name, renamedFrom }) => [name, renamedFrom]));
  const names = [...present].flatMap(([path, text]) => {
    const [, name] = /^([^/]+)\/\1\.ts$/.exec(path) ?? [];
    return name !== undefined && /^export const \S+: Resource</m.test(text) ? [name] : [];
  });
  return names
    .filter((name) => !kept.has(name))
    .map((name) => ({
      code: "list-removed",
      severity: "error",
      message: `The list ${name} was there and is gone: its table would no longer be loaded.`,
      help: "If its path has changed, add x-renamed-from in spec/overlay.yaml. If it is gone, run: npm run generate -- --allow-removal",
    }));
}
