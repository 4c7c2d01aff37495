import type { Diagnostic } from "../diagnostics.ts";
import { type FlatSchema, resolve } from "../spec/resolve.ts";
import type { Document } from "../spec/types.ts";
import { singular } from "./names.ts";
import { findOperation } from "./operations.ts";
import type { ListOperation, ReadOperation } from "./read-operation.ts";
import { findColumn, pathParameters } from "./parent.ts";
import { describeProblem } from "./problem.ts";
import type { Single } from "./types.ts";

/**
 * The operation that answers with one record of a list: `/invoices/{lago_id}` for `/invoices`, `/wallet_transactions/{lago_id}` for
 * `/wallets/{lago_id}/wallet_transactions`. One that is asked below a parent is none: its records come with the parent's list.
 */
export function findSingle(document: Document, name: string, list: ListOperation, diagnostics: Diagnostic[]): { single: Single; record: FlatSchema } | undefined {
  const operation = findOperationFor(document, list);
  if (operation === undefined) return undefined;
  const selector = singular(list.selector);
  const wrapped = operation.body.properties[selector];
  const record = wrapped && resolve(document, wrapped);
  if (record === undefined) {
    diagnostics.push(wrapperMissing(operation, selector));
    return undefined;
  }
  const [parameter] = pathParameters(operation.path);
  const column = findColumn(parameter!, name, list.record);
  if (column === undefined) {
    diagnostics.push(columnMissing(operation, parameter!));
    return undefined;
  }
  // Where several records share the path's value, such a parameter chooses one: the `status` of a subscription.
  const choosing = operation.parameters.filter((other) => other.in === "query" && other.name in list.record.properties);
  const bind = [
    { parameter: parameter!, in: "path" as const, column },
    ...choosing.map((other) => ({ parameter: other.name, in: "query" as const, column: other.name })),
  ];
  return { single: { path: operation.path, selector, bind }, record };
}

function findOperationFor(document: Document, { path }: ListOperation): ReadOperation | undefined {
  const last = path.slice(path.lastIndexOf("/"));
  const single = Object.keys(document.paths).find((other) => other.startsWith(`${last}/{`) && /^\/[^/]+\/\{[^/]+\}$/.test(other));
  return single === undefined ? undefined : findOperation(document, single);
}

function wrapperMissing(operation: ReadOperation, selector: string): Diagnostic {
  return describeProblem(operation, {
    code: "single-without-record",
    severity: "warning",
    message: `One record should come under ${selector}, which the answer does not have, so it is not used.`,
    help: "Correct the schema of the response in spec/overlay.yaml: look at what the server sends.",
  });
}

function columnMissing(operation: ReadOperation, parameter: string): Diagnostic {
  return describeProblem(operation, {
    code: "single-without-column",
    severity: "warning",
    message: `No column of the list fills {${parameter}}, so the operation is not used.`,
    help: "Rename the parameter in spec/overlay.yaml so that it says which column it is.",
  });
}
