import { randomBytes } from 'node:crypto';
import { constants, createReadStream, fstatSync, unlinkSync } from 'node:fs';
import { access, open, readFile, realpath, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { maximumTextLength } from '../../server/src/features/textLimit';
import { Failure, systemReason } from './failure';

/** Reads to the end, but not without end: a device or a pipe may have none. */
async function readAll(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > maximumTextLength) {
      throw new Failure(`is larger than ${maximumTextLength / 2 ** 20} MiB, which is more than is read of one script`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

async function reading(read: () => Promise<Buffer>): Promise<Buffer> {
  try {
    return await read();
  } catch (error) {
    throw error instanceof Failure ? error : new Failure(`cannot be read: ${systemReason(error)}`);
  }
}

/** Reads a file whole. Rejects with `Failure` (the path is left to the caller). */
export function readBytes(path: string): Promise<Buffer> {
  return reading(async () => {
    if ((await stat(path)).isDirectory()) throw new Failure('is a directory');
    return readAll(createReadStream(path) as AsyncIterable<Buffer>);
  });
}

/** Reads standard input to its end. Rejects with `Failure`. */
export function readStdin(): Promise<Buffer> {
  return reading(() => {
    // Node gives a directory out as empty input.
    if (fstatSync(0).isDirectory()) throw new Failure('is a directory; name it instead of -');
    return readAll(process.stdin as AsyncIterable<Buffer>);
  });
}

interface Target {
  /** The file itself where the given path is a symbolic link. */
  readonly path: string;
  readonly mode: number;
  readonly user: number;
  readonly group: number;
}

async function findTarget(path: string): Promise<Target> {
  const target = await realpath(path);
  const status = await stat(target);
  if (!status.isFile()) throw new Failure('is not a regular file');
  // Renaming needs no right to write to the file itself, yet a file that is write-protected is so on purpose.
  await access(target, constants.W_OK);
  return { path: target, mode: status.mode & 0o7777, user: status.uid, group: status.gid };
}

async function writeTemporary(path: string, bytes: Uint8Array, target: Target): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    // Only the administrator may give a file away; elsewhere the owner is the one who writes, as with any editor.
    await file.chown(target.user, target.group).catch(() => undefined);
    await file.chmod(target.mode);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Files that are being written beside those that they will replace. */
const temporaries = new Set<string>();

/** Takes away what a write that was cut short would leave behind; for the way out after Ctrl+C. */
export function removeTemporaries(): void {
  for (const path of temporaries) {
    try {
      unlinkSync(path);
    } catch {
      // It was not made yet, or has been renamed.
    }
  }
}

/** Writes a text to a file of our own making: a report, a baseline. Rejects with `Failure`. */
export async function writeText(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    throw new Failure(`${path}: cannot be written: ${systemReason(error)}`);
  }
}

/**
 * Replaces a file's content at once: readers see the old bytes or the new ones, never a part. The mode stays, a symbolic link stays one.
 * Rejects with `Failure`, the file unchanged, where it cannot be written or no longer holds `expected`.
 */
export async function replaceBytes(path: string, expected: Uint8Array, bytes: Uint8Array): Promise<void> {
  try {
    const target = await findTarget(path);
    const temporary = join(dirname(target.path), `.routeros-guard-${randomBytes(6).toString('hex')}.tmp`);
    temporaries.add(temporary);
    try {
      await writeTemporary(temporary, bytes, target);
      if (!(await readFile(target.path)).equals(expected))
        throw new Failure('was changed by someone else in the meantime');
      await rename(temporary, target.path);
    } catch (error) {
      await unlink(temporary).catch(() => undefined);
      throw error;
    } finally {
      temporaries.delete(temporary);
    }
  } catch (error) {
    throw error instanceof Failure ? error : new Failure(`cannot be written: ${systemReason(error)}`);
  }
}
