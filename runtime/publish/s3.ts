import { ConfigurationError } from "../errors.ts";
import { readEndpoint, readRegion } from "./aws-settings.ts";
import { openAwsCredentials } from "./aws-credentials.ts";
import type { ObjectStore } from "./object-store.ts";
import { encodeStrictly, signRequest } from "./sign-request.ts";
import { namePlace, newStoreRequests, objectsBy, readElements, splitPlace, type StoreAnswer, type StoreRequest } from "./store-requests.ts";

/** Objects of a bucket below a prefix: `s3://bucket/prefix`. Credentials, region and, for other servers than Amazon's, the address come from AWS' variables and files. */
export function openS3(address: string): ObjectStore {
  const { bucket, prefix } = splitPlace(address.replace(/^s3:\/\//i, "")) ?? refuse();
  const [region, endpoint, credentials] = [readRegion(), readEndpoint(), openAwsCredentials()];
  // Amazon's certificates fit no bucket with a dot; other servers have no name for each bucket.
  const host = endpoint?.replace(/\/$/, "") ?? `https://s3.${region}.amazonaws.com`;
  const base = endpoint === undefined && !bucket.includes(".") ? `https://${bucket}.s3.${region}.amazonaws.com` : `${host}/${bucket}`;
  const place = namePlace("s3", { bucket, prefix });
  const request = newStoreRequests({
    name: "S3",
    authorize: async ({ method, url, upload }, renew) => signRequest({ method, url, sha256: upload.sha256, region, at: new Date() }, await credentials(renew)),
    hint: (answer) => explain(answer, region),
    endpointVariable: "AWS_ENDPOINT_URL",
    most: 5 * 2 ** 30,
  });

  function send(method: StoreRequest["method"], key: string, { query = {}, ...rest }: Partial<StoreRequest> & { readonly query?: Record<string, string> } = {}): Promise<StoreAnswer | undefined> {
    const url = new URL(`${base}/${`${key === "" ? "" : prefix}${key}`.split("/").map(encodeStrictly).join("/")}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return request({ method, url, what: `${method} ${place}/${key}`, ...rest });
  }

  async function list(): Promise<string[]> {
    const keys: string[] = [];
    for (let token: string | undefined = ""; token !== undefined; ) {
      const { body }: StoreAnswer = (await send("GET", "", { query: { "list-type": "2", prefix, ...(token !== "" && { "continuation-token": token }) } }))!;
      keys.push(...readElements(body, "Key").map((key) => key.slice(prefix.length)));
      token = readElements(body, "NextContinuationToken")[0];
    }
    return keys;
  }

  return {
    name: place,
    check: async () => void (await credentials()),
    ...objectsBy(place, send),
    list,
  };
}

function refuse(): never {
  throw new ConfigurationError("An address of S3 is written s3://bucket/prefix. Credentials, region and endpoint come from AWS_… variables.");
}

function explain({ status, headers }: StoreAnswer, region: string): string {
  const elsewhere = headers.get("x-amz-bucket-region");
  return elsewhere !== null && elsewhere !== region ? `The bucket is in ${elsewhere}: set AWS_REGION.` : (HINTS[status] ?? "Publish again later.");
}

const HINTS: Readonly<Record<number, string>> = {
  403: "Check the credentials. They need s3:GetObject, s3:PutObject, s3:DeleteObject and s3:ListBucket.",
  404: "Check the name of the bucket, and AWS_REGION and AWS_ENDPOINT_URL.",
};
