import { DestinationError, LagoError } from "../../errors.ts";

/** Whether the error concerns one resource only: the others go on. */
export function isOwn(error: unknown): error is LagoError | DestinationError {
  return error instanceof DestinationError ? error.concerns === "resource" : error instanceof LagoError && !concernsAll(error);
}

/** A refused key or an unreachable host fails for the next resource, too. */
function concernsAll(error: LagoError): boolean {
  return error.kind === "authentication" || error.kind === "redirected" || (error.kind === "unreachable" && error.status === null);
}

/** A premium feature, a permission of the key, or a list that this version of Lago does not have. */
export function isRefusal(error: LagoError | DestinationError): boolean {
  return error instanceof LagoError && (error.kind === "forbidden" || error.kind === "not_found");
}

/** Whether the next record of the resource would fail as well: the key, its permissions, or the address. */
export function concernsResource({ kind }: LagoError): boolean {
  return kind === "authentication" || kind === "redirected" || kind === "forbidden";
}
