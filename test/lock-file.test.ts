import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { ROOT } from "./built.ts";

interface Package {
  readonly link?: true;
  readonly dev?: true;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly hasInstallScript?: true;
}

for (const file of ["package-lock.json", ".ci/prism/package-lock.json", ".ci/ducklake/package-lock.json", ".ci/typedoc/package-lock.json"]) {
  describe(file, () => {
    const { packages } = JSON.parse(readFileSync(join(ROOT, file), "utf8")) as { packages: Record<string, Package> };
    const installed = Object.entries(packages).filter(([path, { link }]) => path !== "" && !link);

    it("has a checksum for every package, those for other systems too, and none from elsewhere than npm's registry", () => {
      assert.ok(installed.length > 10);
      for (const [path, { integrity, resolved }] of installed) {
        assert.match(integrity ?? "", /^sha512-[A-Za-z0-9+/]{86}==$/, path);
        assert.match(resolved ?? "https://registry.npmjs.org/", /^https:\/\/registry\.npmjs\.org\//, path);
      }
    });

    it("has no package that runs a script where users install it", () => {
      assert.deepEqual(installed.filter(([, { dev, hasInstallScript }]) => hasInstallScript && !dev && file === "package-lock.json").map(([path]) => path), []);
    });
  });
}

it("the package itself runs nothing where it is installed", () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { scripts: Record<string, string> };
  assert.deepEqual(["preinstall", "install", "postinstall", "prepare"].filter((name) => name in scripts), []);
});
