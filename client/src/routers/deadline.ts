/**
 * What `work` settles to, or a rejection with `message` after so many milliseconds: for an answer of a process that may never give one.
 * What comes later is dropped.
 */
export function withDeadline<Result>(work: Promise<Result>, milliseconds: number, message: string): Promise<Result> {
  return new Promise((resolve, reject) => {
    const deadline = setTimeout(() => reject(new Error(message)), milliseconds);
    work.then(resolve, reject).finally(() => clearTimeout(deadline));
  });
}
