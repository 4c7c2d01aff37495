import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPublicKey } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { resources } from "../../../generated/index.ts";
import { newAlarm } from "../../../runtime/cli/schedule/alarm.ts";
import { answerHints, type AnswerOptions } from "../../../runtime/live/answer-hints.ts";
import { openHintLog } from "../../../runtime/live/hint-log.ts";
import { newHintReader } from "../../../runtime/live/hint-reader.ts";
import { newPublicKey } from "../../../runtime/live/public-key.ts";
import { createReceiver, PATH } from "../../../runtime/live/receiver.ts";
import { type LiveTally, newLiveTally } from "../../../runtime/live/tally.ts";
import type { Resource } from "../../../runtime/resource.ts";
import { HMAC_KEY, webhookPublicKey } from "../../lago/webhooks.ts";

export interface Answering {
  readonly url: string;
  readonly tally: LiveTally;
  /** Resolves when nothing waits any more. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** What `load --webhooks` is made of, in this process: the receiver, the log, and the loads of what webhooks are about. */
export async function startAnswering(organization: string, load: AnswerOptions["load"], { among = resources, gather = 150 }: { readonly among?: readonly Resource[]; readonly gather?: number } = {}): Promise<Answering> {
  const folder = await mkdtemp(join(tmpdir(), "lago-loader-answering-"));
  const log = await openHintLog(folder, { gather });
  const [tally, alarm, stop] = [newLiveTally(), newAlarm(), new AbortController()];
  const keys = { hmac: HMAC_KEY, jwt: newPublicKey(async () => createPublicKey(webhookPublicKey())) };
  const server = createReceiver({ keys, readHint: newHintReader(among), log, tally, findOrganization: async () => organization, onHint: alarm.ring });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  let failure: unknown;
  const answering = answerHints({ log, findResources: () => among, load, tally, onUnwritable: (error) => (failure = error), sleep: alarm.sleep, signal: stop.signal }).catch((error: unknown) => (failure = error));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${PATH}`,
    tally,
    async settled() {
      while (log.size > 0 && failure === undefined) await sleep(20);
      if (failure !== undefined) throw failure;
    },
    async stop() {
      if (stop.signal.aborted) return;
      stop.abort();
      alarm.ring();
      server.closeAllConnections();
      server.close();
      await answering;
      await log.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
