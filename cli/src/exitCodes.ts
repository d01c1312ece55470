/** Exit codes, the same for all commands. */
export const exitCodes = {
  /** Nothing of severity warning or above (or of the severity that `--severity` names). */
  clean: 0,
  /** At least one finding that counts; with `fix`: left. */
  problems: 1,
  /** The run failed: wrong usage, a wrong configuration, or a file that could not be read or written. Wins over the others. */
  failed: 2,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
