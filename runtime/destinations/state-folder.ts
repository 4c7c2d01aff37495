import { createHash } from "node:crypto";
import { homedir } from "node:os";
import { join } from "node:path";

/**
 * A folder of this machine and user for what belongs to a database elsewhere: `XDG_STATE_HOME`
 * (https://specifications.freedesktop.org/basedir-spec/latest/), on Windows `LOCALAPPDATA`. Undefined where the user has no home folder.
 */
export function findStateFolder(...identity: readonly string[]): string | undefined {
  const home = findHome();
  const state = process.env["XDG_STATE_HOME"] || process.env["LOCALAPPDATA"] || (home && join(home, ".local", "state"));
  return state && join(state, "lago-loader", createHash("sha256").update(JSON.stringify(identity)).digest("hex").slice(0, 16));
}

/** In a container that runs as any user id, as OpenShift's do, there is no entry for the user, and Node throws. */
function findHome(): string | undefined {
  try {
    return homedir();
  } catch {
    return undefined;
  }
}
