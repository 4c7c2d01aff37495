import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { ConfigurationError } from "../../errors.ts";
import { registerSecret } from "../../secrets.ts";
import { type IssuedToken, keepToken } from "../access-token.ts";
import { makeRest } from "../rest.ts";

type Settings = Readonly<Record<string, string | undefined>>;

/**
 * Answers with a token for the workspace at `base`: a personal access token (DATABRICKS_TOKEN), or one for a service principal by OAuth
 * (DATABRICKS_CLIENT_ID, DATABRICKS_CLIENT_SECRET); else the same from the profile DATABRICKS_CONFIG_PROFILE of ~/.databrickscfg.
 */
export function makeDatabricksToken(base: string, environment: Settings = process.env): (renew?: boolean) => Promise<string> {
  return keepToken(() => requestToken(base, environment));
}

async function requestToken(base: string, environment: Settings): Promise<IssuedToken> {
  const own = environment["DATABRICKS_TOKEN"] || environment["DATABRICKS_CLIENT_ID"];
  const { token, client_id: id, client_secret: secret } = own ? { token: environment["DATABRICKS_TOKEN"], client_id: environment["DATABRICKS_CLIENT_ID"], client_secret: environment["DATABRICKS_CLIENT_SECRET"] } : readProfile(environment, base);
  if (token) return { token, until: Infinity };
  if (!id || !secret) throw new ConfigurationError("There are no credentials for Databricks. Set DATABRICKS_TOKEN, or DATABRICKS_CLIENT_ID and DATABRICKS_CLIENT_SECRET, or a profile of ~/.databrickscfg with this host.");
  registerSecret(secret);
  const rest = makeRest({ service: "Databricks", authorize: async () => ({ authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}` }), explain: () => "Check the client id and secret of the service principal." });
  const { text } = await rest({ method: "POST", url: `${base}/oidc/v1/token`, headers: { "content-type": "application/x-www-form-urlencoded" }, body: Buffer.from("grant_type=client_credentials&scope=all-apis") });
  const { access_token: given, expires_in: seconds } = JSON.parse(text) as { readonly access_token: string; readonly expires_in: number };
  return { token: given, until: Date.now() + (seconds - 60) * 1000 };
}

/** A profile of another host has credentials that must not go to this one. */
function readProfile(environment: Settings, base: string): Settings {
  const wanted = environment["DATABRICKS_CONFIG_PROFILE"] || "DEFAULT";
  let section = "";
  const found: Record<string, string> = {};
  for (const line of readLines(environment["DATABRICKS_CONFIG_FILE"] || join(homedir(), ".databrickscfg"))) {
    section = /^\s*\[\s*(.*?)\s*\]/.exec(line)?.[1] ?? section;
    const [, name, value] = /^(\w+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (section === wanted && name !== undefined) found[name] = value!;
  }
  const isSame = found["host"] !== undefined && URL.canParse(found["host"]) && new URL(found["host"]).host === new URL(base).host;
  return isSame ? found : {};
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, "utf8").split(/\r?\n/);
  } catch {
    return [];
  }
}
