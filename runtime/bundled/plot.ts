/*
 * Charts: Observable Plot, and a DOM for it to draw in. Bundled into this file when the package is built, so that users install
 * neither. Only what is drawn on the server is in it.
 */
export * from "@observablehq/plot";
export { parseHTML } from "linkedom";
