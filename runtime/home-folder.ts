import { homedir } from "node:os";

/** The home folder of the user, as `HOME` or the system has it. Undefined where there is none: a container that runs as any user id, as OpenShift's do, has no entry for the user, and Node throws. */
export function findHome(): string | undefined {
  if (process.env["HOME"]) return process.env["HOME"];
  try {
    return homedir();
  } catch {
    return undefined;
  }
}
