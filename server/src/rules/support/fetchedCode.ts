import type { ArgumentUse, CommandUse, ScriptModel } from '../../model/types';
import { fetchesOf, fileName, type Fetch } from './fetch';
import { argumentNamed } from './items';

/** What was fetched and is then run. */
export interface FetchedCode {
  readonly fetch: Fetch;
  /** The command that runs it, or keeps it as a script. */
  readonly runs: CommandUse;
}

/** Commands that run a text or a file, or keep it to be run, and the argument that holds it. */
const runners: ReadonlyMap<string, string> = new Map([
  ['/import', 'file-name'],
  ['/parse', 'value'],
  ['/execute', 'script'],
  ['/system/script/add', 'source'],
  ['/system/script/set', 'source'],
  ['/system/scheduler/add', 'on-event'],
  ['/system/scheduler/set', 'on-event'],
]);

/**
 * Fetches of a script whose result a later command of it runs: the file that was written, the variable that holds the data, or the fetch itself inside
 * `[:parse [...]]`. What only looks at the data is not among them.
 */
export function fetchedCode(script: ScriptModel): readonly FetchedCode[] {
  const fetches = fetchesOf(script);
  if (fetches.length === 0) return [];
  const consumers = script.commands.flatMap((command) => {
    const name = runners.get(command.path);
    const argument = name === undefined ? undefined : argumentNamed(command, name);
    return argument?.value === undefined ? [] : [{ command, argument }];
  });
  return fetches.flatMap((fetch) => {
    const variables = variablesOf(script, fetch);
    const found = consumers.find(
      ({ command, argument }) =>
        isInside(fetch.command, argument) ||
        (command.span.start > fetch.command.span.start &&
          (command.path === '/import'
            ? importsIt(script, fetch, argument)
            : usesIt(script, argument, fetch, variables))),
    );
    return found === undefined ? [] : [{ fetch, runs: found.command }];
  });
}

function isInside(command: CommandUse, argument: ArgumentUse): boolean {
  const { start = 0, end = 0 } = argument.value?.span ?? {};
  return command.span.start >= start && command.span.end <= end && command.substitution;
}

/** The same file: by its constant name, or by the same computed text (`dst-path=$file`, `/import $file`). */
function importsIt(script: ScriptModel, fetch: Fetch, argument: ArgumentUse): boolean {
  const { value } = argument;
  if (value === undefined) return false;
  if (value.text !== undefined) return fetch.file !== undefined && fetch.file === fileName(value.text);
  const path = argumentNamed(fetch.command, 'dst-path');
  return path?.value !== undefined && path.value.text === undefined && plain(script, path) === plain(script, argument);
}

/** A text that is the data itself, not something made from it: `$r`, `($r->"data")`, `[/file get a.rsc contents]`. */
function usesIt(script: ScriptModel, argument: ArgumentUse, fetch: Fetch, variables: ReadonlySet<string>): boolean {
  const text = plain(script, argument);
  if ([...variables].some((name) => isData(text, name))) return true;
  const { file } = fetch;
  return file !== undefined && /\/?file[ /]get\b/.test(text) && text.includes(file) && /\bcontents\b/.test(text);
}

/** Variables that hold what was fetched: the one that takes the result, and those that it is passed on to as it is. */
function variablesOf(script: ScriptModel, fetch: Fetch): ReadonlySet<string> {
  const names = new Set<string>();
  const output = argumentNamed(fetch.command, 'output')?.value?.text ?? '';
  if (!output.startsWith('user')) return names;
  for (const command of script.commands) {
    const name = argumentNamed(command, 'name')?.value?.text;
    const value = argumentNamed(command, 'value');
    if (!assigns.has(command.path) || name === undefined || value?.value === undefined) continue;
    if (command.span.end < fetch.command.span.start) continue;
    if (holdsResult(script, fetch, value) || [...names].some((known) => isData(plain(script, value), known)))
      names.add(name);
  }
  return names;
}

const assigns: ReadonlySet<string> = new Set(['/local', '/global', '/set']);

/** `[/tool fetch ...]` or `([/tool fetch ...]->"data")`, and nothing made from it. */
function holdsResult(script: ScriptModel, fetch: Fetch, value: ArgumentUse): boolean {
  if (!isInside(fetch.command, value) || value.value === undefined) return false;
  const before = script.text.slice(value.value.span.start, fetch.command.span.start);
  const after = script.text.slice(fetch.command.span.end, value.value.span.end);
  return /^[([\s]*$/.test(before) && /^[\s\])]*(?:->\s*"?data"?)?[\s)]*$/.test(after);
}

/** Is the text the variable, or its `data`, as it is, but for a change of line ends? */
function isData(text: string, name: string): boolean {
  const variable = `\\$"?${name.replace(/[^\w]/g, '\\$&')}"?`;
  return new RegExp(`^[\\s("[]*(?::to(?:lf|crlf|str)\\s+)?[\\s(]*${variable}\\s*(?:->\\s*"?data"?)?[\\s)"\\]]*$`).test(
    text,
  );
}

function plain(script: ScriptModel, { value }: ArgumentUse): string {
  return value === undefined ? '' : script.text.slice(value.span.start, value.span.end);
}
