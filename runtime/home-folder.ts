import { homedir } from "node:os";

/** The home folder of the user, from `HOME` or the system. Undefined if there is none: in a container with any user id, as in OpenShift, the user has no entry, and Node throws. */
export function findHome(): string | undefined {
  if (process.env["HOME"]) return process.env["HOME"];
  try {
    return homedir();
  } catch {
    return undefined;
  }
}
