import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { formatDiagnostics } from "../generator/diagnostics.ts";
import { emitFiles } from "../generator/emit/emit.ts";
import { createRender } from "../generator/emit/templates.ts";
import { buildResources } from "../generator/model/build.ts";
import { readDocument } from "../generator/spec/document.ts";
import { NO_MEANING, readMeaning } from "../generator/spec/meaning.ts";

/** A folder of test/fixtures is a quirk: a document, where it is about that what its columns mean, and what is to be made of it. Its name says what it shows. */
const fixtures = join(import.meta.dirname, "fixtures");
const render = createRender(new URL("../templates/", import.meta.url));

describe("what the generator makes of", () => {
  for (const quirk of readdirSync(fixtures)) {
    it(quirk.replaceAll("-", " "), async () => {
      const expected = join(fixtures, quirk, "expected");
      const made = await make(join(fixtures, quirk));
      const paths = listFiles(expected);
      assert.notEqual(paths.length, 0, "nothing is expected");
      for (const path of paths) {
        // UPDATE_GOLDEN=1 writes what is made, to be read as a diff.
        if (process.env["UPDATE_GOLDEN"]) writeFileSync(join(expected, path), made.get(path) ?? "");
        assert.equal(made.get(path), readFileSync(join(expected, path), "utf8"), path);
      }
    });
  }
});

async function make(folder: string): Promise<Map<string, string>> {
  const meaning = join(folder, "meaning.yaml");
  const { resources, diagnostics } = buildResources(await readDocument(join(folder, "openapi.yaml")), existsSync(meaning) ? await readMeaning(meaning) : NO_MEANING);
  return new Map([...emitFiles(resources, render), ["diagnostics.txt", formatDiagnostics(diagnostics)]]);
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.path, entry.name).slice(folder.length + 1));
}
