/** The body is not a page of the list that was asked for. */
export class PageError extends Error {
  override name = "PageError";
}
