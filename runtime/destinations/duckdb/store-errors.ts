import type { KnownError } from "./known-error.ts";

/** What to do when the object store of a lake refuses. DuckDB's errors (1.5.5) of S3, Google and Azure differ in their words only. */
export const STORE_ERRORS: readonly KnownError[] = [
  [/NoSuchBucket|ContainerNotFound|FilesystemNotFound/, (lake, [code]) => `The bucket or container of ${lake} does not exist (${code}). Check its name, or create it.`],
  [
    /\(HTTP code (40[13])\)|Auth(?:orization|entication)\w*(?:Failure|Failed|Mismatch)|InvalidAuthenticationInfo|AccessDenied|InvalidAccessKeyId|SignatureDoesNotMatch/,
    (lake, [found, code = found]) => `The store of ${lake} refuses the credentials (${code}). Check them, and that they may read, write, delete and list objects: docs/ducklake.md.`,
  ],
  [/\(HTTP code 404\)/, (lake) => `The store of ${lake} was asked for something that it does not have (404). Check the name of the bucket, and whether files of the lake were removed from it.`],
  [/Could not connect to server|Fail to get a new connection|Could(?:n't| not) resolve host/i, (lake) => `The store of ${lake} cannot be reached. Check the network, and the address of the store if a variable names one: docs/ducklake.md.`],
];
