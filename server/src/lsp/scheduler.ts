/** Work for named things (documents), one after another: the last request of a thing counts, earlier ones that wait are dropped. */
export interface Scheduler {
  /** Does the work for `key` once, `delayMs` from now or later; replaces what was scheduled for it. */
  schedule(key: string, delayMs: number): void;
  /** Takes back what was scheduled for `key`. Work under way is not stopped. */
  cancel(key: string): void;
  /** Takes back everything. */
  dispose(): void;
}

/** Makes a scheduler. `work` must not reject; two works never run at once. */
export function createScheduler(work: (key: string) => Promise<void>): Scheduler {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const ready = new Set<string>();
  let working = false;

  async function workThrough(): Promise<void> {
    if (working) return;
    working = true;
    for (let next = ready.values().next(); !next.done; next = ready.values().next()) {
      ready.delete(next.value);
      await work(next.value);
    }
    working = false;
  }

  function cancel(key: string): void {
    clearTimeout(timers.get(key));
    timers.delete(key);
    ready.delete(key);
  }

  return {
    schedule(key, delayMs) {
      cancel(key);
      const timer = setTimeout(() => {
        timers.delete(key);
        ready.add(key);
        void workThrough();
      }, delayMs);
      timers.set(key, timer);
    },
    cancel,
    dispose() {
      for (const key of [...timers.keys(), ...ready]) cancel(key);
    },
  };
}
