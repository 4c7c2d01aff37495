import { createHash } from "node:crypto";
import { join } from "node:path";
import { findHome } from "../home-folder.ts";

/**
 * The user's local folder for state of a database elsewhere: in `XDG_STATE_HOME`
 * (https://specifications.freedesktop.org/basedir-spec/latest/), on Windows in `LOCALAPPDATA`. Undefined if the user has no home folder.
 */
export function findStateFolder(...identity: readonly string[]): string | undefined {
  const home = findHome();
  const state = process.env["XDG_STATE_HOME"] || process.env["LOCALAPPDATA"] || (home && join(home, ".local", "state"));
  return state && join(state, "lago-loader", createHash("sha256").update(JSON.stringify(identity)).digest("hex").slice(0, 16));
}
