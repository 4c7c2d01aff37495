import { createHmac } from "node:crypto";
import type { Environment } from "../environment.ts";
import { ConfigurationError } from "../errors.ts";
import { registerSecret } from "../secrets.ts";
import { openAzureToken } from "./azure-token.ts";

export interface AzureRequest {
  readonly method: string;
  readonly url: URL;
  readonly bytes: number;
  /** `x-ms-…` ones. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A storage account, and how its requests are signed. */
export interface AzureAccount {
  /** Of its blobs, without a slash at the end. */
  readonly url: string;
  /** What each address takes with it. */
  readonly query?: Readonly<Record<string, string>>;
  /** Throws if there are no credentials. */
  check(): Promise<void>;
  authorize(request: AzureRequest, renew: boolean): Promise<Record<string, string>>;
}

/**
 * By AZURE_STORAGE_CONNECTION_STRING, else AZURE_STORAGE_ACCOUNT with AZURE_STORAGE_KEY or AZURE_STORAGE_SAS_TOKEN, as of `az`, else with the
 * identity that Azure's clients find (`openAzureToken`). `named`: the host that the address has.
 */
export function openAzureAccount(named: string | undefined, environment: Environment = process.env): AzureAccount {
  const settings = readConnection(environment["AZURE_STORAGE_CONNECTION_STRING"] ?? "");
  const name = named?.split(".")[0] ?? settings["AccountName"] ?? environment["AZURE_STORAGE_ACCOUNT"];
  if (!name && !settings["BlobEndpoint"]) throw new ConfigurationError("There is no account of Azure. Set AZURE_STORAGE_ACCOUNT, or AZURE_STORAGE_CONNECTION_STRING, or write azure://ACCOUNT.blob.core.windows.net/container/prefix.");
  const suffix = settings["EndpointSuffix"] ?? "core.windows.net";
  const url = (settings["BlobEndpoint"] ?? (named ? `https://${named}` : `https://${name}.blob.${suffix}`)).replace(/\/$/, "");
  const key = settings["AccountKey"] ?? environment["AZURE_STORAGE_KEY"];
  const signature = settings["SharedAccessSignature"] ?? environment["AZURE_STORAGE_SAS_TOKEN"];
  if (key) {
    registerSecret(key);
    return { url, check: async () => {}, authorize: async (request) => signSharedKey(request, { account: name ?? "", key, at: new Date() }) };
  }
  if (signature) return { url, query: readSignature(signature), check: async () => {}, authorize: async ({ headers = {} }) => ({ ...headers, "x-ms-version": VERSION }) };
  const token = openAzureToken(environment);
  return { url, check: async () => void (await token()), authorize: async ({ headers = {} }, renew) => ({ ...headers, "x-ms-version": VERSION, "x-ms-date": new Date().toUTCString(), authorization: `Bearer ${await token(renew)}` }) };
}

/** The first with blobs of 5,000 MB by one request. */
const VERSION = "2019-12-12";

/** `Name=value;Name=value`, as the portal shows it. */
function readConnection(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(text.split(";").filter((part) => part.includes("=")).map((part) => [part.slice(0, part.indexOf("=")).trim(), part.slice(part.indexOf("=") + 1).trim()]));
}

/** https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key */
export function signSharedKey({ method, url, bytes, headers = {} }: AzureRequest, { account, key, at }: { readonly account: string; readonly key: string; readonly at: Date }): Record<string, string> {
  const own: Record<string, string> = { ...headers, "x-ms-date": at.toUTCString(), "x-ms-version": VERSION };
  const canonicalHeaders = Object.keys(own).filter((name) => name.startsWith("x-ms-")).sort().map((name) => `${name}:${own[name]}`);
  const query = [...url.searchParams].map(([name, value]) => `${name.toLowerCase()}:${value}`).sort();
  // Content-Encoding, -Language, -Length, -MD5, -Type, Date, If-Modified-Since, If-Match, If-None-Match, If-Unmodified-Since, Range.
  const standard = ["", "", bytes === 0 ? "" : String(bytes), "", "", "", "", headers["if-match"] ?? "", headers["if-none-match"] ?? "", "", ""];
  const toSign = [method, ...standard, ...canonicalHeaders, [`/${account}${url.pathname}`, ...query].join("\n")].join("\n");
  return { ...own, authorization: `SharedKey ${account}:${createHmac("sha256", Buffer.from(key, "base64")).update(toSign).digest("base64")}` };
}

/** A shared access signature goes into the address, which is in no message. */
function readSignature(signature: string): Record<string, string> {
  const query = Object.fromEntries(new URLSearchParams(signature.replace(/^\?/, "")));
  if (query["sig"]) registerSecret(query["sig"]);
  return query;
}
