/** Commands that run a script: /import and /execute. */
import { readScript, scriptReader } from '../script/read';
import { ScriptSyntaxError } from '../script/reading';
import { createRunner, innerFrame, ScriptFailure, type Runner } from '../script/run';
import { ReturnSignal } from '../script/scripting';
import type { Statement } from '../script/tree';
import { CommandFailure, missingValues, notEnoughPermissions } from '../state/failure';
import { isSingle, perform, type Invocation } from './actions';
import { hasRight, type Machine } from './machine';

/** Longest text that /execute takes, in bytes. */
const longestScript = 65_536;

/** Scripts that start scripts end somewhere. */
const deepest = 20;

let depth = 0;

function nested<T>(run: () => T): T {
  if (depth >= deepest) {
    throw new CommandFailure('scripts are nested too deep', 3);
  }
  depth += 1;
  try {
    return run();
  } finally {
    depth -= 1;
  }
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && value !== 'no' && value !== 'false';
}

/**
 * `/import`. Without `verbose` the whole file is read first, and a syntax error means that nothing was applied. With it, line by line: what stands
 * before the error has been applied. A command that fails stops the import either way; nothing is taken back.
 */
export function importFile(machine: Machine, invocation: Invocation): void {
  const { values } = invocation;
  const name = values.get('file-name');
  if (name === undefined || name === '') {
    throw missingValues(['file-name']);
  }
  const verbose = isOn(values.get('verbose'));
  const dryRun = isOn(values.get('dry-run'));
  if (dryRun && !verbose) {
    throw new CommandFailure('dry-run needs verbose', 1, 'dry-run');
  }
  const contents = machine.files.read(name);
  if (contents === undefined) {
    throw new CommandFailure(`no such file ${name}`, 0);
  }
  const text = fromLine(contents, Number(values.get('from-line') ?? '1'));
  try {
    nested(() =>
      dryRun
        ? rehearse(machine, text)
        : verbose
          ? runLines(machine, invocation, text)
          : runWhole(machine, invocation, text),
    );
  } catch (thrown) {
    throw logged(machine, `import of ${name}`, thrown);
  }
  machine.log.write('script,info', `${name} ${dryRun ? 'checked' : 'imported'}`);
}

/** Empties the lines before `first`, so that positions stay those of the file. */
function fromLine(text: string, first: number): string {
  if (!Number.isInteger(first) || first < 1) {
    throw new CommandFailure('invalid value for argument from-line', 1, 'from-line');
  }
  let at = 0;
  for (let line = 1; line < first && at < text.length; line += 1) {
    const end = /\r\n|\n|\r/g;
    end.lastIndex = at;
    at = end.exec(text) ? end.lastIndex : text.length;
  }
  return text.slice(0, at).replace(/[^\r\n]/g, ' ') + text.slice(at);
}

function runWhole(machine: Machine, invocation: Invocation, text: string): void {
  const statements = readScript(text, machine.tree);
  runAtTop(runnerFor(machine, invocation), statements);
}

function runLines(machine: Machine, invocation: Invocation, text: string): void {
  const next = scriptReader(text, machine.tree);
  const runner = runnerFor(machine, invocation);
  const frame = innerFrame(undefined);
  for (let statement = next(); statement; statement = next()) {
    runAtTop(runner, [statement], frame);
  }
}

/** Reads without running. An unknown command, which a plain reading lets pass, is an error here. */
function rehearse(machine: Machine, text: string): void {
  const next = scriptReader(text, machine.tree);
  for (let statement = next(); statement; statement = next()) {
    if (statement.kind === 'bad-command') {
      const { line, column } = statement.position;
      throw new CommandFailure(`bad command name ${statement.word} (line ${line} column ${column})`, 0);
    }
  }
}

function runAtTop(runner: Runner, statements: readonly Statement[], frame = innerFrame(undefined)): void {
  try {
    runner.run(statements, frame);
  } catch (thrown) {
    if (!(thrown instanceof ReturnSignal)) {
      throw thrown;
    }
  }
}

/** `/execute`. With `as-string` its output comes back as text, and so does its error; without, it is a job, and errors show in the log only. */
export function executeText(machine: Machine, invocation: Invocation, raises = false): string | undefined {
  if (!hasRight(machine, invocation.account, 'read')) {
    throw notEnoughPermissions();
  }
  const script = invocation.values.get('script');
  if (script === undefined) {
    throw missingValues(['script']);
  }
  if (script.length > longestScript) {
    throw new CommandFailure('failure: the script is too long', 1, 'script');
  }
  const output: string[] = [];
  const asString = invocation.values.has('as-string');
  try {
    nested(() => runWhole(machine, { ...invocation, print: (line) => output.push(line) }, script));
  } catch (thrown) {
    const failure = logged(machine, 'script', thrown);
    if (raises) {
      throw failure;
    }
    output.push(failure.message);
  }
  if (raises) {
    return undefined;
  }
  return asString ? output.join('\r\n') : '*1';
}

function runnerFor(machine: Machine, invocation: Invocation): Runner {
  const print = invocation.print ?? (() => undefined);
  return createRunner({
    tree: machine.tree,
    globals: machine.globals,
    items: (menu) => (isSingle(machine, menu) ? [] : machine.items.items(menu)),
    print,
    runText: (text) => nested(() => runWhole(machine, invocation, text)),
    invoke: (path, values, unset) =>
      perform(machine, { path, values, unset, account: invocation.account, rowNumbers: true, print }),
  });
}

/** An error of a script as the refusal of the command that ran it; it is also written to the log. */
function logged(machine: Machine, what: string, thrown: unknown): CommandFailure {
  const failure =
    thrown instanceof ScriptSyntaxError
      ? new CommandFailure(thrown.message)
      : thrown instanceof ScriptFailure
        ? new CommandFailure(thrown.message, thrown.category)
        : thrown;
  if (!(failure instanceof CommandFailure)) {
    throw thrown;
  }
  machine.log.write('script,error', `${what}: ${failure.message}`);
  return failure;
}
