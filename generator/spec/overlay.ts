import type { Diagnostic } from "../diagnostics.ts";
import { parseYaml } from "./document.ts";
import { DocumentError } from "./document-error.ts";
import { findPlaces, type Place } from "./json-path.ts";
import { findRef, findRefs } from "./resolve.ts";
import { readSource } from "./source.ts";
import type { Document } from "./types.ts";

/** An OpenAPI Overlay 1.0 document: corrections, each with its place. */
export interface Overlay {
  overlay: string;
  info: { title: string; version: string };
  actions: Action[];
}

export interface Action {
  /** A JSONPath, see `findPlaces`. */
  target: string;
  /** Why, with the evidence. */
  description?: string;
  /** Merged into an object, appended to an array. */
  update?: unknown;
  remove?: boolean;
}

export interface OverlayOptions {
  /** How to treat an action that matches nothing: as an error for the spec in spec/, and not at all for an older one. */
  unmatched: "error" | "ignore";
}

export async function readOverlay(path: string): Promise<Overlay> {
  return parseOverlay(await readSource(path), path);
}

/** `source` is the origin of the text, for messages. */
export function parseOverlay(text: string, source: string): Overlay {
  const overlay = parseYaml(text, source) as Partial<Overlay> | null;
  if (typeof overlay?.overlay !== "string" || !Array.isArray(overlay.actions)) {
    throw new DocumentError(`${source} is not an OpenAPI Overlay: it needs "overlay", "info" and "actions".`);
  }
  for (const action of overlay.actions as unknown[]) {
    if (!isObject(action) || typeof action["target"] !== "string") throw new DocumentError(`${source} has an action without a "target".`);
    if ((action["update"] ?? undefined) === undefined && action["remove"] !== true) throw new DocumentError(`${source}: the action for ${action["target"]} has neither "update" nor "remove".`);
  }
  if (typeof overlay.info?.version !== "string") throw new DocumentError(`${source} needs "info.version": the version of Lago that it was written for.`);
  return overlay as Overlay;
}

/** An older spec lacks places that the overlay corrects; in a newer one such a place has moved, which is an error. */
export function correctDocument(document: Document, overlay: Overlay): ReturnType<typeof applyOverlay> & { isOlder: boolean } {
  const isOlder = isOlderThan(document, overlay);
  return { ...applyOverlay(document, overlay, { unmatched: isOlder ? "ignore" : "error" }), isOlder };
}

/** Whether a spec is of an earlier version of Lago than the overlay was written for, so that it may lack what the overlay states. */
export function isOlderThan(document: Document, overlay: Overlay): boolean {
  return document.info.version.localeCompare(overlay.info.version, "en", { numeric: true }) < 0;
}

/** Applies the overlay's actions in order, to a copy of the spec. */
export function applyOverlay(
  document: Document,
  overlay: Overlay,
  { unmatched }: OverlayOptions = { unmatched: "error" },
): { document: Document; diagnostics: Diagnostic[] } {
  const result = structuredClone(document);
  const diagnostics: Diagnostic[] = [];
  for (const action of overlay.actions) {
    const places = findPlaces(result, action.target);
    const earlier = places.map(({ parent, key }) => parent[key]);
    if (places.length === 0) {
      if (unmatched === "error") diagnostics.push(unmatchedAction(action));
    } else if (!applyAction(action, places)) {
      diagnostics.push(needlessAction(action));
    } else if (unmatched === "ignore") {
      places.forEach((place, index) => takeBackDangling(result, action, place, earlier[index]));
    }
  }
  return { document: result, diagnostics };
}

/** Whether it changed anything. */
function applyAction({ update, remove }: Action, places: Place[]): boolean {
  if (remove === true) {
    // Backwards, because removing an element moves those behind it.
    for (const place of places.toReversed()) removeAt(place);
    return true;
  }
  return places.map(({ parent, key }) => {
    const before = JSON.stringify(parent[key]);
    const node = parent[key];
    parent[key] = Array.isArray(node) ? [...node, update] : merge(node, update);
    return JSON.stringify(parent[key]) !== before;
  }).includes(true);
}

/** Removes the parts of an update that refer to a component which an older spec does not have yet. */
function takeBackDangling(document: Document, { update }: Action, { parent, key }: Place, earlier: unknown): void {
  const node = parent[key];
  if (!isObject(update) || !isObject(node) || !isObject(earlier)) return;
  const dangling = new Set(Object.keys(update).filter((name) => findRefs(update[name]).some((ref) => findRef(document, ref) === undefined)));
  if (dangling.size === 0) return;
  parent[key] = Object.fromEntries(Object.entries(node).flatMap(([name, value]) => (!dangling.has(name) ? [[name, value]] : Object.hasOwn(earlier, name) ? [[name, earlier[name]]] : [])));
}

function removeAt({ parent, key }: Place): void {
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
}

/** Objects are merged, arrays appended, anything else is replaced. */
function merge(node: unknown, update: unknown): unknown {
  if (Array.isArray(node) && Array.isArray(update)) return [...node, ...update];
  if (!isObject(node) || !isObject(update)) return update;
  const merged = new Map(Object.entries(node));
  for (const [key, value] of Object.entries(update)) merged.set(key, merged.has(key) ? merge(merged.get(key), value) : value);
  return Object.fromEntries(merged);
}

function isObject(node: unknown): node is Record<string, unknown> {
  return typeof node === "object" && node !== null && !Array.isArray(node);
}

function unmatchedAction({ target }: Action): Diagnostic {
  return {
    code: "overlay-action-matches-nothing",
    severity: "error",
    where: target,
    message: "An action of the overlay is for a place that the document does not have.",
    help: "Lago's document has moved. Look at what became of it, then change the action in spec/overlay.yaml or delete it.",
  };
}

function needlessAction({ target }: Action): Diagnostic {
  return {
    code: "overlay-action-changes-nothing",
    severity: "warning",
    where: target,
    message: "An action of the overlay states what the document says already.",
    help: "Lago has corrected its document: delete the action from spec/overlay.yaml.",
  };
}
