import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { FileText } from '../rules/configuration/load';

/** Bytes; a configuration is far smaller, and a link in a workspace may lead to anything. */
const maximumSize = 1_000_000;

/** Reads a text file (UTF-8, by its `file:` URI). Never rejects. */
export async function readText(uri: string): Promise<FileText> {
  try {
    const path = fileURLToPath(uri);
    const information = await stat(path);
    if (!information.isFile()) return { kind: 'unreadable', reason: 'it is no file' };
    if (information.size > maximumSize) {
      return { kind: 'unreadable', reason: `it has more than ${maximumSize} bytes` };
    }
    const bytes = await readFile(path);
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch (error) {
    return failure(error);
  }
}

function failure(error: unknown): FileText {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return { kind: 'unreadable', reason: 'it is not UTF-8' };
  if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing' };
  const denied = code === 'EACCES' || code === 'EPERM';
  return { kind: 'unreadable', reason: denied ? 'permission is denied' : `the system says ${String(code)}` };
}
