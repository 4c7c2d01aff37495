import { resolve } from "node:path";
import type { Lago } from "../../client.ts";
import { isLakeAddress, parseLakeAddress } from "../../destinations/ducklake/address.ts";
import { parseAddress } from "../../destinations/postgres/address.ts";
import { findStateFolder } from "../../destinations/state-folder.ts";
import { ConfigurationError } from "../../errors.ts";
import { answerHints, type AnswerOptions } from "../../live/answer-hints.ts";
import { type HintLog, openHintLog } from "../../live/hint-log.ts";
import { newHintReader } from "../../live/hint-reader.ts";
import { askPublicKey, newPublicKey } from "../../live/public-key.ts";
import { createReceiver, PATH } from "../../live/receiver.ts";
import { type LiveTally, newLiveTally } from "../../live/tally.ts";
import { type CheckpointFolder, openFolder } from "../../load/checkpoint/folder.ts";
import { reachLago } from "../../load/reach-lago.ts";
import { registerSecret } from "../../secrets.ts";
import { readWebhookKey } from "../settings/api-key.ts";
import type { LoadFlags } from "../load/load-flags.ts";
import type { Job } from "../load/load-once.ts";
import { findFile, readDestination, readLagoSettings } from "../settings/settings.ts";
import { newAlarm } from "./alarm.ts";
import { bind } from "./listen.ts";
import type { ListenAddress } from "../settings/listen-address.ts";

export interface LiveOptions {
  readonly address: ListenAddress;
  readonly job: Job;
  readonly signal: AbortSignal;
  readonly note: (text: string) => void;
  readonly warn: (text: string) => void;
}

/** Webhooks are received from the start. The records that they name are loaded after `answer` is called. */
export interface Live {
  readonly tally: LiveTally;
  readonly log: HintLog;
  /** Starts to load the records that webhooks name, until the signal aborts. Idempotent. `isRefused`: whether the key may not read a resource. */
  answer(load: AnswerOptions["load"], isRefused: (name: string) => boolean): void;
  /** Must be called after the signal. */
  close(): Promise<void>;
}

/** Receives webhooks at an address, for the resources of a job. Throws a `ConfigurationError` if that is not possible. */
export async function openLive({ address, job, signal, note, warn }: LiveOptions): Promise<Live> {
  const { createLago } = await import("../../client.ts");
  const lago = createLago({ ...readLagoSettings(job.flags), signal, retry: QUICK });
  const hmac = readWebhookKey();
  if (hmac !== undefined) registerSecret(hmac);
  const folder = await makeFolder(job.flags);
  const log = await openHintLog(folder.path).catch((error: Error) => {
    throw unwritable(error.message, error);
  });
  const [tally, alarm] = [newLiveTally(), newAlarm()];
  signal.addEventListener("abort", alarm.ring);
  const keys = { hmac, jwt: newPublicKey(() => askPublicKey(lago, signal)) };
  const findOrganization = newOrganizationFinder(lago);
  const server = createReceiver({ keys, readHint: newHintReader(job.ordered), log, tally, findOrganization, onHint: alarm.ring });
  const { url, close } = await bind(server, address, "--webhooks");
  note(`Receiving webhooks at ${url}${PATH}, signed with ${hmac === undefined ? "jwt; set LAGO_WEBHOOK_HMAC_KEY to accept hmac as well" : "hmac or jwt"}.`);
  if (log.size > 0) note(`${log.size} webhooks of an earlier run are still pending.`);
  if (log.damaged > 0) warn(`${log.damaged} lines of an earlier run's file of webhooks cannot be read. What they told of comes with the next load that reads it.`);
  // Imported early, so that the first webhook does not wait.
  findOrganization().catch(() => {});
  if (hmac === undefined) keys.jwt.get().catch(() => {});
  const onUnwritable = (error: Error) => warn(`The file of webhooks cannot be written: ${error.message}. Webhooks are refused until it can.`);
  let answering: Promise<void> | undefined;
  return {
    tally,
    log,
    answer(load, isRefused) {
      const findResources = () => job.ordered.filter(({ name }) => !isRefused(name));
      answering ??= answerHints({ log, findResources, load, tally, sleep: alarm.sleep, signal, onUnwritable });
    },
    async close() {
      await close();
      await answering;
      await log.close();
      await folder.close();
    },
  };
}

/** A webhook waits for it, 30 seconds at most. */
const QUICK = { attempts: 2, total: 15_000, timeout: 10_000 };

/** The organisation of the key: requested once, and again after a while if it is not known. */
function newOrganizationFinder(lago: Lago): () => Promise<string | undefined> {
  let known: Promise<string | undefined> | undefined;
  const forgetLater = (milliseconds: number) => void setTimeout(() => (known = undefined), milliseconds).unref();
  return () => {
    if (known) return known;
    known = reachLago(lago, []).then(({ organization }) => organization?.id);
    known.then((id) => id ?? forgetLater(60_000), () => forgetLater(1_000));
    return known;
  };
}

/** Beside the checkpoints of the same database and schema. The address holds a password that may change, so it is not part of the name. */
async function makeFolder({ to, schema, resumeFolder }: LoadFlags): Promise<CheckpointFolder & { readonly path: string }> {
  const destination = readDestination(to === undefined ? {} : { to });
  const file = findFile(destination);
  const place = file === undefined ? nameServer(destination) : resolve(file);
  const parent = resumeFolder ?? (file === undefined ? findStateFolder(place, schema) : `${place}.resume`);
  const { path, problem, close } = await openFolder({ parent, own: resumeFolder === undefined, identity: ["webhooks", place, schema] });
  if (path === undefined) throw unwritable(problem);
  return { path, problem, close };
}

function unwritable(problem: string | undefined, cause?: Error): ConfigurationError {
  return new ConfigurationError(`--webhooks: hints of webhooks cannot be kept on the disk: ${problem}. Name a folder of your own with --resume-folder.`, { cause });
}

function nameServer(destination: string): string {
  if (!isLakeAddress(destination)) return parseAddress(destination).name;
  const { catalog } = parseLakeAddress(destination);
  return catalog.kind === "postgres" ? `ducklake:${catalog.address.name}` : catalog.file;
}
