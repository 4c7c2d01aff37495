import type { ResourceModel } from "../model/types.ts";
import type { Document } from "../spec/types.ts";

/** A model and the document it was made of. */
export interface Version {
  resources: ResourceModel[];
  document: Document;
}
