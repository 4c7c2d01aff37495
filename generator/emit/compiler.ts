import { once } from "node:events";
import { MessageChannel, type Worker } from "node:worker_threads";
import type { Document } from "../spec/types.ts";
import { emitApi } from "./api.ts";
import { createTypeCheck } from "./check.ts";
import type { Files } from "./emit.ts";

/** What takes TypeScript itself, which is slow. Tasks are done in the order they are given. */
export interface Compiler {
  /** api.ts of a document. */
  emitApi(document: Document): Promise<string>;
  /** Rejects with a TemplateError unless these files of `generated/` compile, with the api.ts that was emitted last if they have none. */
  checkTypes(files: Files): Promise<void>;
}

/** `ahead` begins to check what it emits, for whoever has something else to do until the other files are there. */
export function createCompiler(root: URL, { ahead = false } = {}): Compiler {
  const check = createTypeCheck(root);
  const emitted: Files = new Map();
  const checkTypes = async (files: Files) => check(new Map([...emitted, ...files]));
  return {
    checkTypes,
    async emitApi(document) {
      const text = emitApi(document);
      emitted.set("api.ts", text);
      if (ahead) setImmediate(() => void checkTypes(emitted).catch(() => "it is found again with the other files"));
      return text;
    },
  };
}

/** A thread that has begun with thread.cjs, and where it finds this module as JavaScript. */
export interface CompilerThread {
  readonly worker: Worker;
  readonly code: string;
}

/** The same, done by a thread. */
export function askCompilerThread({ worker, code }: CompilerThread, root: URL): Compiler {
  const ask = async (name: keyof Compiler, input: unknown): Promise<unknown> => {
    const { port1, port2: answer } = new MessageChannel();
    worker.postMessage({ code, root: root.href, name, input, answer }, [answer]);
    const [{ output, error }] = (await once(port1, "message")) as [{ output?: unknown; error?: Error }];
    port1.close();
    if (error !== undefined) throw Object.assign(new Error(error.message), error);
    return output;
  };
  return {
    emitApi: async (document) => (await ask("emitApi", document)) as string,
    checkTypes: async (files) => void (await ask("checkTypes", files)),
  };
}
