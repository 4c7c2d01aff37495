import type { Diagnostic } from "../diagnostics.ts";
import { refName, resolve, resolveRef } from "../spec/resolve.ts";
import type { Document, Operation, Schema } from "../spec/types.ts";
import { readExtensions } from "./extensions.ts";
import { findOtherPaging } from "./paginator.ts";
import { describeProblem } from "./problem.ts";
import type { ListOperation, ReadOperation } from "./read-operation.ts";
import { findSelector, type Selection } from "./selector.ts";
import { mergeAlternatives } from "./record.ts";

/**
 * The operations that list records: known by the structure of what they answer, never by name. And those of which the overlay
 * says that their one record is worth a table. What has an array and is no list is said.
 */
export function findListOperations(document: Document, diagnostics: Diagnostic[] = []): ListOperation[] {
  return Object.keys(document.paths).flatMap((path) => {
    const read = findOperation(document, path);
    if (read === undefined) return [];
    const selection = readExtensions(read.operation).snapshot === undefined ? selectPage(document, read) : selectSnapshot(read);
    if (selection === undefined) return [];
    if ("refused" in selection) {
      diagnostics.push(notAList(read, selection.refused));
      return [];
    }
    return [{ ...read, ...selection, record: mergeAlternatives(document, resolve(document, selection.items)) }];
  });
}

function selectSnapshot({ body }: ReadOperation): Selection {
  const [selector] = Object.keys(body.properties);
  return selector === undefined ? { refused: "x-snapshot needs an answer with one record in a property, and the answer has none." } : { selector, items: body.properties[selector]!, around: [body] };
}

function selectPage(document: Document, read: ReadOperation): Selection | undefined {
  const selection = findSelector(document, read.path, read.body);
  if (selection === undefined || "refused" in selection) return selection;
  const paging = findOtherPaging(document, { ...read, ...selection });
  return paging === undefined ? selection : { refused: `The list is paged by ${paging}, and loads turn pages by page and per_page.` };
}

/** The JSON response of a GET of the path; undefined if it is not JSON. */
export function findOperation(document: Document, path: string): ReadOperation | undefined {
  const item = document.paths[path];
  const operation = item?.get;
  const schema = operation && findBody(document, operation);
  if (schema === undefined) return undefined;
  // What the operation says of a parameter holds in place of what the path says of it.
  const parameters = new Map([...(item?.parameters ?? []), ...(operation?.parameters ?? [])].map((node) => resolveRef(document, node)).map((parameter) => [`${parameter.in} ${parameter.name}`, parameter]));
  return { path, operation: operation!, parameters: [...parameters.values()], body: resolve(document, schema) };
}

/** The name of the schema that a record refers to, if it refers to one and changes nothing about it. */
export function findRecordName({ items }: ListOperation): string | undefined {
  return items.$ref === undefined ? undefined : refName(items.$ref);
}

function findBody(document: Document, operation: Operation): Schema | undefined {
  const response = operation.responses?.["200"];
  return response && resolveRef(document, response).content?.["application/json"]?.schema;
}

function notAList(read: ReadOperation, reason: string): Diagnostic {
  return describeProblem(read, {
    code: "list-not-recognised",
    severity: "warning",
    message: `${reason} So it is not taken for a list, and has no table.`,
    help: "If it is one, correct the schema of the response in spec/overlay.yaml: look at what the server sends.",
  });
}
