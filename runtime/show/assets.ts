import { existsSync } from "node:fs";

/** The script of the SQL box: the only one there is. */
export const EDITOR = {
  path: "assets/editor.js",
  type: "text/javascript; charset=utf-8",
  file: new URL("../bundled/browser/editor.js", import.meta.url),
} as const;

/** False where the sources run as they are: it is made when the package is built, and the box works without it. */
export function hasEditor(): boolean {
  return existsSync(EDITOR.file);
}
