import type { Diagnostic } from "../diagnostics.ts";
import { readExtensions } from "./extensions.ts";
import { describeProblem } from "./problem.ts";
import type { ListOperation } from "./read-operation.ts";
import type { ResourceModel } from "./types.ts";

/** Checks `x-` keys that contradict each other or the tables. */
export function checkStated(list: ListOperation, resource: ResourceModel, resources: readonly ResourceModel[]): Diagnostic[] {
  return [
    ...RULES.flatMap((find) => find(list, resource, resources) ?? []).map((message) => contradiction(list, message)),
    ...findUntimed(resource).map((column) => cursorWithoutTime(list, column)),
  ];
}

/** Each returns what is wrong. */
const RULES: readonly ((list: ListOperation, resource: ResourceModel, resources: readonly ResourceModel[]) => string | undefined)[] = [
  ({ operation }) => {
    const { keyless, primaryKey } = readExtensions(operation);
    return keyless && primaryKey ? "x-primary-key stands beside x-replace, which says that there is none." : undefined;
  },
  ({ operation }) => {
    const { nullableKey, primaryKey = ["lago_id"] } = readExtensions(operation);
    const others = nullableKey.filter((column) => !primaryKey.includes(column));
    return others.length > 0 ? `x-nullable-key names ${others.join(", ")}, which is not part of the key.` : undefined;
  },
  ({ operation }, { parent }) => (readExtensions(operation).watch && !parent ? "x-watch stands on a list that is not asked for below a parent." : undefined),
  (_, { name, partOf }, resources) => (partOf !== undefined && isPartOfItself(name, resources) ? `x-part-of names ${partOf}, which is itself said to be a part of this list, so that neither would be loaded.` : undefined),
  (_, { name, renamedFrom }, resources) => {
    if (renamedFrom === undefined) return undefined;
    if (resources.some((other) => other.name === renamedFrom)) return `x-renamed-from names ${renamedFrom}, which is there.`;
    return resources.some((other) => other.name !== name && other.renamedFrom === renamedFrom) ? `x-renamed-from names ${renamedFrom}, and so does another list.` : undefined;
  },
  (_, { tables }) => {
    const present = tables.flatMap(({ columns }) => columns.filter(({ renamedFrom }) => renamedFrom !== undefined && columns.some(({ name }) => name === renamedFrom)));
    return present.length > 0 ? `x-renamed-from of ${present.map(({ name }) => name).join(", ")} names a column that is there.` : undefined;
  },
];

function isPartOfItself(name: string, resources: readonly ResourceModel[]): boolean {
  const seen = new Set<string>();
  for (let whole: string | undefined = name; whole !== undefined && !seen.has(whole); ) {
    seen.add(whole);
    whole = resources.find((other) => other.name === whole)?.partOf?.split(".")[0];
    if (whole === name) return true;
  }
  return false;
}

/** A window needs filters by time. */
function findUntimed({ cursor, tables: [root] }: ResourceModel): string[] {
  const times = cursor ? [cursor, ...(cursor.also ?? [])].map(({ column }) => column) : [];
  return times.filter((time) => root.columns.some(({ name, type }) => name === time && type !== "timestamp" && type !== "date"));
}

function contradiction(list: ListOperation, message: string): Diagnostic {
  return describeProblem(list, { code: "stated-contradiction", severity: "error", message, help: "Correct it in spec/overlay.yaml; spec/README.md says what each key means." });
}

function cursorWithoutTime(list: ListOperation, column: string): Diagnostic {
  return describeProblem(list, {
    code: "cursor-without-time",
    severity: "error",
    message: `x-cursor names ${column}, which is no time.`,
    help: "Name another column in spec/overlay.yaml, or state its format there: date-time or date.",
  });
}
