import type { Hint } from "../load/plan/plan-hints.ts";
import type { Resource } from "../resource.ts";

/** A webhook as Lago sends it: `{"webhook_type": …, "object_type": "invoice", "organization_id": …, "invoice": {…}}`. */
export interface Webhook {
  readonly organization: string;
  readonly objectType: string;
  readonly object: unknown;
}

/** Parses a body; undefined if it is not a webhook. */
export function readWebhook(body: Buffer): Webhook | undefined {
  const found = parse(body);
  const { object_type: objectType, organization_id: organization } = Object(found) as Record<string, unknown>;
  if (typeof objectType !== "string" || typeof organization !== "string") return undefined;
  return { organization, objectType, object: Object.hasOwn(found as object, objectType) ? (found as Record<string, unknown>)[objectType] : undefined };
}

/** Returns the hint of a webhook: the keys of the record, and nothing else of it. Undefined if it concerns none of the resources. */
export type HintReader = (webhook: Webhook) => Hint | undefined;

export function newHintReader(resources: readonly Resource[]): HintReader {
  const paths = new Map<string, Map<string, readonly string[]>>();
  for (const { of, by } of resources.flatMap(({ webhooks = [] }) => webhooks)) {
    for (const kind of of) paths.set(kind, (paths.get(kind) ?? new Map()).set(by.join("."), by));
  }
  return ({ organization, objectType, object }) => {
    const wanted = paths.get(objectType);
    if (wanted === undefined) return undefined;
    const keys = [...wanted].flatMap(([name, path]) => {
      const value = path.reduce<unknown>((node, key) => (isObject(node) && Object.hasOwn(node, key) ? node[key] : undefined), object);
      return typeof value === "string" && value !== "" ? [[name, value] as const] : [];
    });
    return { of: objectType, keys: Object.fromEntries(keys), organization };
  };
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}

function isObject(node: unknown): node is Record<string, unknown> {
  return typeof node === "object" && node !== null && !Array.isArray(node);
}
