import { Argument, type Command, Option } from "commander";

const SHELLS = ["bash", "zsh", "fish"] as const;
type Shell = (typeof SHELLS)[number];

/** `lago-loader completion`: prints a script that completes commands, flags and resources in a shell. It is generated from the commands themselves. */
export function addCompletion(program: Command): void {
  program
    .command("completion")
    .description("print a completion script for bash, zsh or fish")
    .addArgument(new Argument("<shell>").choices(SHELLS))
    .addHelpText("after", EXAMPLE)
    .action(async (shell: Shell) => {
      const [{ resources }, { readMetrics }] = await Promise.all([import("../../generated/index.ts"), import("../metrics/read-metrics.ts")]);
      const names = resources.map(({ name }) => name);
      const metrics = [...(await readMetrics()).metrics.keys()];
      process.stdout.write(SCRIPTS[shell](program.commands.map((command) => readWords(command, command.name() === "metric" ? metrics : names))));
    });
}

const EXAMPLE = `
Examples:
  lago-loader completion bash >> ~/.bashrc
  lago-loader completion zsh > "\${fpath[1]}/_lago-loader"
  lago-loader completion fish > ~/.config/fish/completions/lago-loader.fish`;

/** A command and what may follow it. */
interface Words {
  readonly command: string;
  readonly description: string;
  /** Each flag with the values to choose from; none if any value, or no value, may follow it. */
  readonly flags: readonly (readonly [flag: string, values: readonly string[]])[];
  /** What its arguments can be. */
  readonly names: readonly string[];
}

/** `names`: of resources or metrics, for arguments without a list of choices. */
function readWords(command: Command, names: readonly string[]): Words {
  return {
    command: command.name(),
    description: command.description(),
    flags: command.options.flatMap(({ long, argChoices }) => (long ? [[long, argChoices ?? []] as const] : [])),
    names: command.registeredArguments.flatMap((argument) => argument.argChoices ?? (["resource", "table", "name"].includes(argument.name()) ? names : [])),
  };
}

const SCRIPTS: Readonly<Record<Shell, (words: readonly Words[]) => string>> = {
  bash: (words) => `_lago_loader() {
  local word="\${COMP_WORDS[COMP_CWORD]}" choices=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    choices="${words.map(({ command }) => command).join(" ")}"
  else
    case "\${COMP_WORDS[1]} \${COMP_WORDS[COMP_CWORD-1]}" in
${listCases(words, (pattern, choices) => `      ${pattern}) choices="${choices}" ;;`)}
    esac
  fi
  COMPREPLY=($(compgen -W "$choices" -- "$word"))
}
complete -o default -F _lago_loader lago-loader
`,
  zsh: (words) => `#compdef lago-loader
_lago_loader() {
  if (( CURRENT == 2 )); then
    local -a commands=(${words.map(({ command, description }) => quote(`${command}:${description}`)).join(" ")})
    _describe command commands
    return
  fi
  case "$words[2] $words[CURRENT-1]" in
${listCases(words, (pattern, choices, any) => `    ${pattern}) compadd -- ${choices}${any ? "; _files" : ""} ;;`)}
  esac
}
compdef _lago_loader lago-loader
`,
  fish: (words) =>
    words
      .flatMap(({ command, description, flags, names }) => [
        `complete -c lago-loader -n __fish_use_subcommand -a ${command} -d ${quote(description)}`,
        ...flags.map(([flag, values]) => `complete -c lago-loader -n "__fish_seen_subcommand_from ${command}" -l ${flag.slice(2)}${values.length > 0 ? ` -x -a "${values.join(" ")}"` : ""}`),
        ...(names.length > 0 ? [`complete -c lago-loader -n "__fish_seen_subcommand_from ${command}" -a "${names.join(" ")}"`] : []),
      ])
      .join("\n") + "\n",
};

/** Branches of a `case` about the command and the word before: first the flags with values to choose from, then everything that may follow. */
function listCases(words: readonly Words[], format: (pattern: string, choices: string, any: boolean) => string): string {
  return words
    .flatMap(({ command, flags, names }) => [
      ...flags.filter(([, values]) => values.length > 0).map(([flag, values]) => format(`"${command} ${flag}"`, values.join(" "), false)),
      format(`"${command} "*`, [...flags.map(([flag]) => flag), ...names].join(" "), true),
    ])
    .join("\n");
}

/** Quotes for all three shells. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
