/** The part of OpenAPI 3.0 and 3.1 that decides resources and tables, as plain parsed data. */
export interface Document {
  openapi: string;
  info: { title: string; version: string };
  servers?: { url: string }[];
  security?: Record<string, string[]>[];
  tags?: Tag[];
  paths: Record<string, PathItem>;
  webhooks?: Record<string, PathItem>;
  components?: Components;
}

export interface Tag {
  name: string;
  externalDocs?: { url: string };
}

export interface Components {
  schemas?: Record<string, Schema>;
  parameters?: Record<string, Parameter | Ref>;
  responses?: Record<string, Response | Ref>;
  securitySchemes?: Record<string, { type: string; description?: string }>;
  pathItems?: Record<string, PathItem>;
}

/** A JSON reference. Since 3.1 other keywords may stand beside it, see `resolve`. */
export interface Ref {
  $ref: string;
}

export type Method = "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace";

export type PathItem = { [method in Method]?: Operation } & {
  $ref?: string;
  parameters?: (Parameter | Ref)[];
};

/** Extensions (`x-primary-key` and the like) come from spec/overlay.yaml; spec/README.md lists them. */
export interface Operation {
  operationId?: string;
  tags?: string[];
  deprecated?: boolean;
  parameters?: (Parameter | Ref)[];
  requestBody?: { required?: boolean; content?: Content };
  responses?: Record<string, Response | Ref>;
  security?: Record<string, string[]>[];
  [extension: `x-${string}`]: unknown;
}

export interface Parameter {
  name: string;
  in: "path" | "query" | "header" | "cookie";
  required?: boolean;
  deprecated?: boolean;
  style?: string;
  explode?: boolean;
  schema?: Schema;
  /** Instead of a schema: a value that is sent as text of this media type. */
  content?: Content;
  [extension: `x-${string}`]: unknown;
}

export interface Response {
  description: string;
  content?: Content;
}

/** By media type. */
export type Content = Record<string, { schema?: Schema }>;

export type SchemaType = "string" | "number" | "integer" | "boolean" | "object" | "array" | "null";

/** A schema as written: it may be a reference, and `resolve` gives the view to work with. */
export interface Schema {
  $ref?: string;
  type?: SchemaType | SchemaType[];
  /** OpenAPI 3.0; in 3.1 the type is an array with "null" in it. */
  nullable?: boolean;
  format?: string;
  pattern?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  deprecated?: boolean;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  [extension: `x-${string}`]: unknown;
}
