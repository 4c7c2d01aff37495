import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { formatDiagnostics, hasErrors } from "../diagnostics.ts";
import { buildResources } from "../model/build.ts";
import { DocumentError } from "../spec/document-error.ts";
import { parseDocument, readDocument } from "../spec/document.ts";
import { normalise } from "../spec/normalise.ts";
import { type Meaning, NO_MEANING, parseMeaning, readMeaning } from "../spec/meaning.ts";
import { applyOverlay, correctDocument, type Overlay, parseOverlay, readOverlay } from "../spec/overlay.ts";
import { findRelease, isVersion } from "../spec/source.ts";
import type { WebhookModel } from "../model/webhooks.ts";
import type { Document } from "../spec/types.ts";
import type { Version } from "./version.ts";

/** A model to compare, with its name: `main (Lago 1.50.0)`. */
export interface NamedVersion extends Version {
  label: string;
  /** Lago's own version of the spec. */
  lago: string;
  webhooks: WebhookModel[];
}

/**
 * The model of the working tree (without a name), of a git ref, of a released version of Lago, or of a document in a file or at an
 * address. It is always made anew from the document, so there is no copy that could be wrong. What lies in git has its
 * own overlay and meaning; any other document gets the present ones, of which an older document needs only some actions.
 */
export async function readVersion(name: string | undefined, root: URL): Promise<NamedVersion> {
  if (name === undefined) return readWorkingTree(root);
  if (isVersion(name)) return readUpstream(await findRelease(name), `Lago ${name}`, root);
  if (/^https?:\/\//.test(name) || existsSync(resolve(name))) return readUpstream(name, name, root);
  return readCommit(name, root);
}

async function readWorkingTree(root: URL): Promise<NamedVersion> {
  const document = await readDocument(fileURLToPath(new URL("spec/openapi.yaml", root)));
  return build(document, await readOwnOverlay(root), await readOwnMeaning(root), "the working tree");
}

async function readCommit(ref: string, root: URL): Promise<NamedVersion> {
  const show = async (path: string) => {
    try {
      const { stdout } = await promisify(execFile)("git", ["show", `${ref}:./${path}`], { cwd: fileURLToPath(root), maxBuffer: 2 ** 28 });
      return stdout;
    } catch (error) {
      const reason = String((error as { stderr?: string }).stderr ?? error).trim();
      throw new DocumentError(`${ref} is no version, file or address, and git does not have ${path} there: ${reason}`, { cause: error });
    }
  };
  const [document, overlay] = [await show("spec/openapi.yaml"), await show("spec/overlay.yaml")];
  // Commits before there was one state nothing of it.
  const meaning = await show("spec/meaning.yaml").then((text) => parseMeaning(text, `${ref}:spec/meaning.yaml`), () => NO_MEANING);
  return build(parseDocument(document, `${ref}:spec/openapi.yaml`), parseOverlay(overlay, `${ref}:spec/overlay.yaml`), meaning, ref);
}

async function readUpstream(source: string, label: string, root: URL): Promise<NamedVersion> {
  const corrected = applyOverlay(normalise(await readDocument(source)), await readOwnOverlay(root), { unmatched: "ignore" });
  return finish({ ...corrected, isOlder: true }, await readOwnMeaning(root), label);
}

function build(document: Document, overlay: Overlay, meaning: Meaning, label: string): NamedVersion {
  const corrected = correctDocument(document, overlay);
  refuseErrors(corrected.diagnostics, label);
  return finish(corrected, meaning, label);
}

function finish({ document, isOlder }: { document: Document; isOlder: boolean }, meaning: Meaning, label: string): NamedVersion {
  const { resources, webhooks, diagnostics } = buildResources(document, meaning, { isOlder });
  refuseErrors(diagnostics, label);
  return { resources, webhooks, document, label, lago: document.info.version };
}

/** A model with errors must not look like one without changes. */
function refuseErrors(diagnostics: Parameters<typeof formatDiagnostics>[0], label: string): void {
  if (hasErrors(diagnostics)) throw new DocumentError(`${label} cannot be compared:\n${formatDiagnostics(diagnostics)}`);
}

function readOwnOverlay(root: URL): Promise<Overlay> {
  return readOverlay(fileURLToPath(new URL("spec/overlay.yaml", root)));
}

function readOwnMeaning(root: URL): Promise<Meaning> {
  return readMeaning(fileURLToPath(new URL("spec/meaning.yaml", root)));
}
