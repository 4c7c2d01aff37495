import { join } from "node:path";
import { ROOT } from "../built.ts";
import { makeEnvironment } from "./environment.ts";

/* `tsx test/python/make-environment.ts NAME REQUIREMENTS`: for .ci/run, which goes on without what it cannot have. */
const [name = "", requirements = ""] = process.argv.slice(2);
await makeEnvironment(name, join(ROOT, requirements));
