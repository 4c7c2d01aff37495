import type { Diagnostic } from "../diagnostics.ts";
import type { ListOperation } from "./operations.ts";

/** What could not be worked out about a list, with its place in the document. */
export function describeProblem({ operation, path }: ListOperation, problem: Pick<Diagnostic, "code" | "severity" | "message" | "help">): Diagnostic {
  return {
    ...problem,
    ...(operation.operationId !== undefined && { operationId: operation.operationId }),
    where: `$.paths['${path}'].get`,
  };
}
