import { once } from "node:events";
import type { Worker } from "node:worker_threads";
import type { Document } from "../spec/types.ts";
import { requireQuickly } from "./require-quickly.ts";
import { makeTypeable } from "./typeable.ts";

/**
 * TypeScript types of a document. Enums stay open, since the server is ahead of its document: they complete in an editor
 * and still take any string.
 */
export async function emitApi(document: Document): Promise<string> {
  const { default: openapiTS, astToString } = requireQuickly("openapi-typescript") as typeof import("openapi-typescript");
  const ts = requireQuickly("typescript") as typeof import("typescript");
  const { factory } = ts;
  const literal = (value: string) => factory.createLiteralTypeNode(factory.createStringLiteral(value));
  const anyString = factory.createParenthesizedType(
    factory.createIntersectionTypeNode([factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword), factory.createTypeLiteralNode([])]),
  );
  const typeable = makeTypeable(document);
  const nodes = await openapiTS(typeable.document as unknown as Parameters<typeof openapiTS>[0], {
    silent: true,
    // A default says what the server assumes in a request, not that a response has the property.
    defaultNonNullable: false,
    emptyObjectsUnknown: true,
    transform({ enum: values, type }: { enum?: unknown[]; type?: string | string[] }) {
      if (values === undefined || ![type].flat().includes("string")) return undefined;
      const isNullable = [type].flat().includes("null") || values.includes(null);
      return factory.createUnionTypeNode([
        ...values.filter((value) => typeof value === "string").map(literal),
        anyString,
        ...(isNullable ? [factory.createLiteralTypeNode(factory.createNull())] : []),
      ]);
    },
  });
  return typeable.restore(astToString(nodes));
}

/** The same, made by the thread of `api-thread.cjs`. */
export async function askApiThread(thread: Worker, document: Document): Promise<string> {
  thread.postMessage(document);
  const [text] = (await once(thread, "message")) as [string];
  return text;
}
