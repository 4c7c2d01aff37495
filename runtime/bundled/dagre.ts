/* Where the boxes of a picture go. Bundled into this file when the package is built, so that users do not install it. */
export { graphlib, layout } from "@dagrejs/dagre";
