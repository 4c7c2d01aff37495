/** Sets variables of the environment, or takes them away; answers what puts them back. */
export function putEnvironment(values: Readonly<Record<string, string | undefined>>): () => void {
  const had = Object.fromEntries(Object.keys(values).map((name) => [name, process.env[name]]));
  put(values);
  return () => put(had);
}

function put(values: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}
