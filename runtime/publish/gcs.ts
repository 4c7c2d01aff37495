import { ConfigurationError } from "../errors.ts";
import { makeGoogleToken } from "./google-credentials.ts";
import { parseJson } from "./http-client.ts";
import type { ObjectStore } from "./object-store.ts";
import { namePlace, newStoreRequests, splitPlace, type StoreAnswer, type StoreRequest, writeIf } from "./store-requests.ts";
import { keepVersions } from "./versions.ts";

/** Objects of a bucket of Google Cloud Storage below a prefix: `gs://bucket/prefix`. An emulator is where `STORAGE_EMULATOR_HOST` says; it is sent no credentials but a token that is set. */
export function openGcs(address: string): ObjectStore {
  const { bucket, prefix } = splitPlace(address.replace(/^gs:\/\//i, "")) ?? refuse();
  const emulator = process.env["STORAGE_EMULATOR_HOST"]?.replace(/\/$/, "");
  const host = emulator === undefined ? "https://storage.googleapis.com" : /^https?:/.test(emulator) ? emulator : `http://${emulator}`;
  const token = emulator === undefined || process.env["GOOGLE_OAUTH_ACCESS_TOKEN"] ? makeGoogleToken(SCOPE) : undefined;
  const place = namePlace("gs", { bucket, prefix });
  const objects = `${host}/storage/v1/b/${bucket}/o`;
  const request = newStoreRequests({
    name: "Google Cloud Storage",
    authorize: async (_, renew): Promise<Record<string, string>> => (token ? { authorization: `Bearer ${await token(renew)}` } : {}),
    hint: ({ status }) => HINTS[status] ?? "Publish again later.",
    endpointVariable: "STORAGE_EMULATOR_HOST",
  });

  function send(method: StoreRequest["method"], url: string, key: string, query: Readonly<Record<string, string>>, rest: Partial<StoreRequest> = {}): Promise<StoreAnswer | undefined> {
    return request({ method, url: new URL(`${url}?${String(new URLSearchParams(query))}`), what: `${method} ${place}/${key}`, ...rest });
  }

  async function list(): Promise<string[]> {
    const keys: string[] = [];
    for (let pageToken: string | undefined = ""; pageToken !== undefined; ) {
      const answer: StoreAnswer = (await send("GET", objects, "", { prefix, fields: "items(name),nextPageToken", ...(pageToken && { pageToken }) }))!;
      const page = parseJson<{ items?: { name: string }[]; nextPageToken?: string }>(answer, { what: `GET ${place}/` });
      keys.push(...(page.items ?? []).map(({ name }) => name.slice(prefix.length)));
      pageToken = page.nextPageToken || undefined;
    }
    return keys;
  }

  const nameOf = (key: string) => `${objects}/${encodeURIComponent(prefix + key)}`;
  return {
    name: place,
    check: async () => void (await token?.()),
    ...keepVersions({
      name: place,
      read: (key) => send("GET", nameOf(key), key, { alt: "media" }, { missing: true }),
      versionOf: ({ headers }: StoreAnswer) => headers.get("x-goog-generation") ?? undefined,
      // An object is there when all of it has come, as a whole.
      write: (key, upload, version) => writeIf(version, (condition) => send("POST", `${host}/upload/storage/v1/b/${bucket}/o`, key, { uploadType: "media", name: prefix + key, ...(condition && { ifGenerationMatch: version ?? "0" }) }, { upload, ...condition })),
    }),
    remove: async (key) => void (await send("DELETE", nameOf(key), key, {}, { missing: true })),
    list,
  };
}

const SCOPE = "https://www.googleapis.com/auth/devstorage.read_write";

const HINTS: Readonly<Record<number, string>> = {
  401: "Check the credentials.",
  403: "The credentials need storage.objects.get, create, delete and list on the bucket: the role Storage Object User.",
  404: "Check the name of the bucket.",
};

function refuse(): never {
  throw new ConfigurationError("An address of Google Cloud Storage is written gs://bucket/prefix. Credentials come from GOOGLE_APPLICATION_CREDENTIALS, gcloud or the machine.");
}
