export type Turns = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** Returns a function that runs one piece of work at a time, in the order of the calls. */
export function takeTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    // A failure does not stop the next ones.
    last = turn.catch(() => {});
    return turn;
  };
}
