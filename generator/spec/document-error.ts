/** A document that cannot be used; the message names the file or address, the place in it and what to do. */
export class DocumentError extends Error {
  override name = "DocumentError";
}
