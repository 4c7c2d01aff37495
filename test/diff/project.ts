import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stringifyDocument } from "../../generator/spec/document.ts";
import type { Document } from "../../generator/spec/types.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const PARTS = ["generator", "runtime", "templates", "spec", ".github", "package.json", "tsconfig.json"];

/** A project like this one, with a small document and a history of its own. */
export interface Project {
  readonly folder: string;
  write(document: Document): void;
  git(...args: string[]): string;
  remove(): void;
}

export function newProject(document: Document): Project {
  const folder = mkdtempSync(join(tmpdir(), "lago-loader-project-"));
  for (const name of PARTS) cpSync(join(root, name), join(folder, name), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "spec/overlay.yaml"), "overlay: 1.0.0\ninfo: { title: Shop, version: 1.0.0 }\nactions: []\n");
  mkdirSync(join(folder, "generated"));
  writeFileSync(join(folder, "generated/SCHEMA.md"), "");
  const write = (changed: Document) => writeFileSync(join(folder, "spec/openapi.yaml"), stringifyDocument(changed));
  const git = (...args: string[]) => execFileSync("git", args, { cwd: folder, encoding: "utf8" });
  write(document);
  git("init", "--quiet", "--initial-branch", "main");
  git("add", "spec", "generated");
  git("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "--quiet", "--message", "Begin");
  return { folder, write, git, remove: () => rmSync(folder, { recursive: true }) };
}
