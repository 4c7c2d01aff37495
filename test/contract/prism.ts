import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export interface Prism {
  readonly url: string;
  close(): Promise<void>;
}

const PROGRAM = fileURLToPath(new URL("../../.ci/prism/node_modules/@stoplight/prism-cli/dist/index.js", import.meta.url));
const START_MS = 60_000;

/** Starts Prism, which answers as an OpenAPI document says, on a free port of this machine. */
export async function startPrism(document: string): Promise<Prism> {
  const child = spawn(process.execPath, [PROGRAM, "mock", "--host", "127.0.0.1", "--port", "0", document]);
  const exited = once(child, "exit");
  let said = "";
  const url = new Promise<string>((resolve, reject) => {
    const listen = (text: Buffer) => {
      said += text;
      const found = /listening on (http:\S+)/.exec(said)?.[1];
      if (found) resolve(found);
    };
    const giveUp = () => reject(new Error(`Prism did not start. Run it as \`npm run test:contract\`, which installs it. It said:\n${said}`));
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    child.on("exit", giveUp);
    setTimeout(giveUp, START_MS).unref();
  });
  const close = async () => {
    child.kill();
    await exited;
  };
  try {
    return { url: await url, close };
  } catch (error) {
    await close();
    throw error;
  }
}
