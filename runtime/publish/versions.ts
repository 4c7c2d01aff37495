import { DestinationError } from "../errors.ts";
import type { ObjectStore } from "./object-store.ts";
import { hashOf, type Upload } from "./upload.ts";

/** What stands for the content of an object. Null: there is no object. Undefined: the store does not say. */
export type Version = string | null | undefined;

/** How a store reads and writes objects. */
export interface VersionedObjects<Answer extends { readonly body: Buffer }> {
  /** The store, for people. */
  readonly name: string;
  /** Undefined if there is no such object. */
  read(key: string): Promise<Answer | undefined>;
  versionOf(answer: Answer): Version;
  /** Answers false, and writes nothing, if the object has another version. */
  write(key: string, upload: Upload, version: Version): Promise<boolean>;
}

/** Objects of a store that remembers which version of each it has read, so that it can leave others alone. */
export function keepVersions<Answer extends { readonly body: Buffer }>({ name, read, versionOf, write }: VersionedObjects<Answer>): Pick<ObjectStore, "get" | "put" | "putUnlessChanged"> {
  const versions = new Map<string, Version>();
  return {
    async get(key) {
      const answer = await read(key);
      versions.set(key, answer ? versionOf(answer) : null);
      return answer?.body;
    },
    put: async (key, upload) => void (await write(key, upload, undefined)),
    async putUnlessChanged(key, upload) {
      if (await write(key, upload, versions.get(key))) return;
      // An attempt before may have written it, and its answer been lost.
      const found = await read(key);
      if (found && hashOf(found.body) === upload.sha256) return;
      throw new DestinationError(`Another publish has written to ${name} meanwhile. Publish again, one at a time.`);
    },
  };
}
