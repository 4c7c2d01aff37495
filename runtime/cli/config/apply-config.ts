import { existsSync } from "node:fs";
import { type Command, InvalidArgumentError, type Option } from "commander";
import { ConfigurationError } from "../../errors.ts";
import { readEnvFile, setConfigured } from "../settings/env-file.ts";
import type { ConfigFile, Value } from "./read-config.ts";
import { KEYS, SCHEDULE_KEYS } from "./keys.ts";

/** File names to look for without `--config`. */
const FILES = ["lago-loader.yaml", "lago-loader.yml"];

/** Added to the flags of a command if a file was read. */
export interface ConfigFlags {
  /** The file, and which of its keys are used. */
  readonly config?: { readonly path: string; readonly keys: readonly string[] };
  /** Names and patterns to load, if the command line has none. */
  readonly resources?: readonly string[];
}

/**
 * Applies `lago-loader.yaml` to options of this command that are not on the command line. Flags take precedence, then the environment
 * and `.env`, then the file. Commands without a database do not read it.
 */
export async function applyConfig(command: Command, file: string | undefined): Promise<void> {
  const path = file ?? FILES.find((name) => existsSync(name));
  if (path === undefined || !command.options.some((option) => option.attributeName() === "schema")) return;
  const { readConfig } = await import("./read-config.ts");
  const found: ConfigFile = { path, named: file !== undefined };
  const config = await readConfig(found, readEnvFile());
  const destination = config.get("destination");
  if (destination !== undefined && typeof destination !== "string") throw new ConfigurationError(`${path}: destination is ${JSON.stringify(destination)}. Give one address.`);
  if (destination !== undefined) setConfigured({ file: found, destination });
  const keys = command.name() === "load" ? { ...KEYS, ...SCHEDULE_KEYS } : { schema: KEYS["schema"]!, region: KEYS["region"]! };
  const taken = Object.entries(keys).flatMap(([name, { flag, unless = [] }]) => {
    const value = config.get(name);
    if (value === undefined || flag === undefined || unless.some((other) => isTyped(command, other))) return [];
    const option = command.options.find((each) => each.attributeName() === flag);
    if (!option || isTyped(command, flag) || (name === "region" && process.env["LAGO_API_URL"])) return [];
    if (NARROWING.has(name) && isNarrowed(command)) return [];
    command.setOptionValueWithSource(flag, toFlag(option, value, `${path}: ${name}`), "config");
    return [name];
  });
  if (command.name() !== "load") return;
  const resources = isNarrowed(command) || isTyped(command, "all") ? undefined : config.get("resources");
  if (resources !== undefined) command.setOptionValue("resources", [resources].flat().map(String));
  command.setOptionValue("config", { path, keys: [...(destination === undefined ? [] : ["destination"]), ...(resources === undefined ? [] : ["resources"]), ...taken] });
}

/** They narrow a load of everything, so names on the command line disable them. */
const NARROWING: ReadonlySet<string> = new Set(["exclude", "details"]);

function isNarrowed(command: Command): boolean {
  return command.args.length > 0 || isTyped(command, "select");
}

function isTyped(command: Command, flag: string): boolean {
  return command.getOptionValueSource(flag) === "cli";
}

/** Parses and checks a value as if it were on the command line. */
export function toFlag(option: Option, value: Value, place: string): unknown {
  const wrong = (what: string) => new ConfigurationError(`${place} is ${JSON.stringify(value)}. ${what}`);
  if (option.isBoolean() || option.negate) {
    if (typeof value !== "boolean") throw wrong("Write true or false.");
    return option.attributeName() === "changes" && !value ? undefined : value;
  }
  if (typeof value === "boolean") throw wrong(`Give ${LISTS.has(option.attributeName()) ? "names" : "a value"}, not true or false.`);
  try {
    const several = LISTS.has(option.attributeName());
    if (!several && typeof value === "object") throw new InvalidArgumentError("Give one value.");
    const texts = [value].flat().map(String);
    if (option.argChoices && !option.argChoices.includes(texts[0]!)) throw new InvalidArgumentError(`Give ${option.argChoices.join(" or ")}.`);
    if (!option.parseArg) return several ? texts : texts[0];
    return texts.reduce<unknown>((before, text) => option.parseArg!(text, before), undefined);
  } catch (error) {
    if (error instanceof InvalidArgumentError) throw wrong(error.message);
    throw error;
  }
}

/** Flags that can be repeated. */
const LISTS: ReadonlySet<string> = new Set(["exclude", "details", "publish"]);
