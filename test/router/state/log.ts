/** The log of the router itself: what /log/print shows. Byte strings. */
export interface LogEntry {
  readonly id: string;
  /** `2026-01-01 00:00:00`: the router's clock stands still, so that nothing depends on when a test runs. */
  readonly time: string;
  readonly topics: string;
  readonly message: string;
}

export interface RouterLog {
  readonly entries: readonly LogEntry[];
  write(topics: string, message: string): void;
}

/** RouterOS keeps the newest thousand lines in memory. */
const longest = 1000;

export function createRouterLog(): RouterLog {
  const entries: LogEntry[] = [];
  let next = 1;
  return {
    entries,
    write(topics, message) {
      entries.push({ id: `*${next.toString(16).toUpperCase()}`, time: '2026-01-01 00:00:00', topics, message });
      next += 1;
      if (entries.length > longest) {
        entries.shift();
      }
    },
  };
}
