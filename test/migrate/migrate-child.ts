import { readFileSync } from "node:fs";
import { openDestination } from "../../runtime/destinations/open.ts";
import type { Resource } from "../../runtime/resource.ts";

/* A loader in a process of its own, to be killed: migrates the database named to the resources in a file, and says when. */
const [address, schema, file] = process.argv.slice(2) as [string, string, string];
const destination = await openDestination(address, { schema });
process.stdout.write("begins\n");
await destination.migrate(JSON.parse(readFileSync(file, "utf8")) as Resource[]);
process.stdout.write("ends\n");
await destination.close();
