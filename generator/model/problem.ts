import type { Diagnostic } from "../diagnostics.ts";
import type { ReadOperation } from "./read-operation.ts";

/** A problem with an operation, and its place in the spec. */
export function describeProblem({ operation, path }: ReadOperation, problem: Pick<Diagnostic, "code" | "severity" | "message" | "help">): Diagnostic {
  return {
    ...problem,
    ...(operation.operationId !== undefined && { operationId: operation.operationId }),
    where: placeOf({ path }),
  };
}

/** An operation's place in the spec. */
export function placeOf({ path }: Pick<ReadOperation, "path">): string {
  return `$.paths['${path}'].get`;
}
