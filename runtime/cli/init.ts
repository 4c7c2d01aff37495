import { open, readFile } from "node:fs/promises";
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { type Command, Option } from "commander";
import { ConfigurationError } from "../errors.ts";
import { CLUSTERS } from "../transport/base-url.ts";
import { say } from "./terminal/messages.ts";

interface InitFlags {
  readonly region?: "us" | "eu";
  readonly url?: string;
  readonly to?: string;
  readonly yes?: boolean;
  readonly check: boolean;
}

/** `lago-loader init`: writes `.env` in the working folder and runs `check`. */
export function addInit(program: Command): void {
  program
    .command("init")
    .description("set up this folder: ask for key, address and database, write .env, run check")
    .addOption(new Option("--region <region>", "Lago Cloud's region").choices(["us", "eu"]).conflicts("url"))
    .option("--url <address>", "address of a self-hosted Lago, e.g. https://lago.example.com")
    .option("--to <destination>", "a DuckDB file or postgres://…")
    .option("--yes", "ask nothing: use the flags, and LAGO_API_KEY, LAGO_API_URL and LAGO_DESTINATION of the environment")
    .option("--no-check", "do not run check afterwards")
    .action(run);
}

async function run({ check, ...flags }: InitFlags): Promise<void> {
  const before = await readFile(".env", "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw new ConfigurationError(`.env cannot be read (${error.code}). Correct it, or remove it.`, { cause: error });
  });
  const known = new Set([...before.matchAll(/^\s*(?:export\s+)?(LAGO_\w+)\s*=/gm)].map(([, name]) => name));
  const answers = flags.yes ? readFlags(flags) : await askAll(flags);
  const lines = Object.entries(answers).filter(([name, value]) => value !== "" && !known.has(name)).map(([name, value]) => `${name}=${quote(value)}\n`);
  const kept = Object.keys(answers).filter((name) => known.has(name));
  if (kept.length > 0) say(`.env has ${kept.join(", ")} already: kept as it is.`);
  if (lines.length > 0) await append(lines.join(""));
  say(lines.length > 0 ? "Wrote .env, which only you can read. Keep it out of git." : ".env is complete.");
  if (!check) return;
  // From now on they come from .env: the key is sent only to an address from the same place.
  for (const name of Object.keys(answers)) delete process.env[name];
  const { runCheck } = await import("./check.ts");
  await runCheck({ schema: "lago_data" });
}

type Given = Pick<InitFlags, "region" | "url" | "to">;

/** The variables to write to `.env`; empty values are left to their defaults. */
type Answers = Readonly<Record<"LAGO_API_KEY" | "LAGO_API_URL" | "LAGO_DESTINATION", string>>;

function readFlags({ region, url, to }: Given): Answers {
  const key = process.env["LAGO_API_KEY"] ?? "";
  if (key === "") throw new ConfigurationError("--yes asks nothing, so the key must be in LAGO_API_KEY.");
  return { LAGO_API_KEY: key, LAGO_API_URL: url ?? (region === undefined ? (process.env["LAGO_API_URL"] ?? "") : region === "eu" ? CLUSTERS.eu : ""), LAGO_DESTINATION: to ?? process.env["LAGO_DESTINATION"] ?? "" };
}

async function askAll({ region, url, to }: Given): Promise<Answers> {
  if (!process.stdin.isTTY) throw new ConfigurationError("init asks questions, and there is no terminal. Use --yes with LAGO_API_KEY, --url or --region, and --to.");
  const visible = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const where = url ?? region ?? (await visible.question("Lago Cloud in the us or eu, or the address of your own Lago [us]: "));
    const destination = to ?? (await visible.question("Database: a DuckDB file or postgres://… [lago.duckdb]: "));
    visible.close();
    const key = await askSecret("API key (in Lago's dashboard, under Developers; it is not shown): ");
    if (key === "") throw new ConfigurationError("There is no key. Run init again when you have one.");
    const address = where.trim();
    return { LAGO_API_KEY: key, LAGO_API_URL: address === "" || address === "us" ? "" : address === "eu" ? CLUSTERS.eu : address, LAGO_DESTINATION: destination.trim() };
  } finally {
    visible.close();
  }
}

async function askSecret(question: string): Promise<string> {
  process.stderr.write(question);
  const silent = createInterface({ input: process.stdin, output: new Writable({ write: (_, __, done) => done() }), terminal: true });
  const answer = await silent.question("");
  silent.close();
  process.stderr.write("\n");
  return answer.trim();
}

/** Appends to the file, for the owner only. A link is not followed. */
async function append(text: string): Promise<void> {
  const { constants } = await import("node:fs");
  const file = await open(".env", constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0), 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new ConfigurationError(`.env cannot be written (${error.code}).`, { cause: error });
  });
  try {
    await file.chmod(0o600);
    await file.appendFile(text);
  } finally {
    await file.close();
  }
}

/** Quotes a value for `.env`, where no character can be escaped. */
function quote(value: string): string {
  if (/^[\w@%+=:,./-]*$/.test(value)) return value;
  const mark = ["'", '"', "`"].find((each) => !value.includes(each));
  if (mark === undefined) throw new ConfigurationError("A value has each kind of quotation mark, so .env cannot hold it. Set it in the environment.");
  return `${mark}${value}${mark}`;
}
