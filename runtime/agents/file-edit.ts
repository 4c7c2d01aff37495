import { isDeepStrictEqual } from "node:util";
import { addBlock, type Block, findBlock, removeBlock, replaceBlock } from "./block.ts";
import { addEntry, type JsonEntry, readEntry, removeEntry } from "./json-entry.ts";

/** The text of a file after an edit; undefined if there is no file. A `note` says why it is left unchanged. */
export interface Outcome {
  readonly text: string | undefined;
  readonly note?: string;
}

/** A small edit of a user's file, and how to undo it. */
export interface FileEdit {
  /** Path below the project's folder. */
  readonly path: string;
  readonly add: (text: string | undefined) => Outcome;
  readonly remove: (text: string | undefined) => Outcome;
}

/** An entry in a JSON file. `isOurs`: whether an existing value was written by this command, perhaps with other options. */
export function editJson(path: string, entry: JsonEntry, isOurs: (value: unknown) => boolean = (value) => isDeepStrictEqual(value, entry.value)): FileEdit {
  const place = entry.path.join(".");
  return {
    path,
    add: (text) =>
      text === undefined
        ? { text: createFile(entry) }
        : attempt(text, () => {
            const present = readEntry(text, entry);
            if (present !== undefined) return isDeepStrictEqual(present, entry.value) ? { text } : { text, note: `${place} is there already, with other settings` };
            const added = addEntry(text, entry);
            return added === undefined ? { text, note: `${place} cannot be added: something else is in its place` } : { text: added };
          }),
    remove: (text) =>
      text === undefined
        ? { text }
        : attempt(text, () => {
            const present = readEntry(text, entry);
            if (present === undefined) return { text };
            if (!isOurs(present)) return { text, note: `${place} was changed` };
            const own = { ...entry, value: present };
            return { text: text === createFile(own) ? undefined : removeEntry(text, own) };
          }),
  };
}

function createFile({ path, element, value }: JsonEntry): string {
  return `${JSON.stringify(path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), element ? [value] : value), null, 2)}\n`;
}

function attempt(text: string, edit: () => Outcome): Outcome {
  try {
    return edit();
  } catch (error) {
    if (error instanceof SyntaxError) return { text, note: `it is no JSON (${error.message})` };
    throw error;
  }
}

/** Lines between marks. If the file already says the same (`present`), nothing is added; if it says something else (`conflict`), neither. */
export function editBlock(path: string, block: Block, present?: RegExp, conflict?: RegExp): FileEdit {
  return {
    path,
    add: (text) => {
      const state = text === undefined ? "absent" : findBlock(text, block);
      if (state === "changed") return { text, note: "the lines between the marks were changed" };
      if (state === "older") return { text: replaceBlock(text!, block) };
      if (state === "present" || (text !== undefined && present?.test(text))) return { text };
      if (text !== undefined && conflict?.test(text)) return { text, note: "it is there already, with other settings" };
      return { text: addBlock(text, block) };
    },
    remove: (text) => {
      const state = text === undefined ? "absent" : findBlock(text, block);
      if (state === "absent") return { text };
      return state === "changed" ? { text, note: "the lines between the marks were changed" } : { text: removeBlock(text!, block) };
    },
  };
}
