/** A pause that can be cut short. */
export interface Alarm {
  /** Ends the pause. Without one, the next pause ends at once. */
  ring(): void;
  /** Pauses for this many milliseconds. */
  sleep(milliseconds: number): Promise<void>;
}

export function newAlarm(): Alarm {
  let rung = false;
  let wake = () => {};
  return {
    ring: () => {
      rung = true;
      wake();
    },
    sleep: async (milliseconds) => {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, rung ? 0 : milliseconds);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      rung = false;
      wake = () => {};
    },
  };
}
