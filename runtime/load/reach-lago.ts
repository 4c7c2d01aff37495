import type { Lago, Organization } from "../lago.ts";
import { LagoError } from "../errors.ts";
import type { Resource } from "../resource.ts";
import { parseAnswer } from "../rows/parse-answer.ts";
import { unwrapPage } from "../rows/unwrap-page.ts";

/** What is known about the server at an address. */
export interface Reached {
  /** The organisation of the key; undefined if Lago, or a gateway in front of it, does not say. */
  readonly organization?: Organization;
  /** Why it is not known. */
  readonly reason?: string;
}

/**
 * Requests the organisation of the key, once for each `Lago`, before a database is opened, so that a wrong key or address is reported once
 * and not for each list. Lago's spec lacks `GET /organizations`, and gateways may allow documented paths only: if it is refused, a few
 * lists are requested instead. Throws the `LagoError` if none of them has a response of Lago's.
 */
export async function reachLago(lago: Lago, lists: readonly Resource[], signal?: AbortSignal): Promise<Reached> {
  const before = reached.get(lago);
  if (before) return before;
  const found = await findOrganization(lago, signal);
  if (found instanceof LagoError) await findAnswer(lago, lists, found, signal);
  const answer = found instanceof LagoError ? { reason: found.message } : found;
  // A gateway that refuses now may allow it later.
  if (!(found instanceof LagoError) || found.own) reached.set(lago, answer);
  return answer;
}

/** A key never changes its organisation. */
const reached = new WeakMap<Lago, Reached>();

async function findOrganization(lago: Lago, signal?: AbortSignal): Promise<Reached | LagoError> {
  try {
    return await lago.get("/organizations", { accept: readOrganization, ...(signal && { signal }) });
  } catch (error) {
    if (error instanceof LagoError && isRefused(error)) return error;
    throw error;
  }
}

/** A refused key, an unreachable host or a redirect is the same for all paths. */
function isRefused({ kind, status }: LagoError): boolean {
  return kind === "forbidden" || kind === "not_found" || kind === "invalid" || (status !== null && (kind === "malformed" || kind === "unreachable"));
}

function readOrganization(body: Buffer): Reached {
  const { lago_id: id, name } = Object(parseAnswer(body)["organization"]) as { lago_id?: unknown; name?: unknown };
  return typeof id === "string" ? { organization: { id, name: String(name) } } : { reason: "GET /organizations names none" };
}

/** Any of them may be missing in an old version of Lago, or be refused. */
const PROBES = 4;

async function findAnswer(lago: Lago, lists: readonly Resource[], refusal: LagoError, signal?: AbortSignal): Promise<void> {
  const probes = lists.filter(({ parent }) => !parent).slice(0, PROBES);
  const failures: LagoError[] = [refusal];
  for (const resource of probes) {
    const { path, query } = resource;
    try {
      return void (await lago.get(path, { query: { ...query, page: 1, per_page: 1 }, accept: (body) => parseAnswer(unwrapPage(body, resource)), attempts: 2, ...(signal && { signal }) }));
    } catch (error) {
      if (!(error instanceof LagoError) || !isRefused(error)) throw error;
      // A refusal in Lago's own format proves that Lago is there.
      if (error.own && error.code !== "resource_not_found" && error.kind !== "unreachable") return;
      failures.push(error);
    }
  }
  // Without a list to request, nothing speaks against Lago.
  if (probes.length === 0 && refusal.own) return;
  throw failures.every(({ code }) => code === "resource_not_found") ? noApiBelow(lago, refusal) : refusal;
}

function noApiBelow({ url }: Lago, { path, requestId }: LagoError): LagoError {
  const { origin, pathname } = new URL(url);
  const below = pathname.replace(/\/api\/v1$/, "");
  const advice = below === "" ? "Check the address." : `Did you mean ${origin}?`;
  return new LagoError(`There is no Lago API below ${origin}${below}: it answers 404 (resource_not_found) to every request. ${advice}`, { kind: "unreachable", path, status: 404, code: "resource_not_found", requestId, own: true });
}
