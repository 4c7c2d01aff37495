import { hasDetails } from "../destinations/details.ts";
import type { Resource } from "../resource.ts";
import { findResources } from "./select-resources.ts";

/** The resources of which details are wanted: those named, or with `all` each that is loaded and has any. */
export function selectDetails(known: readonly Resource[], loaded: readonly Resource[], names: readonly string[]): Resource[] {
  return names.includes("all") ? loaded.filter(hasDetails) : findResources(known, names);
}

/** Names of a list that is given once or several times, with commas or without. */
export function parseDetails(value: string, before: readonly string[] = []): string[] {
  return [...before, ...value.split(",").map((name) => name.trim()).filter((name) => name !== "")];
}
