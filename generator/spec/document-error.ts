/** A spec that cannot be used; the message names the file or URL, the place in it and what to do. */
export class DocumentError extends Error {
  override name = "DocumentError";
}
