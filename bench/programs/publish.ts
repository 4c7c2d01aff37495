import { publishOnce } from "../../runtime/cli/publish-once.ts";
import { runProgram } from "./program.ts";

/** One publish, from opening the database to closing it. */
export interface PublishTask {
  readonly from: string;
  readonly schema: string;
  readonly to: string;
}

await runProgram(async ({ from, schema, to }: PublishTask): Promise<object> => {
  await publishOnce(to, { source: from, schema });
  return {};
});
