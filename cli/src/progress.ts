import type { Io } from './io';

/** Says how far a long run is, on a line of its own that goes away. */
export interface Progress {
  show(done: number): void;
  /** Takes the line away. */
  end(): void;
}

/** Short runs say nothing; the line is written anew at most ten times a second. */
const quietMilliseconds = 800;
const intervalMilliseconds = 100;

/** Progress of `total` files on standard error; silent where that is no terminal. */
export function createProgress(io: Io, total: number, now: () => number): Progress {
  const started = now();
  let shown = started + quietMilliseconds - intervalMilliseconds;
  let visible = false;
  return {
    show(done) {
      if (!io.stderr.terminal || now() - shown < intervalMilliseconds) return;
      shown = now();
      visible = true;
      io.writeStderr(`\r${done} of ${total} files`);
    },
    end() {
      if (visible) io.writeStderr('\r\u001b[K');
      visible = false;
    },
  };
}
