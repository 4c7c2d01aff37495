import type { Diagnostic } from "../diagnostics.ts";
import { type Meaning, NO_MEANING } from "../spec/meaning.ts";
import type { Document } from "../spec/types.ts";
import { checkExtensions } from "./check-extensions.ts";
import { checkResource } from "./check-resource.ts";
import { findChanges, findWebhookChanges } from "./changes.ts";
import { findCursor } from "./cursor.ts";
import { findDetails } from "./details.ts";
import { readExtensions } from "./extensions.ts";
import { describeFilters, findDefaultQuery, findFilters } from "./filters.ts";
import { forgive, leaveOut } from "./forgive.ts";
import { addMeaning } from "./meaning.ts";
import { createNames, createResourceNames, nameResource, SYSTEM_TABLES } from "./names.ts";
import { findListOperations, findRecordName } from "./operations.ts";
import type { ListOperation } from "./read-operation.ts";
import { findPaginator } from "./paginator.ts";
import { findParents, type NamedList } from "./parent.ts";
import { findPrimaryKey, SNAPSHOT_AT } from "./primary-key.ts";
import { describeProblem, placeOf } from "./problem.ts";
import { createReferences } from "./references.ts";
import { findScopes, type ScopedList } from "./scopes.ts";
import { findShownBy } from "./shown-by.ts";
import { findSingle } from "./single.ts";
import type { TableContext } from "./table-context.ts";
import { buildTables, findKeyColumn } from "./tables.ts";
import type { Parent, ResourceModel } from "./types.ts";
import { deriveWebhooks, describeWebhooks, findWebhooks, type WebhookModel } from "./webhooks.ts";

/** The resources of a spec, and the problems that were found. If one is an error, the resources must not be used. */
export interface Model {
  resources: ResourceModel[];
  /** All webhooks of the spec, also those that concern no resource. */
  webhooks: WebhookModel[];
  diagnostics: Diagnostic[];
}

export interface BuildOptions {
  /** True: the spec is older than the overlay, so it may lack what the overlay states, and what a list needs. */
  isOlder?: boolean;
}

/** Decides everything about every list of a spec with its overlay applied. `meaning`: what its columns mean. */
export function buildResources(document: Document, meaning: Meaning = NO_MEANING, { isOlder = false }: BuildOptions = {}): Model {
  const { resources, ...model } = decide(document, isOlder);
  return { resources: addMeaning(resources, meaning), ...model };
}

function decide(document: Document, isOlder: boolean): Model {
  const diagnostics = checkExtensions(document);
  // What has another form than it should cannot be read.
  if (diagnostics.length > 0) return { resources: [], webhooks: [], diagnostics };
  const lists = findListOperations(document, diagnostics);
  if (lists.length === 0) diagnostics.push(listsMissing());
  if (!isOlder) return addDiagnostics(buildLists(document, lists), diagnostics);
  // A list that an older document does not say enough of is left out, and with it those below.
  for (let left = lists; ; ) {
    const model = addDiagnostics(buildLists(document, left), diagnostics);
    const { usable, said } = forgive(model.diagnostics);
    const unusable = new Set(said.filter(({ severity }) => severity === "error").map(({ where }) => where));
    const kept = left.filter((list) => !unusable.has(placeOf(list)));
    if (kept.length === left.length || kept.length === 0) return { ...model, diagnostics: usable };
    diagnostics.push(...said.filter(({ severity, where }) => severity === "error" && left.some((list) => placeOf(list) === where)).map(leaveOut));
    left = kept;
  }
}

function addDiagnostics(model: Model, diagnostics: Diagnostic[]): Model {
  return { ...model, diagnostics: [...diagnostics, ...model.diagnostics] };
}

function buildLists(document: Document, operations: ListOperation[]): Model {
  const diagnostics: Diagnostic[] = [];
  const lists = nameLists(findScopes(operations), diagnostics);
  const parents = findParents(lists, diagnostics);
  const context = {
    document,
    resources: lists,
    ...nameTables(lists),
    recordComponents: new Set(lists.flatMap(({ list }) => list.record.components)),
    findReference: createReferences(lists),
  };
  const built = lists.map((list) => buildResource(list, parents.get(list.name), context, diagnostics));
  const webhooks = findWebhooks(document);
  const resources = built.map((resource, index) => {
    const { list } = lists[index]!;
    const derived = deriveWebhooks(document, webhooks, lists[index]!, resource, lists, context.findReference);
    return { ...resource, ...findShownBy(list, resource, built, diagnostics), ...findChanges(list, resource, built, diagnostics), ...findWebhookChanges(list, resource, built, derived, diagnostics) };
  });
  // What is known to be wrong with a list says already why its tables are.
  const wrong = new Set(diagnostics.filter(({ severity }) => severity === "error").map(({ where }) => where));
  const sound = resources.map((resource, index) => ({ resource, list: lists[index]!.list })).filter(({ list }) => !wrong.has(placeOf(list)));
  diagnostics.push(...sound.flatMap(({ resource, list }) => checkResource(list, resource, resources)));
  return { resources, webhooks: describeWebhooks(webhooks, resources), diagnostics };
}

