/** A pause that can be cut short. */
export interface Alarm {
  /** Ends the pause; where there is none, the next one is over before it begins. */
  ring(): void;
  /** Pauses for so many milliseconds. */
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
