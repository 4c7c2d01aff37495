/** What a piece of work cost the process that did it. */
export interface Cost {
  readonly seconds: number;
  /** Of all threads, in user and system mode. */
  readonly cpuSeconds: number;
  /** The most memory that the process held at any time, in megabytes of a million bytes. */
  readonly peakMegabytes: number;
}

/** What a program prints at its end, as one line of JSON. */
export type Outcome<Facts extends object = object> = Facts & { readonly cost: Cost };

/** Does the work that its command line describes, and prints what came of it and what it cost. */
export async function runProgram<Task, Facts extends object>(work: (task: Task) => Promise<Facts>): Promise<void> {
  const task = JSON.parse(process.argv[2]!) as Task;
  const start = performance.now();
  const before = cpuSeconds();
  const facts = await work(task);
  const cost: Cost = {
    seconds: (performance.now() - start) / 1000,
    cpuSeconds: cpuSeconds() - before,
    // In kilobytes of 1024, on Linux and macOS alike.
    peakMegabytes: (process.resourceUsage().maxRSS * 1024) / 1e6,
  };
  console.log(JSON.stringify({ ...facts, cost }));
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
