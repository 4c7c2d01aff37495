import { existsSync } from "node:fs";

/** The script of the SQL box. It is the only script. */
export const EDITOR = {
  path: "assets/editor.js",
  type: "text/javascript; charset=utf-8",
  file: new URL("../bundled/browser/editor.js", import.meta.url),
} as const;

/** False if the sources run without a build: the script is built with the package, and the box works without it. */
export function hasEditor(): boolean {
  return existsSync(EDITOR.file);
}
