import { basename } from "node:path";
import { describe, it } from "node:test";
import { DIALECTS } from "../databases.ts";
import { listReleased, makeReleased, pickDifferent } from "./released.ts";
import { travel } from "./travel.ts";

/*
 * `npm run test:time-travel`: every released document of Lago that lies beside the repository, each with the next one and the first
 * with the last. It takes minutes, so it is none of the tests that run each time.
 */
const paths = listReleased();
if (paths.length < 2) throw new Error("There are no two documents in ../shared/spec: put Lago's there, one openapi.yaml for each version.");
const pairs = [...paths.slice(1).map((path, index) => [paths[index]!, path] as const), [paths[0]!, paths.at(-1)!] as const];

for (const dialect of DIALECTS) {
  describe(`in ${dialect}, no value is lost`, () => {
    for (const [from, to] of pairs) {
      it(`from ${basename(from, ".yaml")} to ${basename(to, ".yaml")}`, async () => travel(dialect, ...pickDifferent(await makeReleased(from), await makeReleased(to))));
    }
  });
}
