import type { ResourceModel } from "../model/types.ts";
import type { Document } from "../spec/types.ts";

/** A model and the spec that it was built from. */
export interface Version {
  resources: ResourceModel[];
  document: Document;
}
