import { existsSync, lstatSync, mkdirSync, readFileSync, realpathSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import type { FileEdit, Outcome } from "./file-edit.ts";

/** A file after an edit, or as it would be. */
export interface Edited {
  readonly path: string;
  readonly outcome: "created" | "changed" | "removed" | "unchanged" | "left";
  readonly note: string | undefined;
  readonly text: string | undefined;
}

/** Edits files in a project's folder, or only reports the edits. Leaves alone what leads out of the folder, or cannot be read or written. */
export function editProject(root: string, edits: readonly FileEdit[], direction: "add" | "remove", { write }: { readonly write: boolean }): Edited[] {
  return edits.map((edit) => {
    const file = join(root, edit.path);
    const leave = (note: string): Edited => ({ path: edit.path, outcome: "left", note, text: undefined });
    if (!isInside(root, file)) return leave("it is a link that leads out of this folder");
    try {
      const before = readText(file);
      const { text, note } = edit[direction](before);
      if (text !== before && before !== undefined && isReadOnly(file)) return leave("it is read-only");
      if (write && text !== before) (text === undefined ? removeFile(root, file) : replaceFile(file, text));
      return { path: edit.path, outcome: name(before, { text, ...(note !== undefined && { note }) }), note, text };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      return leave(code === NOT_UTF8 ? "it is not UTF-8" : `it cannot be read or written (${code})`);
    }
  });
}

/** Whether two paths are the same file, through a link. */
export function isSameFile(one: string, other: string): boolean {
  return existsSync(one) && existsSync(other) && realpathSync(one) === realpathSync(other);
}

const NOT_UTF8 = "ERR_ENCODING_INVALID_ENCODED_DATA";

/** The text of a file, so that its bytes can be restored: a byte order mark is part of the text, and invalid UTF-8 is an error. */
export function readText(file: string): string | undefined {
  return existsSync(file) ? new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(file)) : undefined;
}

/** Checks the mode of the file itself, since a user may have the right to write anywhere. */
function isReadOnly(file: string): boolean {
  return (statSync(file).mode & 0o222) === 0;
}

function name(before: string | undefined, { text, note }: Outcome): Edited["outcome"] {
  if (note !== undefined) return "left";
  if (text === before) return "unchanged";
  return text === undefined ? "removed" : before === undefined ? "created" : "changed";
}

/** Whether the file, or its future folder, is inside the root after all links are followed. */
function isInside(root: string, file: string): boolean {
  for (let path = file; path.length >= root.length; path = dirname(path)) {
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found === undefined) continue;
    // Writing through a dangling link would create a file elsewhere.
    if (found.isSymbolicLink() && !existsSync(path)) return false;
    return `${realpathSync(path)}${sep}`.startsWith(`${realpathSync(root)}${sep}`);
  }
  return true;
}

/** Replaces the file atomically: it may be the only copy. */
function replaceFile(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const target = existsSync(file) ? realpathSync(file) : file;
  const mode = existsSync(target) ? statSync(target).mode : 0o644;
  writeFileSync(`${target}.lago-loader.tmp`, text, { mode });
  renameSync(`${target}.lago-loader.tmp`, target);
}

/** Removes a file, and folders that become empty. */
function removeFile(root: string, file: string): void {
  rmSync(file, { force: true });
  for (let folder = dirname(file); folder !== root && folder.length > root.length; folder = dirname(folder)) {
    try {
      rmdirSync(folder);
    } catch {
      return;
    }
  }
}
