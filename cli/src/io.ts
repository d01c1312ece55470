/** What a stream of text leads to. */
export interface Screen {
  readonly terminal: boolean;
  /** Cells of a line; undefined where there is no terminal. */
  readonly columns: number | undefined;
  readonly colour: boolean;
}

/** The terminal of a run: all that a command reads and writes besides files. Relative paths are those of the process. */
export interface Io {
  /** All of standard input. Rejects with `Failure`. */
  readStdin(): Promise<Buffer>;
  /** Throws `Failure` where it is seen at once that nothing can be written. */
  writeStdout(data: string | Uint8Array): void;
  writeStderr(text: string): void;
  readonly stdout: Screen;
  readonly stderr: Screen;
}
