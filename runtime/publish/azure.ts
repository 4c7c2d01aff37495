import { ConfigurationError } from "../errors.ts";
import { openAzureAccount } from "./azure-account.ts";
import type { ObjectStore } from "./object-store.ts";
import { namePlace, newStoreRequests, objectsBy, readElements, splitPlace, type StoreAnswer, type StoreRequest } from "./store-requests.ts";

/** Blobs of a container below a prefix: `azure://container/prefix`, in the account that Azure's variables name, or `azure://ACCOUNT.blob.core.windows.net/container/prefix`. */
export function openAzure(address: string): ObjectStore {
  const [, named, rest = ""] = /^(?:azure|az):\/\/(?:([a-z0-9]+\.blob\.[a-z0-9.-]+)\/)?(.*)$/i.exec(address) ?? [];
  const { bucket: container, prefix } = splitPlace(rest) ?? refuse();
  const account = openAzureAccount(named);
  const place = namePlace("azure", { bucket: container, prefix });
  const request = newStoreRequests({
    name: "Azure",
    authorize: async ({ method, url, upload, headers }, renew) => account.authorize({ method, url, bytes: upload.bytes, headers: { ...headers, ...(method === "PUT" && { "x-ms-blob-type": "BlockBlob" }) } }, renew),
    hint: ({ status }) => HINTS[status] ?? "Publish again later.",
    endpointVariable: "AZURE_STORAGE_CONNECTION_STRING",
    most: 5000 * 2 ** 20,
  });

  function send(method: StoreRequest["method"], key: string, { query = {}, ...rest }: Partial<StoreRequest> & { readonly query?: Readonly<Record<string, string>> } = {}): Promise<StoreAnswer | undefined> {
    const path = key === "" ? "" : `/${`${prefix}${key}`.split("/").map(encodeURIComponent).join("/")}`;
    const url = new URL(`${account.url}/${container}${path}`);
    for (const [name, value] of Object.entries({ ...query, ...account.query })) url.searchParams.set(name, value);
    return request({ method, url, what: `${method} ${place}/${key}`, ...rest });
  }

  async function list(): Promise<string[]> {
    const keys: string[] = [];
    for (let marker: string | undefined = ""; marker !== undefined; ) {
      const { body }: StoreAnswer = (await send("GET", "", { query: { restype: "container", comp: "list", prefix, ...(marker && { marker }) } }))!;
      keys.push(...readElements(body, "Name").map((name) => name.slice(prefix.length)));
      marker = readElements(body, "NextMarker")[0] || undefined;
    }
    return keys;
  }

  return {
    name: place,
    check: account.check,
    ...objectsBy(place, send),
    list,
  };
}

const HINTS: Readonly<Record<number, string>> = {
  401: "Check the credentials.",
  403: "Check the key of the account, or give the identity the role Storage Blob Data Contributor on the container.",
  404: "Check the names of account and container: the container is not made.",
};

function refuse(): never {
  throw new ConfigurationError("An address of Azure is written azure://container/prefix. The account comes from AZURE_STORAGE_ACCOUNT or AZURE_STORAGE_CONNECTION_STRING.");
}
