import { join } from "node:path";
import { ConfigurationError } from "../../errors.ts";
import { findHome } from "../../home-folder.ts";
import { registerSecret } from "../../secrets.ts";
import { type IssuedToken, keepToken } from "../access-token.ts";
import { askForJson } from "../credential-requests.ts";
import { readSection } from "../ini.ts";

type Settings = Readonly<Record<string, string | undefined>>;

/**
 * Answers with a token for the workspace at `base`: a personal access token (DATABRICKS_TOKEN), or one for a service principal by OAuth
 * (DATABRICKS_CLIENT_ID, DATABRICKS_CLIENT_SECRET); else the same from the profile DATABRICKS_CONFIG_PROFILE of ~/.databrickscfg.
 */
export function makeDatabricksToken(base: string, environment: Settings = process.env): (renew?: boolean) => Promise<string> {
  return keepToken(() => requestToken(base, environment));
}

/** A token, or what one is requested with. */
type Login = { readonly token: string } | { readonly id: string; readonly secret: string };

/** Throws if there are no credentials for the workspace. */
export function findDatabricksLogin(base: string, environment: Settings = process.env): Login {
  const own = environment["DATABRICKS_TOKEN"] || environment["DATABRICKS_CLIENT_ID"];
  const { token, client_id: id, client_secret: secret } = own ? { token: environment["DATABRICKS_TOKEN"], client_id: environment["DATABRICKS_CLIENT_ID"], client_secret: environment["DATABRICKS_CLIENT_SECRET"] } : readProfile(environment, base);
  if (token) return { token };
  if (!id || !secret) throw new ConfigurationError("There are no credentials for Databricks. Set DATABRICKS_TOKEN, or DATABRICKS_CLIENT_ID and DATABRICKS_CLIENT_SECRET, or a profile of ~/.databrickscfg with this host.");
  registerSecret(secret);
  return { id, secret };
}

async function requestToken(base: string, environment: Settings): Promise<IssuedToken> {
  const login = findDatabricksLogin(base, environment);
  if ("token" in login) return { ...login, until: Infinity };
  const { id, secret } = login;
  const [headers, form] = [{ authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}` }, { grant_type: "client_credentials", scope: "all-apis" }];
  const { access_token: given, expires_in: seconds } = await askForJson<{ readonly access_token: string; readonly expires_in: number }>(`${base}/oidc/v1/token`, { service: "Databricks", method: "POST", headers, form, needs: ["access_token", "expires_in"] });
  return { token: given, until: Date.now() + (seconds - 60) * 1000 };
}

/** A profile of another host has credentials that must not go to this one. */
function readProfile(environment: Settings, base: string): Settings {
  const found = readSection(environment["DATABRICKS_CONFIG_FILE"] || join(findHome() ?? "/", ".databrickscfg"), environment["DATABRICKS_CONFIG_PROFILE"] || "DEFAULT");
  const { host = "" } = found;
  return URL.canParse(host) && new URL(host).host === new URL(base).host ? found : {};
}
