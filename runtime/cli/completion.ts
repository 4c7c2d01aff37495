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
      const { resources } = await import("../../generated/index.ts");
      process.stdout.write(SCRIPTS[shell](readWords(program), resources.map(({ name }) => name)));
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
  readonly flags: readonly string[];
  /** Whether it takes resources. */
  readonly resources: boolean;
}

function readWords(program: Command): Words[] {
  return program.commands.map((command) => ({
    command: command.name(),
    description: command.description(),
    flags: command.options.filter((option: Option) => option.long !== undefined).map((option: Option) => option.long!),
    resources: command.registeredArguments.some((argument) => ["resource", "table"].includes(argument.name())),
  }));
}

const SCRIPTS: Readonly<Record<Shell, (words: readonly Words[], resources: readonly string[]) => string>> = {
  bash: (words, resources) => `_lago_loader() {
  local word="\${COMP_WORDS[COMP_CWORD]}" choices=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    choices="${words.map(({ command }) => command).join(" ")}"
  else
    case "\${COMP_WORDS[1]}" in
${words.map((word) => `      ${word.command}) choices="${[...word.flags, ...(word.resources ? resources : [])].join(" ")}" ;;`).join("\n")}
    esac
  fi
  COMPREPLY=($(compgen -W "$choices" -- "$word"))
}
complete -o default -F _lago_loader lago-loader
`,
  zsh: (words, resources) => `#compdef lago-loader
_lago_loader() {
  if (( CURRENT == 2 )); then
    local -a commands=(${words.map(({ command, description }) => quote(`${command}:${description}`)).join(" ")})
    _describe command commands
    return
  fi
  case "$words[2]" in
${words.map((word) => `    ${word.command}) compadd -- ${[...word.flags, ...(word.resources ? resources : [])].join(" ")}; _files ;;`).join("\n")}
  esac
}
compdef _lago_loader lago-loader
`,
  fish: (words, resources) =>
    words
      .flatMap(({ command, description, flags, resources: follow }) => [
        `complete -c lago-loader -n __fish_use_subcommand -a ${command} -d ${quote(description)}`,
        ...flags.map((flag) => `complete -c lago-loader -n "__fish_seen_subcommand_from ${command}" -l ${flag.slice(2)}`),
        ...(follow ? [`complete -c lago-loader -n "__fish_seen_subcommand_from ${command}" -a "${resources.join(" ")}"`] : []),
      ])
      .join("\n") + "\n",
};

/** Quotes for all three shells. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
