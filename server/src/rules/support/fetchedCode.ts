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
  const consumers = consumersOf(script);
  if (consumers.length === 0) return [];
  const passed = passedOn(script);
  return fetches.flatMap((fetch) => {
    const variables = variablesOf(script, fetch, passed);
    const found = consumers.find(
      (consumer) =>
        isInside(fetch.command, consumer.argument) ||
        (consumer.command.span.start > fetch.command.span.start &&
          (consumer.command.path === '/import'
            ? importsIt(script, fetch, consumer)
            : variables.has(consumer.variable ?? '') || isContentsOf(fetch, consumer))),
    );
    return found === undefined ? [] : [{ fetch, runs: found.command }];
  });
}

/** A command that runs what its argument holds. */
interface Consumer {
  readonly command: CommandUse;
  readonly argument: ArgumentUse;
  /** The argument as it is written. */
  readonly text: string;
  /** The variable that the argument is, as it is. */
  readonly variable: string | undefined;
}

function consumersOf(script: ScriptModel): readonly Consumer[] {
  return script.commands.flatMap((command) => {
    const name = runners.get(command.path);
    const argument = name === undefined ? undefined : argumentNamed(command, name);
    if (argument?.value === undefined) return [];
    const text = written(script, argument);
    return [{ command, argument, text, variable: variableIn(text) }];
  });
}

function isInside(command: CommandUse, argument: ArgumentUse): boolean {
  const { start = 0, end = 0 } = argument.value?.span ?? {};
  return command.span.start >= start && command.span.end <= end && command.substitution;
}

/** The same file: by its constant name, or by the same computed text (`dst-path=$file`, `/import $file`). */
function importsIt(script: ScriptModel, fetch: Fetch, { argument, text }: Consumer): boolean {
  const constant = argument.value?.text;
  if (constant !== undefined) return fetch.file !== undefined && fetch.file === fileName(constant);
  const path = argumentNamed(fetch.command, 'dst-path');
  return path?.value !== undefined && path.value.text === undefined && written(script, path) === text;
}

/** `[/file get a.rsc contents]` */
function isContentsOf({ file }: Fetch, { text }: Consumer): boolean {
  return file !== undefined && text.includes(file) && /\/?file[ /]get\b/.test(text) && /\bcontents\b/.test(text);
}

interface Assignment {
  readonly name: string;
  readonly command: CommandUse;
}

const assigns: ReadonlySet<string> = new Set(['/local', '/global', '/set']);

/** By variable, the assignments that pass it on to another one as it is. */
function passedOn(script: ScriptModel): ReadonlyMap<string, readonly Assignment[]> {
  const passed = new Map<string, Assignment[]>();
  for (const command of script.commands) {
    const name = assigns.has(command.path) ? argumentNamed(command, 'name')?.value?.text : undefined;
    const value = argumentNamed(command, 'value');
    const source = name === undefined || value === undefined ? undefined : variableIn(written(script, value));
    if (name === undefined || source === undefined) continue;
    const known = passed.get(source);
    if (known) known.push({ name, command });
    else passed.set(source, [{ name, command }]);
  }
  return passed;
}

/** Variables that hold what was fetched: the one that takes the result, and those that it is passed on to. */
function variablesOf(
  script: ScriptModel,
  fetch: Fetch,
  passed: ReadonlyMap<string, readonly Assignment[]>,
): ReadonlySet<string> {
  const names = new Set<string>();
  const output = argumentNamed(fetch.command, 'output')?.value?.text ?? '';
  const first = output.startsWith('user') ? resultOf(script, fetch) : undefined;
  const pending = first === undefined ? [] : [first];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (names.has(name)) continue;
    names.add(name);
    for (const { name: next, command } of passed.get(name) ?? [])
      if (command.span.start > fetch.command.span.start) pending.push(next);
  }
  return names;
}

/** The variable in `:local name [/tool fetch ...]` or `([/tool fetch ...]->"data")`: the result, and nothing made from it. */
function resultOf(script: ScriptModel, { command }: Fetch): string | undefined {
  const assignment = command.parent;
  if (assignment === undefined || !assigns.has(assignment.path)) return undefined;
  const value = argumentNamed(assignment, 'value')?.value;
  if (value === undefined) return undefined;
  const before = script.text.slice(value.span.start, command.span.start);
  const after = script.text.slice(command.span.end, value.span.end);
  const whole = /^[([\s]*$/.test(before) && /^[\s\])]*(?:->\s*"?data"?)?[\s)]*$/.test(after);
  return whole ? argumentNamed(assignment, 'name')?.value?.text : undefined;
}

/** The variable that a text is, or whose `data` it is, but for a change of line ends: `$r`, `($r->"data")`, `[:tolf $r]`. */
function variableIn(text: string): string | undefined {
  const found =
    /^[\s("[]*(?::to(?:lf|crlf|str)\s+)?[\s(]*\$(?:"([^"]+)"|([A-Za-z0-9]+))\s*(?:->\s*"?data"?)?[\s)"\]]*$/.exec(text);
  return found?.[1] ?? found?.[2];
}

function written(script: ScriptModel, { value }: ArgumentUse): string {
  return value === undefined ? '' : script.text.slice(value.span.start, value.span.end);
}
