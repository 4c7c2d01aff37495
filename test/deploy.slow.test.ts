import assert from "node:assert/strict";
import { execFile, spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import { parseYaml } from "../generator/spec/document.ts";
import { type Desk, KEY, newDesk } from "./cli/command-line.ts";
import { ROOT } from "./built.ts";
import type { Lago } from "./lago/server.ts";
import { startBooks } from "./load/add-on-books.ts";

const run = promisify(execFile);
const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };
const read = (name: string) => readFileSync(join(ROOT, "docs/deploy", name), "utf8");

describe("an example of docs/deploy/", () => {
  let lago: Lago;
  let desk: Desk;
  let folder: string;

  before(async () => {
    lago = await startBooks(5, { apiKey: KEY });
    desk = await newDesk(lago.url);
    folder = mkdtempSync(join(tmpdir(), "lago-loader-deploy-"));
  });
  after(async () => {
    await desk.remove();
    await lago.close();
    rmSync(folder, { recursive: true });
  });

  /** The command line takes these arguments, and finds all that it needs in variables of these names. */
  async function expectAccepted(args: readonly string[], variables: readonly string[]): Promise<void> {
    const values = { LAGO_API_KEY: KEY, LAGO_DESTINATION: join(folder, "lago.duckdb") };
    assert.deepEqual([...variables].sort(), Object.keys(values));
    const { code, stdout, stderr } = await desk.run([...args, "--dry-run"], values);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /add_ons/);
  }

  it("github-actions.yml: this version, one run at a time, no rights, no secret in a command", async () => {
    const { permissions, concurrency, jobs } = parseYaml(read("github-actions.yml"), "github-actions.yml") as Workflow;
    assert.deepEqual(permissions, {});
    assert.equal(concurrency["cancel-in-progress"], false);
    const { steps, "timeout-minutes": minutes } = jobs["load"]!;
    assert.ok(minutes > 0);
    const { run: command, env } = steps.at(-1)!;
    const [npx, yes, name, ...args] = command!.split(" ");
    assert.deepEqual([npx, yes, name], ["npx", "--yes", `lago-loader@${version}`]);
    for (const [variable, value] of Object.entries(env!)) assert.equal(value, `\${{ secrets.${variable} }}`);
    await expectAccepted(args, Object.keys(env!));
  });

  it("cronjob.yaml: never beside itself, without rights, and not again where trying does not help", async () => {
    const { spec } = parseYaml(read("cronjob.yaml"), "cronjob.yaml") as CronJob;
    assert.equal(spec.concurrencyPolicy, "Forbid");
    const { podFailurePolicy, template } = spec.jobTemplate.spec;
    assert.deepEqual(podFailurePolicy.rules, [{ action: "FailJob", onExitCodes: { operator: "In", values: [2, 3] } }]);
    const { containers, securityContext, restartPolicy } = template.spec;
    assert.deepEqual([restartPolicy, securityContext.runAsNonRoot], ["Never", true]);
    const { image, args, env, securityContext: rights, volumeMounts } = containers[0]!;
    assert.equal(basename(image), `lago-loader:${version}`);
    assert.deepEqual(rights, { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } });
    assert.deepEqual(volumeMounts.map(({ mountPath }) => mountPath), [new Map(readDockerfile()).get("WORKDIR")]);
    for (const { name, valueFrom } of env) assert.equal(valueFrom.secretKeyRef.key, name);
    await expectAccepted(args, env.map(({ name }) => name));
  });

  it("deployment.yaml: one process without rights, the key from a file, and probes of the port that it listens at", async () => {
    const { spec } = parseYaml(read("deployment.yaml"), "deployment.yaml") as Deployment;
    assert.deepEqual([spec.replicas, spec.strategy.type, spec.template.spec.securityContext.runAsNonRoot], [1, "Recreate", true]);
    const [container] = spec.template.spec.containers as readonly (LiveContainer & { env: readonly { name: string; value?: string }[] })[];
    const { image, args, ports, env, securityContext: rights, volumeMounts } = container!;
    assert.equal(basename(image), `lago-loader:${version}`);
    assert.deepEqual(rights, { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } });
    assert.equal(args[args.indexOf("--listen") + 1], `0.0.0.0:${ports[0]!.containerPort}`);
    const [{ value: keyFile } = {}] = env.filter(({ name }) => name === "LAGO_API_KEY_FILE");
    assert.ok(volumeMounts.some(({ mountPath }) => keyFile === join(mountPath, "LAGO_API_KEY")));
    assert.ok(volumeMounts.some(({ mountPath }) => mountPath === new Map(readDockerfile()).get("WORKDIR")));
    await expectAccepted([args[0]!, "--log-format", "json"], ["LAGO_API_KEY", "LAGO_DESTINATION"]);
  });

  it("webhooks.yaml: one replica with a volume for hints, no rights, and ports that the arguments name", () => {
    const [deployment, claim, service] = read("webhooks.yaml").split(/^---$/m).map((text) => parseYaml(text, "webhooks.yaml")) as [Deployment, Named, Service];
    const { replicas, strategy, template } = deployment.spec;
    assert.deepEqual([replicas, strategy.type, template.spec.securityContext.runAsNonRoot], [1, "Recreate", true]);
    const [container] = template.spec.containers as readonly [LiveContainer];
    const { image, args, ports, readinessProbe, livenessProbe, securityContext: rights, volumeMounts } = container;
    assert.equal(basename(image), `lago-loader:${version}`);
    assert.deepEqual(rights, { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } });
    const valueOf = (flag: string) => args[args.indexOf(flag) + 1]!;
    const portOf = (name: string) => ports.find((port) => port.name === name)!.containerPort;
    assert.deepEqual([valueOf("--webhooks"), valueOf("--listen")], [`0.0.0.0:${portOf("webhooks")}`, `0.0.0.0:${portOf("metrics")}`]);
    assert.equal(valueOf("--every"), "1h");
    assert.deepEqual([readinessProbe.tcpSocket.port, livenessProbe.httpGet], ["webhooks", { path: "/healthz", port: "metrics" }]);
    assert.deepEqual(volumeMounts.map(({ mountPath }) => mountPath), [new Map(readDockerfile()).get("WORKDIR")]);
    assert.deepEqual(template.spec.volumes, [{ name: "data", persistentVolumeClaim: { claimName: claim.metadata.name } }]);
    assert.deepEqual([service.spec.selector, service.spec.ports], [template.metadata.labels, [{ name: "webhooks", port: 80, targetPort: "webhooks" }]]);
  });

  it("lago-loader.service and .timer: systemd takes them, and the command is one", async (t) => {
    const service = read("lago-loader.service");
    const [, command, args] = /^ExecStart=(\S+) (.*)$/m.exec(service)!;
    await expectAccepted(args!.split(" "), ["LAGO_API_KEY", "LAGO_DESTINATION"]);
    for (const variable of ["LAGO_API_KEY", "LAGO_DESTINATION"]) assert.match(service, new RegExp(`^# .*${variable}=`, "m"));
    if (spawnSync("systemd-analyze", ["--version"]).error) return t.skip("there is no systemd-analyze here");
    // The unit names where npm puts the command, which has to be there.
    writeFileSync(join(folder, "lago-loader.service"), service.replace(command!, process.execPath));
    writeFileSync(join(folder, "lago-loader.timer"), read("lago-loader.timer"));
    const { status, stdout, stderr } = spawnSync("systemd-analyze", ["verify", "--man=no", join(folder, "lago-loader.timer")], { encoding: "utf8" });
    assert.equal(`${status}${stdout}${stderr}`, "0");
  });

  it("Dockerfile: what it copies is enough to build; the image loads, is healthy, and stops in order", async (t) => {
    const image = join(folder, "image");
    buildImage(image);
    const last = new Map(readDockerfile());
    assert.deepEqual([last.get("USER"), last.get("EXPOSE")], ["node", "9464"]);
    const [node, file] = JSON.parse(last.get("ENTRYPOINT")!) as string[];
    assert.equal(node, "node");
    const args = (JSON.parse(last.get("CMD")!) as string[]).map((arg) => arg.replace("0.0.0.0:9464", "0"));
    const env = { PATH: process.env["PATH"]!, LAGO_API_KEY: KEY, LAGO_API_URL: lago.url, XDG_STATE_HOME: join(image, "data") };
    const loader = spawn(process.execPath, [join(image, file!), ...args], { cwd: join(image, "data"), env, stdio: ["ignore", "ignore", "pipe"] });
    t.after(() => loader.kill("SIGKILL"));
    const ended = new Promise<number | null>((resolve) => loader.once("close", resolve));
    const port = await new Promise<string>((resolve, reject) => {
      let said = "";
      loader.once("close", () => reject(new Error(said)));
      loader.stderr.on("data", (text: Buffer) => {
        const [, port] = /http:\/\/127\.0\.0\.1:(\d+)/.exec((said += String(text))) ?? [];
        if (port !== undefined && said.includes("Next load at")) resolve(port);
      });
    });
    const [, ...check] = (JSON.parse(last.get("HEALTHCHECK")!.replace("CMD ", "")) as string[]).map((arg) => arg.replace("9464", port));
    await run(process.execPath, check);
    loader.kill("SIGTERM");
    assert.equal(await ended, 0);
    assert.ok(existsSync(join(image, "data/lago.duckdb")));
    await assert.rejects(run(process.execPath, check), ({ code }: { code: number }) => code === 1);
  });
});

