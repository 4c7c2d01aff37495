import type { Diagnostic } from "../diagnostics.ts";
import { type Meaning, NO_MEANING } from "../spec/meaning.ts";
import type { Document } from "../spec/types.ts";
import { findChanges } from "./changes.ts";
import { findCursor } from "./cursor.ts";
import { findDetails } from "./details.ts";
import { readExtensions } from "./extensions.ts";
import { findDefaultQuery, findFilters } from "./filters.ts";
import { addMeaning } from "./meaning.ts";
import { createNames, nameResource } from "./names.ts";
import { findListOperations, findRecordName, type ListOperation } from "./operations.ts";
import { findPaginator } from "./paginator.ts";
import { findParents, type NamedList } from "./parent.ts";
import { findPrimaryKey, SNAPSHOT_AT } from "./primary-key.ts";
import { describeProblem } from "./problem.ts";
import { createReferences } from "./references.ts";
import { findScopes } from "./scopes.ts";
import { findSingle } from "./single.ts";
import { buildTables, type TableContext } from "./tables.ts";
import type { Parent, ResourceModel } from "./types.ts";

/** What is made of a document, and what could not be worked out. With an error among the diagnostics the resources are not to be used. */
export interface Model {
  resources: ResourceModel[];
  diagnostics: Diagnostic[];
}

/** Decides everything about every list of an overlaid document. `meaning`: what its columns mean. */
export function buildResources(document: Document, meaning: Meaning = NO_MEANING): Model {
  const diagnostics: Diagnostic[] = [];
  const lists = findScopes(findListOperations(document))
    .map((scoped) => ({ ...scoped, name: readExtensions(scoped.list.operation).snapshot ?? nameResource(scoped.list.path) }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  diagnostics.push(...findSharedNames(lists));
  const parents = findParents(lists, diagnostics);
  const context = {
    document,
    resources: lists,
    tableNames: createNames({ prefix: "stage_" }),
    recordComponents: new Set(lists.flatMap(({ list }) => list.record.components)),
    findReference: createReferences(lists),
  };
  const built = lists.map((list) => buildResource(list, parents.get(list.name), context, diagnostics));
  const resources = built.map((resource, index) => ({ ...resource, ...findChanges(lists[index]!.list, resource, built, diagnostics) }));
  return { resources: addMeaning(resources, meaning), diagnostics };
}

function buildResource(named: NamedList, parent: Parent | undefined, context: TableContext, diagnostics: Diagnostic[]): ResourceModel {
  const { name, list, scopes } = named;
  const { partOf, count, nullableKey, order, renamedFrom, feed } = readExtensions(list.operation);
  const filters = findFilters(list, parent, diagnostics);
  const primaryKey = findPrimaryKey(list, parent, diagnostics);
  const cursor = findCursor(list, filters, diagnostics);
  const query = findDefaultQuery(list);
  const one = findSingle(context.document, name, list, diagnostics);
  const whole = findDetails(context.document, list, one?.record, primaryKey, diagnostics);
  const record = findRecordName(list);
  const documentation = findDocumentation(context.document, list);
  const paginator = findPaginator(list);
  // What comes in one answer has no pages between which a record could slip.
  const { ties, moves, repeats } = (paginator === "page_number" && order) || {};
  return {
    name,
    operationId: findOperationId(list, diagnostics),
    path: list.path,
    scopes: scopes.map(({ path }) => path),
    selector: list.selector,
    ...(record !== undefined && { record }),
    ...(documentation !== undefined && { documentation }),
    paginator,
    ...(paginator === "single_record" && { snapshot: SNAPSHOT_AT }),
    count: paginator === "page_number" ? (count ?? "exact") : "none",
    ...(moves ? { loose: "moves" } : ties ? { loose: "ties" } : {}),
    ...(repeats && { repeats }),
    primaryKey,
    nullableKey,
    ...(parent && { parent }),
    ...(one && { single: one.single }),
    filters,
    ...(Object.keys(query).length > 0 && { query }),
    ...(cursor && { cursor }),
    ...(feed && { feed }),
    ...(partOf !== undefined && { partOf }),
    ...(renamedFrom !== undefined && { renamedFrom }),
    tables: buildTables(named, whole, parent, primaryKey, context),
  };
}

function findSharedNames(lists: NamedList[]): Diagnostic[] {
  return lists
    .filter(({ name }, index) => name === lists[index - 1]?.name)
    .map(({ name, list }) =>
      describeProblem(list, {
        code: "resource-name-taken",
        severity: "error",
        message: `Another list is called ${name} too.`,
        help: "Two paths come to one name. Look at nameResource in generator/model/names.ts.",
      }),
    );
}

function findOperationId(list: ListOperation, diagnostics: Diagnostic[]): string {
  const { operationId } = list.operation;
  if (operationId !== undefined) return operationId;
  diagnostics.push(
    describeProblem(list, {
      code: "operation-id-missing",
      severity: "error",
      message: "The list has no operationId to be known by.",
      help: "Give it one in spec/overlay.yaml.",
    }),
  );
  return list.path;
}

/** Lago's page about the records: that of the operation's last tag, the first being the parent's where there are two. */
function findDocumentation({ tags = [] }: Document, { operation }: ListOperation): string | undefined {
  return (operation.tags ?? []).map((name) => tags.find((tag) => tag.name === name)?.externalDocs?.url).findLast((url) => url !== undefined);
}
