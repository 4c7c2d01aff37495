import { ConfigurationError } from "../../errors.ts";

export interface Expansion {
  /** The place of the text, for errors. */
  readonly place: string;
  /** True if an environment variable may only be the whole text: the rest of an address would decide where its value is sent. */
  readonly secretive: boolean;
  /** Names of variables from `.env`: whoever wrote the file may also have written that one. */
  readonly ofDotEnv: ReadonlySet<string>;
}

/** Expands `${NAME}` and `${NAME:-default}`. Throws if a variable is not set and has no default. */
export function expandVariables(text: string, { place, secretive, ofDotEnv }: Expansion): string {
  return text.replaceAll(/\$\{([^}]*)\}/g, (written: string, inner: string) => {
    const [, name, otherwise] = /^([A-Za-z_]\w*)(?::-(.*))?$/s.exec(inner) ?? [];
    if (name === undefined) throw new ConfigurationError(`${place}: "${written}" is no variable. Write \${NAME} or \${NAME:-default}.`);
    if (name.startsWith("LAGO_API_KEY")) throw new ConfigurationError(`${place}: the key is not put into this file. It is read from LAGO_API_KEY.`);
    const value = process.env[name] || otherwise;
    if (value === undefined) throw new ConfigurationError(`${place}: the variable ${name} is not set. Set it, or write \${${name}:-default}.`);
    if (secretive && value !== otherwise && text.trim() !== written && !ofDotEnv.has(name)) {
      throw new ConfigurationError(`${place}: ${name} comes from the environment, the rest of the address from a file that lies in this folder, so they are not put together. If the file is yours, name it: --config lago-loader.yaml`);
    }
    return value;
  });
}