/** Verb and argument of each line, in order. */
function readDockerfile(): [verb: string, argument: string][] {
  const lines = read("Dockerfile").split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return lines.map((line) => [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)]);
}

/** Does what the lines say, but that the packages of this clone stand in for those that npm would fetch. */
function buildImage(image: string): void {
  const build = `${image}-build`;
  let stage = build;
  mkdirSync(join(image, "data"), { recursive: true });
  for (const [index, [verb, argument]] of readDockerfile().entries()) {
    if (verb === "FROM" && index > 0) stage = image;
    if (verb === "COPY") {
      const words = argument.split(" ");
      const from = words[0] === "--from=build" ? build : ROOT;
      const [to, ...sources] = [words.at(-1)!, ...words.slice(words[0]!.startsWith("--") ? 1 : 0, -1)];
      for (const source of sources) {
        const target = to.startsWith("/") ? join(stage, to) : join(stage, "app", to === "./" ? source : to);
        cpSync(join(from, source), target, { recursive: true, verbatimSymlinks: true });
      }
    }
    if (verb === "RUN" && argument.startsWith("npm ci")) {
      symlinkSync(join(ROOT, "node_modules"), join(build, "app/node_modules"));
      const { scripts } = JSON.parse(readFileSync(join(build, "app/package.json"), "utf8")) as { scripts: { build: string } };
      const { status, stderr } = spawnSync(scripts.build, { cwd: join(build, "app"), shell: true, encoding: "utf8" });
      assert.equal(status, 0, stderr);
    }
  }
}