/** A list's own table has the list's name, even if another list has a child table of that name: `/orders__lines` is `orders__lines`. */
function nameTables(lists: readonly NamedList[]): Pick<TableContext, "tableNames" | "rootNames"> {
  const tableNames = createNames({ taken: SYSTEM_TABLES, prefix: "stage_" });
  return { tableNames, rootNames: new Map(lists.map(({ name }) => [name, tableNames.claim(name)])) };
}

/** Ordered by their unique names. Names in the usual notation come first, so that a new `/Orders` does not rename `/orders`. */
function nameLists(lists: ScopedList[], diagnostics: Diagnostic[]): NamedList[] {
  const names = createResourceNames(SYSTEM_TABLES);
  const wanted = lists.map((scoped) => ({ scoped, name: readExtensions(scoped.list.operation).snapshot ?? nameResource(scoped.list.path) }));
  for (const { scoped } of wanted.filter(({ name }) => name === "")) diagnostics.push(nameMissing(scoped.list));
  const isPlain = (name: string) => /^[a-z0-9_]+$/.test(name);
  return wanted
    .filter(({ name }) => name !== "")
    .sort((one, other) => Number(isPlain(other.name)) - Number(isPlain(one.name)) || (one.name < other.name ? -1 : 1))
    .map(({ scoped, name }) => ({ ...scoped, name: names.claim(name) }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

function buildResource(named: NamedList, parent: Parent | undefined, context: TableContext, diagnostics: Diagnostic[]): ResourceModel {
  const { name, list, scopes } = named;
  const { partOf, count, nullableKey, order, renamedFrom, feed, optional } = readExtensions(list.operation);
  const filters = findFilters(list, parent, diagnostics);
  const identity = findPrimaryKey(list, parent, diagnostics);
  const cursor = findCursor(list, filters, diagnostics);
  const query = findDefaultQuery(list);
  const one = findSingle(context.document, name, list, diagnostics);
  const whole = findDetails(context.document, list, one?.record, identity, diagnostics);
  const record = findRecordName(list);
  const documentation = findDocumentation(context.document, list);
  const paginator = findPaginator(list);
  const tables = buildTables(named, whole, parent, identity, context);
  // What a property is called, its column need not be.
  const nameKey = (properties: string[]) => properties.map((property) => findKeyColumn(property, tables[0].columns)?.name ?? property);
  const primaryKey = nameKey(identity);
  // What comes in one answer has no pages between which a record could slip.
  const { ties, moves, repeats } = (paginator === "page_number" && order) || {};
  return {
    name,
    operationId: findOperationId(list, diagnostics),
    path: list.path,
    scopes: scopes.map(({ path }) => path),
    selector: list.selector,
    ...(list.recordsAt && { recordsAt: list.recordsAt }),
    ...(record !== undefined && { record }),
    ...(documentation !== undefined && { documentation }),
    paginator,
    ...(paginator === "single_record" && { snapshot: SNAPSHOT_AT }),
    count: paginator === "page_number" ? (count ?? "exact") : "none",
    ...(moves ? { loose: "moves" } : ties ? { loose: "ties" } : {}),
    ...(repeats && { repeats }),
    ...(optional && { optional }),
    primaryKey,
    nullableKey: nameKey(nullableKey),
    ...(parent && { parent }),
    ...(one && { single: one.single }),
    filters,
    filterTypes: describeFilters(context.document, list, filters),
    ...(list.operation.deprecated === true && { deprecated: true }),
    ...(Object.keys(query).length > 0 && { query }),
    ...(cursor && { cursor }),
    ...(feed && { feed }),
    ...(partOf !== undefined && { partOf }),
    ...(renamedFrom !== undefined && { renamedFrom }),
    tables,
  };
}

function nameMissing(list: ListOperation): Diagnostic {
  return describeProblem(list, {
    code: "resource-name-missing",
    severity: "error",
    message: "The path has no word that could name a table.",
    help: "Remove the operation in spec/overlay.yaml, or correct its path.",
  });
}

function listsMissing(): Diagnostic {
  return {
    code: "document-without-lists",
    severity: "error",
    message: "The document has no operation that lists records.",
    help: "Is it the whole document, and Lago's? Look at the schemas of its responses. If it is right that nothing is left, run: npm run generate -- --allow-removal",
  };
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

/** Lago's page about the records: that of the operation's last tag; if there are two, the first is the parent's. */
function findDocumentation({ tags = [] }: Document, { operation }: ListOperation): string | undefined {
  return (operation.tags ?? []).map((name) => tags.find((tag) => tag.name === name)?.externalDocs?.url).findLast((url) => url !== undefined);
}
