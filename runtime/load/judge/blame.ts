import { DestinationError, LagoError } from "../../errors.ts";

/** Whether the error is of one resource only: the others go on. */
export function isOwn(error: unknown): error is LagoError | DestinationError {
  return error instanceof DestinationError ? error.concerns === "resource" : error instanceof LagoError && !concernsAll(error);
}

/** A key that is refused or a host that is not there will be so for the next resource too. */
function concernsAll(error: LagoError): boolean {
  return error.kind === "authentication" || error.kind === "redirected" || (error.kind === "unreachable" && error.status === null);
}

/** A premium feature, a permission of the key, or a list that this version of Lago does not have. */
export function isRefusal(error: LagoError | DestinationError): boolean {
  return error instanceof LagoError && (error.kind === "forbidden" || error.kind === "not_found");
}

/** Whether the next record of the resource will fare the same: the key, its permissions, or the address. */
export function concernsResource({ kind }: LagoError): boolean {
  return kind === "authentication" || kind === "redirected" || kind === "forbidden";
}
