import { LISTS, type List } from "./lists.ts";
import type { RenderPage } from "./pages.ts";
import { crashed, forbidden, notFound, unauthorized } from "./refusal.ts";
import { makeRoutes } from "./routes.ts";
import { renderSingle, SINGLES, type Single } from "./singles.ts";
import type { Store } from "./store.ts";
import { webhookPublicKey } from "./webhooks.ts";

/** What the API knows and whom it lets in. */
export type Api = {
  store: Store;
  renderPage: RenderPage;
  organization: string;
  apiKey: string | undefined;
  premium: boolean;
  dataApi: boolean;
  denied: readonly string[];
};

export type ApiRequest = { method: string; path: string; query: URLSearchParams; authorization: string | undefined };

const lists = makeRoutes(LISTS);
const singles = makeRoutes(SINGLES);

/** The body of the answer with status 200; every other answer is a refusal, thrown. */
export function answer(api: Api, { method, path, query, authorization }: ApiRequest): string | Buffer[] {
  // The server looks at the second word only.
  const key = /^\S+ (.+)$/.exec(authorization ?? "")?.[1];
  if (!key || key !== (api.apiKey ?? key)) throw unauthorized();
  if (method !== "GET") throw notFound();
  if (path === "/organizations") return `{"organization":${api.organization}}`;
  // Base64 in lines of 60 characters (seen at commit 1b1c24a6a).
  if (path === "/webhooks/json_public_key") return JSON.stringify({ webhook: { public_key: Buffer.from(webhookPublicKey()).toString("base64").replace(/.{60}|$/g, "$&\n") } });
  const list = lists(path);
  if (list) {
    permit(api, list.target);
    if (list.target.dataApi && !api.dataApi) throw crashed();
    return api.renderPage({ list: list.target, segments: list.segments, query });
  }
  const single = singles(path);
  if (!single) throw notFound();
  permit(api, { ...single.target, permission: single.target.permission ?? single.target.wrapper });
  return renderSingle(api.store, single.target, single.segments[0]!, query);
}

function permit(api: Api, { premium, permission }: Pick<List | Single, "premium"> & { permission: string }): void {
  if (api.denied.includes(permission)) throw forbidden(`read_action_not_allowed_for_${permission}`);
  if (premium && !api.premium) throw forbidden("feature_unavailable");
}
