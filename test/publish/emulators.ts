import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, request as sendOn } from "node:http";
import { type AddressInfo, createServer as createNetServer } from "node:net";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openAzureAccount } from "../../runtime/publish/azure-account.ts";

/** A store that others have written, with a bucket or container `lake`. */
export interface Emulator {
  readonly scheme: "s3" | "azure" | "gs";
  /** Of the server. */
  readonly name: string;
  /** Why it cannot be started here. */
  readonly skip: string | false;
  start(): Promise<RunningStore>;
}

export interface RunningStore {
  /** What names the store and the credentials. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

const STORES = join(import.meta.dirname, "../../.ci/stores");
const BUILT = join(STORES, "bin");
const ACCOUNT = "AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

/** s3rver comes from npm as it does, Azurite is Microsoft's emulator, and fake-gcs-server is built by Go, where there is one. */
export const EMULATORS: readonly Emulator[] = [
  { scheme: "s3", name: "s3rver", skip: false, start: startS3rver },
  { scheme: "azure", name: "Azurite", skip: false, start: startAzurite },
  { scheme: "gs", name: "fake-gcs-server", skip: buildByGo("github.com/fsouza/fake-gcs-server@v1.56.1"), start: startGcs },
];

/** Knows the conditions of a PUT, which s3rver ignores. */
export const GOFAKES3: Emulator = { scheme: "s3", name: "gofakes3", skip: buildByGo("github.com/johannesboyne/gofakes3/cmd/gofakes3@v1.2.0"), start: startGofakes3 };

async function startS3rver(): Promise<RunningStore> {
  const folder = await newFolder();
  const S3rver = createRequire(join(STORES, "package.json"))("s3rver") as new (options: object) => { run(): Promise<AddressInfo>; close(): Promise<void> };
  const server = new S3rver({ address: "127.0.0.1", port: 0, silent: true, directory: folder, configureBuckets: [{ name: "lake" }] });
  const { port } = await server.run();
  return {
    environment: { AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${port}`, AWS_ACCESS_KEY_ID: "S3RVER", AWS_SECRET_ACCESS_KEY: "S3RVER", AWS_REGION: "us-east-1" },
    stop: () => server.close().then(() => rm(folder, { recursive: true, force: true })),
  };
}

async function startGofakes3(): Promise<RunningStore> {
  const port = await findPort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(join(BUILT, "gofakes3"), ["-backend", "memory", "-host", `127.0.0.1:${port}`, "-initialbucket", "lake", "-quiet"], { stdio: "ignore" });
  await ready(child, () => fetch(`${url}/lake`));
  return { environment: { AWS_ENDPOINT_URL_S3: url, AWS_ACCESS_KEY_ID: "any", AWS_SECRET_ACCESS_KEY: "any", AWS_REGION: "us-east-1" }, stop: () => end(child) };
}

async function startAzurite(): Promise<RunningStore> {
  const folder = await newFolder();
  const port = await findPort();
  const child = spawn(process.execPath, [join(STORES, "node_modules/azurite/dist/src/blob/main.js"), "--blobHost", "127.0.0.1", "--blobPort", String(port), "--location", folder, "--silent"], { stdio: "ignore" });
  const url = `http://127.0.0.1:${port}/devstoreaccount1`;
  const environment = { AZURE_STORAGE_CONNECTION_STRING: `DefaultEndpointsProtocol=http;${ACCOUNT};BlobEndpoint=${url}` };
  await ready(child, async () => {
    const target = new URL(`${url}/lake?restype=container`);
    const { authorize } = await openAzureAccount(undefined, environment);
    return fetch(target, { method: "PUT", headers: await authorize({ method: "PUT", url: target, bytes: 0 }, false) });
  });
  return { environment, stop: () => end(child).then(() => rm(folder, { recursive: true, force: true })) };
}

async function startGcs(): Promise<RunningStore> {
  const port = await findPort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(join(BUILT, "fake-gcs-server"), ["-scheme", "http", "-host", "127.0.0.1", "-port", String(port), "-backend", "memory", "-public-host", `127.0.0.1:${port}`], { stdio: "ignore" });
  await ready(child, () => fetch(`${url}/storage/v1/b?project=test`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ name: "lake" }) }));
  return { environment: { STORAGE_EMULATOR_HOST: url }, stop: () => end(child) };
}

/** How Google's XML API answers, which fake-gcs-server (1.56.1) has only in parts: it takes a PUT of an object as from a signed URL only, and answers it without an ETag. Authorizations that passed are kept. */
export async function speakXml(store: RunningStore): Promise<RunningStore & { readonly authorizations: ReadonlySet<string> }> {
  const target = new URL(store.environment["STORAGE_EMULATOR_HOST"]!);
  const authorizations = new Set<string>();
  const server = createServer((request, response) => {
    const isPut = request.method === "PUT";
    authorizations.add(/^\S*/.exec(request.headers.authorization ?? "")![0]);
    const path = isPut ? `${request.url}?X-Goog-Algorithm=GOOG4-RSA-SHA256` : request.url!;
    const onward = sendOn({ host: target.hostname, port: target.port, method: request.method, path, headers: { ...request.headers, host: target.host } }, (answer) => {
      answer.pipe(response.writeHead(answer.statusCode!, isPut ? { ...answer.headers, etag: '"put"' } : answer.headers));
    });
    request.pipe(onward.on("error", () => response.destroy()));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const environment = { STORAGE_EMULATOR_HOST: `127.0.0.1:${(server.address() as AddressInfo).port}` };
  return { environment, authorizations, stop: () => new Promise<void>((resolve) => (server.closeAllConnections(), server.close(() => resolve()))).then(store.stop) };
}

/** Answers why it could not be built. */
function buildByGo(program: string): string | false {
  const name = program.split("/").at(-1)!.split("@")[0]!;
  if (existsSync(join(BUILT, name))) return false;
  try {
    execFileSync("go", ["install", program], { env: { ...process.env, GOBIN: BUILT, GOFLAGS: "-mod=mod" }, stdio: ["ignore", "ignore", "inherit"] });
    return false;
  } catch {
    return `${name} is built by Go, which is not here`;
  }
}

function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "lago-loader-test-"));
}

function findPort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createNetServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

async function ready(child: ChildProcess, prepare: () => Promise<Response>): Promise<void> {
  for (let attempt = 0; attempt < 150; attempt++) {
    if ((await prepare().catch(() => null))?.ok) return;
    await sleep(200);
  }
  await end(child);
  throw new Error("The emulator does not answer.");
}

async function end(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once("exit", resolve));
  if (child.kill("SIGKILL")) await ended;
}
