/** The terminal of a run: all that a command reads and writes besides files. Relative paths are those of the process. */
export interface Io {
  /** All of standard input. */
  readStdin(): Promise<Buffer>;
  writeStdout(data: string | Uint8Array): void;
  writeStderr(text: string): void;
}
