/**
 * Runs `work` for each item, `size()` at a time; `size` may change while it runs. The next item is taken once work on this one has begun.
 * The first failure aborts the others, and is thrown when all have ended.
 */
export async function inParallel<Item>(
  items: Iterator<Item, void> | AsyncIterator<Item, void>,
  size: () => number,
  outer: AbortSignal,
  work: (item: Item, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const stop = new AbortController();
  const signal = AbortSignal.any([outer, stop.signal]);
  let running = 0;
  let exhausted = false;

  async function run(): Promise<void> {
    const others: Promise<void>[] = [];
    running++;
    try {
      while (!signal.aborted && !exhausted && running <= Math.max(1, size())) {
        const next = await items.next();
        exhausted ||= next.done === true;
        if (next.done) break;
        const working = work(next.value, signal);
        if (running < size()) others.push(run());
        await working;
      }
    } catch (error) {
      stop.abort(error);
    } finally {
      running--;
    }
    await Promise.all(others);
  }

  await run();
  signal.throwIfAborted();
}
