/** Exit codes, the same for all commands. */
export const exitCodes = {
  /** Nothing of severity warning or above. */
  clean: 0,
  /** At least one warning or error. */
  problems: 1,
  /** The run failed: wrong usage, or a file that could not be read or written. Wins over the others. */
  failed: 2,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
