import { ConfigurationError } from "../errors.ts";
import type { ObjectStore } from "./object-store.ts";

/** Opens a store by its address: `file:DIR`, `s3://bucket/prefix`, `gs://bucket/prefix` or `azure://container/prefix`. */
export async function openObjectStore(address: string): Promise<ObjectStore> {
  const scheme = readScheme(address);
  if (scheme === "file") {
    const { openFolder } = await import("./folder.ts");
    return openFolder(address.slice("file:".length));
  }
  if (scheme === "s3") {
    const { openS3 } = await import("./s3.ts");
    return openS3(address);
  }
  if (scheme === "gs") {
    const { openGcs } = await import("./gcs.ts");
    return openGcs(address);
  }
  if (scheme === "azure" || scheme === "az") {
    const { openAzure } = await import("./azure.ts");
    return openAzure(address);
  }
  // The address itself is not repeated: it can hold a secret.
  throw new ConfigurationError(`"${scheme}:" is no address to publish to. Name file:DIR, or what begins with s3://, gs://, azure://, bigquery://, databricks://, redshift:// or snowflake://. Databases are for \`lago-loader load --to\`.`);
}

/** Returns the scheme in lower case. Throws if the address has none. */
export function readScheme(address: string): string {
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(address)?.[1]?.toLowerCase();
  if (scheme === undefined) throw new ConfigurationError("An address to publish to begins with its kind, as in file:./lake.");
  return scheme;
}
