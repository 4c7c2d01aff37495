import { existsSync } from "node:fs";
import { join } from "node:path";
import { Argument, type Command } from "commander";
import type { Agent } from "../agents/agents.ts";
import type { FileEdit } from "../agents/file-edit.ts";
import type { Edited } from "../agents/project.ts";
import { ConfigurationError } from "../errors.ts";
import { formatTable } from "./terminal/table.ts";

interface AgentsFlags {
  readonly to?: string;
  readonly print?: boolean;
  readonly remove?: boolean;
}

const NAMES = ["claude", "cursor", "codex"];

/** `lago-loader agents`: sets up agents in this folder: an MCP server, a skill, a few lines in AGENTS.md. */
export function addAgents(program: Command): void {
  program
    .command("agents")
    .description("set up Claude Code, Cursor or Codex in this folder: MCP server, skill, AGENTS.md")
    .addArgument(new Argument("[agent...]", "agents to set up; default: those with files in this folder").choices(NAMES))
    .option("--to <destination>", "database to serve, instead of LAGO_DESTINATION; without a password")
    .option("--print", "print what would be written; write nothing")
    .option("--remove", "remove everything that this command added")
    .action(run);
}

async function run(names: readonly string[], { to, print = false, remove = false }: AgentsFlags): Promise<void> {
  if (to !== undefined) refusePassword(to);
  const [{ AGENTS, SHARED, serverArguments }, { editProject, isSameFile, readText }, { editSkill, MANIFEST, readSkill, SKILL }] = await Promise.all([
    import("../agents/agents.ts"),
    import("../agents/project.ts"),
    import("../agents/skill.ts"),
  ]);
  const root = process.cwd();
  const chosen = chooseAgents(AGENTS, names, root, remove);
  const skill = readSkill();
  const edit = (edits: readonly FileEdit[]) => editProject(root, edits, remove ? "remove" : "add", { write: !print });
  const copy = ({ skills }: Agent) => editSkill(`${skills}/${SKILL}`, skill, readText(join(root, skills, SKILL, MANIFEST)));
  // In many projects, CLAUDE.md is a link to AGENTS.md and needs no reference to it.
  const editsOf = (agent: Agent) => agent.edits(serverArguments(to)).filter(({ path }) => !isSameFile(join(root, path), join(root, SHARED.path)));
  const own = chosen.map((agent) => ({ configured: edit(editsOf(agent)), copied: edit(copy(agent)), agent }));
  // Other agents may still read it.
  const others = remove && AGENTS.some((agent) => !chosen.includes(agent) && existsSync(join(root, agent.skills, SKILL)));
  const shared = others ? [] : edit([SHARED]);
  const edited = [...own.flatMap(({ configured, copied, agent }) => [...configured, ...summarise(copied, `${agent.skills}/${SKILL}/`)]), ...shared];
  process.stdout.write(print ? formatTexts(edited) : formatTable(["what", "file", "why"], edited.map(({ outcome, path, note = "" }) => [outcome, path, note])));
}

function chooseAgents(known: readonly Agent[], names: readonly string[], root: string, remove: boolean): readonly Agent[] {
  if (names.length > 0) return known.filter(({ name }) => names.includes(name));
  const found = known.filter(({ signs }) => signs.some((sign) => existsSync(join(root, sign))));
  if (found.length > 0 || remove) return found.length > 0 ? found : known;
  throw new ConfigurationError(`No agent has files in this folder. Name one: ${known.map(({ name, title }) => `lago-loader agents ${name} (${title})`).join(", ")}.`);
}

/** These files are meant to be committed. */
function refusePassword(to: string): void {
  if (!/:\/\/[^/@]*:[^@]*@|[?&]password=/i.test(to)) return;
  throw new ConfigurationError("The address in --to has a password, and would stand in a file of the project. Leave the password out: set LAGO_DESTINATION or PGPASSWORD in .env, or write it into .pgpass.");
}

/** A folder of copies is one line, plus a line for each file that was left unchanged because it was edited. */
function summarise(copied: readonly Edited[], path: string): Edited[] {
  const left = copied.filter(({ outcome }) => outcome === "left");
  const done = copied.find(({ outcome }) => outcome !== "left" && outcome !== "unchanged");
  return [{ path, outcome: done?.outcome ?? "unchanged", note: undefined, text: undefined }, ...left];
}

function formatTexts(edited: readonly Edited[]): string {
  return edited.map(({ outcome, path, note, text }) => `${outcome}: ${path}${note === undefined ? "" : `, since ${note}`}\n${text === undefined || outcome === "unchanged" || outcome === "left" ? "" : `\n${text.trimEnd().replaceAll(/^(?=.)/gm, "    ")}\n`}`).join("\n");
}
