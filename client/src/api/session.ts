/**
 * What is asked of a router, typed: each function is one or two commands over a `RouterTransport`. Everything rejects with `RouterError`;
 * what a router may lack by model or release is `undefined` instead of an error.
 */
import { isRouterError, RouterError } from './transport';
import type { CommandOptions, Reply, RouterTransport } from './transport';

export interface RouterVersion {
  /** As the router says it: `7.18.2 (stable)`. */
  readonly text: string;
  /** The release alone: `7.18.2`, `7.23rc1`. */
  readonly release: string;
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** `stable`, `long-term`, `testing`, ... as the router says it; undefined when it says none. */
  readonly channel: string | undefined;
}

export interface RouterResource {
  readonly version: RouterVersion;
  /** `board-name`: `hAP ax3`, `CHR ...`. */
  readonly board: string | undefined;
  /** `architecture-name`: `arm64`. */
  readonly architecture: string | undefined;
}

/** What tells one router from another: serial numbers stay, identities change. */
export interface RouterSerial {
  readonly kind: 'serial-number' | 'software-id' | 'system-id';
  readonly value: string;
}

export interface DeviceMode {
  /** `home`, `basic`, `advanced`, ... */
  readonly mode: string;
  /** Whether the mode lets the scheduler run; undefined when the router does not say. The mode's name does not tell. */
  readonly scheduler: boolean | undefined;
  /** Whether the router has flagged itself for suspicious configuration; undefined when it does not say. */
  readonly flagged: boolean | undefined;
}

export interface RouterFile {
  readonly id: string;
  readonly name: string;
  /** Bytes; undefined when the router names none (a folder). */
  readonly size: number | undefined;
}

/** Where a router found an error in a script. */
export interface ErrorPlace {
  /** The router's words without the place. */
  readonly message: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in bytes (see `columnFromBytes`); undefined where the router names a line only. */
  readonly byteColumn: number | undefined;
}

/**
 * Reads `7.18.2 (stable)`, `7.23rc1 (testing)`, `6.49.10`. Undefined for a text that begins otherwise.
 */
export function parseVersion(text: string): RouterVersion | undefined {
  const match = /^\s*((\d+)\.(\d+)(?:\.(\d+))?[a-z0-9]*)\s*(?:\(([^)]*)\))?/i.exec(text);
  if (match === null) return undefined;
  const [, release = '', major, minor, patch, channel] = match;
  return {
    text: text.trim(),
    release,
    major: Number(major),
    minor: Number(minor),
    patch: Number(patch ?? 0),
    channel,
  };
}

/** Is the router's release this one or a newer one? A beta or release candidate of 7.16 counts as 7.16. */
export function versionAtLeast(version: RouterVersion, major: number, minor: number): boolean {
  return version.major > major || (version.major === major && version.minor >= minor);
}

/** The answer, or undefined where the router refused the command (no such command, no permission); any other failure rejects. */
async function unlessRefused(answer: Promise<Reply>): Promise<Reply | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isRouterError(error) && error.kind === 'trap') return undefined;
    throw error;
  }
}

function booleanOf(value: string | undefined): boolean | undefined {
  if (value === 'yes' || value === 'true') return true;
  return value === 'no' || value === 'false' ? false : undefined;
}

/** The name of `/system identity`; '' when the router has none. */
export async function readIdentity(transport: RouterTransport, options?: CommandOptions): Promise<string> {
  const { records } = await transport.command('/system/identity/print', {}, options);
  return records[0]?.name ?? '';
}

/** Version, board and architecture. Rejects with `protocol` when the version cannot be read: what the router can do hangs on it. */
export async function readResource(transport: RouterTransport, options?: CommandOptions): Promise<RouterResource> {
  const { records } = await transport.command('/system/resource/print', {}, options);
  const resource = records[0];
  const version = parseVersion(resource?.version ?? '');
  if (version === undefined) {
    throw new RouterError('protocol', 'The router does not say which version of RouterOS it runs');
  }
  return { version, board: resource?.['board-name'], architecture: resource?.['architecture-name'] };
}

/**
 * The serial number of a routerboard, else the software-id or system-id of its licence (x86, CHR); undefined when the router tells
 * none of them. A command that the router lacks is no error.
 */
export async function readSerial(
  transport: RouterTransport,
  options?: CommandOptions,
): Promise<RouterSerial | undefined> {
  const board = await unlessRefused(transport.command('/system/routerboard/print', {}, options));
  const serial = board?.records[0]?.['serial-number'];
  if (serial !== undefined && serial !== '') return { kind: 'serial-number', value: serial };
  const license = await unlessRefused(transport.command('/system/license/print', {}, options));
  for (const kind of ['software-id', 'system-id'] as const) {
    const value = license?.records[0]?.[kind];
    if (value !== undefined && value !== '') return { kind, value };
  }
  return undefined;
}

/** The device-mode; undefined on a router that has none or does not let this user read it. */
export async function readDeviceMode(
  transport: RouterTransport,
  options?: CommandOptions,
): Promise<DeviceMode | undefined> {
  const answer = await unlessRefused(transport.command('/system/device-mode/print', {}, options));
  const record = answer?.records[0];
  if (record?.mode === undefined) return undefined;
  return { mode: record.mode, scheduler: booleanOf(record.scheduler), flagged: booleanOf(record.flagged) };
}

