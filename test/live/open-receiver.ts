import type { KeyObject } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { resources } from "../../generated/index.ts";
import { type HintLog, openHintLog } from "../../runtime/live/hint-log.ts";
import { newHintReader } from "../../runtime/live/hint-reader.ts";
import { newPublicKey } from "../../runtime/live/public-key.ts";
import { createReceiver, PATH } from "../../runtime/live/receiver.ts";
import { type LiveTally, newLiveTally } from "../../runtime/live/tally.ts";

export const ORGANIZATION = "11111111-2222-3333-4444-555555555555";

export interface OpenReceiver {
  readonly url: string;
  readonly log: HintLog;
  readonly tally: LiveTally;
}

/** The real receiver, on a free port of this machine, with a log in a folder of its own. Both go with the test. */
export async function openReceiver(t: TestContext, { hmac, publicKey, organization = ORGANIZATION }: { readonly hmac: string; readonly publicKey: KeyObject; readonly organization?: string }): Promise<OpenReceiver> {
  const folder = await mkdtemp(join(tmpdir(), "lago-loader-live-"));
  const log = await openHintLog(folder, { gather: 0 });
  const tally = newLiveTally();
  const server = createReceiver({ keys: { hmac, jwt: newPublicKey(async () => publicKey) }, readHint: newHintReader(resources), log, tally, findOrganization: async () => organization, onHint: () => {} });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(async () => {
    server.closeAllConnections();
    server.close();
    await log.close();
    await rm(folder, { recursive: true, force: true });
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${PATH}`, log, tally };
}
