import type { ArgumentUse, CommandUse, ScriptModel } from '../../model/types';
import { isPrivateAddress } from './addresses';
import { argumentNamed } from './items';

export const fetchMenu = '/tool';
export const fetchManual = 'https://manual.mikrotik.com/docs/system-information-and-utilities/fetch';

/** One `/tool fetch` as far as its text tells. */
export interface Fetch {
  readonly command: CommandUse;
  readonly url: ArgumentUse | undefined;
  /** `https`, `http`, `ftp`, ...: of the URL, which counts before `mode=`; undefined where it is only known on the router. */
  readonly protocol: string | undefined;
  /** Host as a constant (name or address, without port); undefined where it is computed. */
  readonly host: string | undefined;
  /** Name of the file that it is written to, without folders; undefined where none is or it is computed. */
  readonly file: string | undefined;
  /** Whether the server must prove who it is: undefined where `check-certificate` is computed. */
  readonly verified: boolean | undefined;
}

/** The fetch commands of a script, in the order of the text. */
export function fetchesOf(script: ScriptModel): readonly Fetch[] {
  return script
    .commandsOf(fetchMenu)
    .filter(({ verb }) => verb === 'fetch')
    .map((command) => readFetch(script.text, command));
}

/** Is the other end the router itself? */
export function isLoopback(host: string | undefined): boolean {
  return host !== undefined && (host.startsWith('127.') || host === 'localhost' || host === '::1');
}

/** A name without a dot, or under a domain that is kept for networks of one's own (RFC 6762, RFC 8375): none on the Internet. */
const nearName = /^(?:[a-z][\w-]*|[\w-]+(?:\.[\w-]+)*\.(?:lan|local|home|internal|home\.arpa))$/i;

/** Is the other end, told by its address or its name, in a network of one's own? */
export function isNear(host: string | undefined): boolean {
  return host !== undefined && (isPrivateAddress(host) || nearName.test(host));
}

/** The name of a file without its folders: `flash/a.rsc` and `/a.rsc` are `a.rsc`. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function readFetch(text: string, command: CommandUse): Fetch {
  const url = argumentNamed(command, 'url');
  const address = argumentNamed(command, 'address');
  const beginning = url?.value === undefined ? undefined : /^[("\s]*([^"$()\s]*)/.exec(sourceOf(text, url))?.[1];
  const parts =
    beginning === undefined
      ? null
      : /^(?:([a-z]+):\/\/)?(?:[^/@]*@)?(\[[0-9a-f:.]*\]|[^/:?\\]*)([/:?\\]?)/i.exec(beginning);
  const constant = url?.value?.text !== undefined;
  const scheme = parts?.[1]?.toLowerCase();
  const named = constant || (parts?.[3] ?? '') !== '' ? parts?.[2] : undefined;
  const host = named === undefined || named === '' ? address?.value?.text : named.replace(/^\[|\]$/g, '');
  const check = argumentNamed(command, 'check-certificate');
  return {
    command,
    url,
    protocol: scheme ?? modeOf(command, url, constant),
    host,
    file: writtenFile(command, url),
    verified: check === undefined ? false : check.value?.text === undefined ? undefined : check.value.text !== 'no',
  };
}

/** Without a scheme `mode=` counts, whose default is http. A text with blanks is no URL but stands for one, whose scheme nobody knows yet. Where the URL is computed, its scheme may say something else, but nobody asks for https in vain. */
function modeOf(command: CommandUse, url: ArgumentUse | undefined, constant: boolean): string | undefined {
  const mode = argumentNamed(command, 'mode');
  if (/\s/.test(url?.value?.text ?? '')) return undefined;
  // Neither says where to: the command was cut, and what it was to fetch is not there to be judged.
  if (url === undefined && argumentNamed(command, 'address') === undefined) return undefined;
  if (url !== undefined && !constant) return mode?.value?.text === 'https' ? 'https' : undefined;
  return mode === undefined ? 'http' : mode.value?.text;
}

function writtenFile(command: CommandUse, url: ArgumentUse | undefined): string | undefined {
  const output = argumentNamed(command, 'output')?.value?.text;
  if (output !== undefined && output !== 'file') return undefined;
  const path = argumentNamed(command, 'dst-path');
  if (path !== undefined) return path.value?.text === undefined ? undefined : fileName(path.value.text);
  const source = argumentNamed(command, 'src-path')?.value?.text ?? url?.value?.text;
  const name = source === undefined ? '' : fileName(source.replace(/[?#].*$/s, ''));
  return name === '' ? undefined : name;
}

function sourceOf(text: string, { value }: ArgumentUse): string {
  return value === undefined ? '' : text.slice(value.span.start, value.span.end);
}