interface Workflow {
  readonly permissions: object;
  readonly concurrency: Readonly<Record<string, unknown>>;
  readonly jobs: Readonly<Record<string, { readonly "timeout-minutes": number; readonly steps: readonly { readonly run?: string; readonly env?: Readonly<Record<string, string>> }[] }>>;
}

interface CronJob {
  readonly spec: {
    readonly concurrencyPolicy: string;
    readonly jobTemplate: {
      readonly spec: {
        readonly podFailurePolicy: { readonly rules: unknown };
        readonly template: { readonly spec: { readonly restartPolicy: string; readonly securityContext: { readonly runAsNonRoot: boolean }; readonly containers: readonly Container[] } };
      };
    };
  };
}

interface Named {
  readonly metadata: { readonly name: string };
}

interface Deployment {
  readonly spec: {
    readonly replicas: number;
    readonly strategy: { readonly type: string };
    readonly template: {
      readonly metadata: { readonly labels: object };
      readonly spec: { readonly securityContext: { readonly runAsNonRoot: boolean }; readonly containers: readonly LiveContainer[]; readonly volumes: unknown };
    };
  };
}

interface LiveContainer extends Omit<Container, "env"> {
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
  readonly readinessProbe: { readonly tcpSocket: { readonly port: string } };
  readonly livenessProbe: { readonly httpGet: unknown };
}

interface Service {
  readonly spec: { readonly selector: unknown; readonly ports: unknown };
}

interface Container {
  readonly image: string;
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string; readonly valueFrom: { readonly secretKeyRef: { readonly key: string } } }[];
  readonly securityContext: unknown;
  readonly volumeMounts: readonly { readonly mountPath: string }[];
}
