import type { Values } from "../../client.ts";
import type { Binding } from "../../resource.ts";

/** The parameters of a request, from values in the order of the bindings. */
export function fillBindings(bind: readonly Binding[], values: readonly string[]): { path: Values; query: Values } {
  const fill = (place: Binding["in"]) =>
    Object.fromEntries(bind.flatMap((binding, index) => (binding.in === place ? [[binding.parameter, values[index]!]] : [])));
  return { path: fill("path"), query: fill("query") };
}

/** Of values in the order of the bindings, those in the path. */
export function pickPath<Value>(bind: readonly Binding[], values: readonly Value[]): Value[] {
  return values.filter((_, index) => bind[index]!.in === "path");
}