/** Makes a file. Rejects with `trap` when it exists or is too long for `/file add` (60,000 bytes). */
export async function uploadFile(
  transport: RouterTransport,
  name: string,
  contents: string,
  options?: CommandOptions,
): Promise<void> {
  await transport.command('/file/add', { name, contents }, options);
}

/** The file of exactly this name; undefined when there is none. */
export async function readFile(
  transport: RouterTransport,
  name: string,
  options?: CommandOptions,
): Promise<RouterFile | undefined> {
  const attributes = { '.proplist': '.id,name,size' };
  const { records } = await transport.command('/file/print', attributes, { ...options, queries: [`?name=${name}`] });
  const record = records.find((candidate) => candidate.name === name);
  const id = record?.['.id'];
  if (record === undefined || id === undefined) return undefined;
  const { size } = record;
  return { id, name, size: size !== undefined && /^\d+$/.test(size) ? Number(size) : undefined };
}

/** Removes the file of exactly this name. True when it was there; a file that is missing, or vanishes meanwhile, is no error. */
export async function removeFile(transport: RouterTransport, name: string, options?: CommandOptions): Promise<boolean> {
  const file = await readFile(transport, name, options);
  if (file === undefined) return false;
  try {
    await transport.command('/file/remove', { '.id': file.id }, options);
    return true;
  } catch (error) {
    if (!isRouterError(error) || error.kind !== 'trap') throw error;
    // A trap of any wording: what counts is whether the file is still there.
    if ((await readFile(transport, name, options)) !== undefined) throw error;
    return false;
  }
}

/**
 * Runs `/import` on a file. Without `dryRun`: not verbose, so that the router parses the whole file before it runs the first line.
 * With `dryRun` (from 7.16): nothing is changed, and `verbose` is there because a dry run demands it.
 * An error of the script rejects with `trap`: see `parseErrorPlace`.
 */
export function importFile(
  transport: RouterTransport,
  name: string,
  options?: CommandOptions & { readonly dryRun?: boolean },
): Promise<Reply> {
  const { dryRun, ...commandOptions } = options ?? {};
  const attributes = { 'file-name': name, ...(dryRun === true ? { verbose: 'yes', 'dry-run': 'yes' } : {}) };
  return transport.command('/import', attributes, commandOptions);
}

/**
 * Runs a script and returns what it prints, '' for nothing. Errors of the script are part of that text, not rejections: the router
 * answers them as `!done`. Routers before 7 refuse `as-string` with a trap.
 */
export async function executeAsString(
  transport: RouterTransport,
  script: string,
  options?: CommandOptions,
): Promise<string> {
  const { ret } = await transport.command('/execute', { script, 'as-string': '' }, options);
  return ret ?? '';
}

/** What stands before the place on its own line, without the marks of the router's parse form (`<%% bad command name x (line ...`). */
function messageBefore(text: string, end: number): string {
  const before = text.slice(0, end);
  const mark = before.lastIndexOf('<%%');
  return before.slice(Math.max(mark < 0 ? 0 : mark + 3, before.lastIndexOf('\n') + 1)).trim();
}

/** Index of the `(` that the `)` at `close` belongs to; -1 when there is none. */
function openingParenthesis(text: string, close: number): number {
  let depth = 0;
  for (let index = close; index >= 0; index -= 1) {
    if (text[index] === ')') depth += 1;
    else if (text[index] === '(') depth -= 1;
    if (depth === 0) return index;
  }
  return -1;
}

/**
 * The first place that a router names in a text: a trap's message, what `/execute as-string` returned, or the parse form of `:parse`.
 * Known forms: `syntax error (line 1 column 6)` and, for errors while running, `failure: ... (/ip/service/set (certificate); line 1)`.
 * Undefined when the text names no place.
 */
export function parseErrorPlace(text: string): ErrorPlace | undefined {
  const exact = /\(line (\d+) column (\d+)\)/.exec(text);
  // A script can put any words into an error of its own (`:error "... (line 1 column 2)"`): the place that the router adds is the last.
  const running = /; line (\d+)\)\s*$/.exec(text) ?? (exact === null ? /; line (\d+)\)/.exec(text) : null);
  if (running === null) {
    if (exact === null) return undefined;
    return { message: messageBefore(text, exact.index), line: Number(exact[1]), byteColumn: Number(exact[2]) };
  }
  const start = openingParenthesis(text, running.index + running[0].length - 1);
  if (start < 0) return undefined;
  return { message: messageBefore(text, start), line: Number(running[1]), byteColumn: undefined };
}

/**
 * The router's column to the editor's. In: the text of the line and a 1-based column as routers count: bytes of UTF-8, and a tab leads to the
 * next multiple of eight (recorded answers of `:parse` behind tabs show it). Out: the 1-based column in UTF-16 units of the character that stands
 * there; beyond the end of the line, the column behind its last character.
 * That routers count bytes is reported by one source and was not measured, so the conversion is in this one place.
 */
export function columnFromBytes(lineText: string, byteColumn: number): number {
  let next = 1;
  let column = 1;
  for (const character of lineText) {
    next = character === '\t' ? (Math.floor(next / 8) + 1) * 8 : next + Buffer.byteLength(character, 'utf8');
    if (next > byteColumn) return column;
    column += character.length;
  }
  return column;
}
