import { nameExport, nameType } from "../model/names.ts";
import { UNITS } from "../model/meaning.ts";
import type { ResourceModel } from "../model/types.ts";

/** What `templates/index.ts.hbs` is given. */
export type IndexView = ReturnType<typeof buildIndexView>;

export function buildIndexView(resources: ResourceModel[]) {
  return {
    units: Object.entries(UNITS).map(([unit, words]) => `${unit}: ${JSON.stringify(words)}`),
    modules: resources.map(({ name }) => ({ exportName: nameExport(name), typeName: nameType(name), file: `./${name}/${name}.ts` })),
  };
}
