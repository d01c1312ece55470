import { decode } from './bytes';
import type { DecodedText } from './bytes';
import { Failure } from './failure';
import { readBytes } from './files';
import type { Io } from './io';
import { printable } from './reporters/text';

/** Name of standard input among the files. */
export const stdinName = '-';

/** A script that was read. */
export interface Source extends DecodedText {
  /** As named on the command line. */
  readonly path: string;
  readonly bytes: Buffer;
}

/** Reads a file or standard input (`-`). Rejects with `Failure` where it cannot be read or is UTF-16. */
export async function readSource(path: string, io: Io): Promise<Source> {
  const bytes = path === stdinName ? await io.readStdin() : await readBytes(path);
  const decoded = decode(bytes);
  if (decoded.kind === 'utf-16') {
    throw new Failure('is UTF-16, which is not read; save it as UTF-8');
  }
  const { text, encoding, byteOrderMark } = decoded;
  return { path, bytes, text, encoding, byteOrderMark };
}

/**
 * Works through files one after another. Where one fails with `Failure`, that is said on standard error and the others are still worked
 * on. Returns whether all went well.
 */
export async function eachSource(
  paths: readonly string[],
  io: Io,
  work: (source: Source) => Promise<void>,
): Promise<boolean> {
  let allWell = true;
  for (const path of paths) {
    try {
      await work(await readSource(path, io));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const name = path === stdinName ? 'standard input' : path;
      io.writeStderr(`routeros-guard: ${printable(`${name}: ${error.message}`)}\n`);
      allWell = false;
    }
  }
  return allWell;
}
