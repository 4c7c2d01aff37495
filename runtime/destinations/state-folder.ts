import { createHash } from "node:crypto";
import { homedir } from "node:os";
import { join } from "node:path";

/**
 * A folder of this machine and user for what belongs to a database elsewhere: `XDG_STATE_HOME`
 * (https://specifications.freedesktop.org/basedir-spec/latest/), on Windows `LOCALAPPDATA`.
 */
export function stateFolder(...identity: readonly string[]): string {
  const home = process.env["XDG_STATE_HOME"] || process.env["LOCALAPPDATA"] || join(homedir(), ".local", "state");
  return join(home, "lago-loader", createHash("sha256").update(JSON.stringify(identity)).digest("hex").slice(0, 16));
}
