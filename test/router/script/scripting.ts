/** The commands of the root menu that make a script a program. */
import { CommandFailure } from '../state/failure';
import { arrayOf, dataOfWord, isArray, isCode, textOf, typeOf, type CodeData, type Data } from './data';
import { isTrue } from './evaluate';
import { intermediateForm } from './form';
import { readScript } from './read';
import { ScriptSyntaxError } from './reading';
import { innerFrame, ScriptFailure, type Frame, type Runner } from './run';
import type { CommandStatement, Expression } from './tree';

/** `:return` on its way out of a function. */
export class ReturnSignal extends Error {
  override readonly name = 'ReturnSignal';
  constructor(readonly value: Data) {
    super('return outside of a function');
  }
}

/** An endless loop ends here instead of hanging the router. */
const mostTurns = 100_000;

type Outcome = { readonly value: Data } | 'unknown';

const nothing: Outcome = { value: undefined };

/** Runs a scripting command; 'unknown' when the command is none of them. */
export function runScripting(statement: CommandStatement, frame: Frame, runner: Runner): Outcome {
  const expressionOf = (name: string): Expression | undefined =>
    statement.arguments.find((argument) => argument.name === name)?.value;
  const dataOf = (name: string): Data => {
    const expression = expressionOf(name);
    return expression && runner.value(expression, frame);
  };
  /** Runs a block in a frame of its own. */
  const runBlock = (name: string, inner = innerFrame(frame)): Data => {
    const code = dataOf(name);
    return isCode(code) ? runner.run(code.statements, inner) : code;
  };

  switch (statement.verb) {
    case 'put':
      runner.host.print(textOf(dataOf('message')));
      return nothing;
    case 'error':
      throw new CommandFailure(textOf(dataOf('message')), 3);
    case 'return':
      throw new ReturnSignal(dataOf('value'));
    case 'local':
    case 'global':
    case 'set':
      assign(statement, frame, runner, dataOf('do') ?? dataOf('value'));
      return nothing;
    case 'if':
      return { value: isTrue(dataOf('condition')) ? runBlock('do') : runBlock('else') };
    case 'while':
      for (let turns = 0; isTrue(dataOf('condition')); turns += 1) {
        if (turns > mostTurns) {
          throw new CommandFailure('the loop does not end', 3);
        }
        runBlock('do');
      }
      return nothing;
    case 'do':
      return runDo(statement, runBlock, dataOf);
    case 'onerror':
      return runOnError(runBlock, frame, textOf(dataOf('error')));
    case 'for':
      runFor(dataOf, (value) => {
        const inner = innerFrame(frame);
        inner.variables.set(textOf(dataOf('counter')), value);
        runBlock('do', inner);
      });
      return nothing;
    case 'foreach':
      runForEach(dataOf('in'), textOf(dataOf('counter')).split(','), (variables) => {
        const inner = innerFrame(frame);
        variables.forEach(([name, value]) => inner.variables.set(name, value));
        runBlock('do', inner);
      });
      return nothing;
    case 'execute':
      runner.host.runText(textOf(dataOf('script')));
      return nothing;
    case 'delay':
    case 'nothing':
      return nothing;
    default: {
      const compute = functions[statement.verb];
      return compute ? { value: compute(dataOf, runner) } : 'unknown';
    }
  }
}

function assign(statement: CommandStatement, frame: Frame, runner: Runner, value: Data): void {
  const target = statement.arguments.find((argument) => argument.name === 'name')?.value;
  if (target?.kind !== 'text') {
    throw new CommandFailure('the simulated router sets variables by their name only', 3);
  }
  const name = target.text;
  const given = statement.arguments.some((argument) => argument.name === 'value' || argument.name === 'do');
  switch (statement.verb) {
    case 'local':
      frame.variables.set(name, value);
      return;
    case 'global':
      frame.globalNames.add(name);
      if (given || !runner.host.globals.has(name)) {
        runner.host.globals.set(name, value);
      }
      return;
    default:
      for (let current: Frame | undefined = frame; current; current = current.parent) {
        if (current.variables.has(name)) {
          current.variables.set(name, value);
          return;
        }
        if (current.globalNames.has(name)) {
          runner.host.globals.set(name, value);
          return;
        }
      }
  }
}

/** Is it an error that `on-error` catches? */
function isFailure(thrown: unknown): thrown is ScriptFailure | CommandFailure {
  return thrown instanceof ScriptFailure || thrown instanceof CommandFailure;
}

function runDo(statement: CommandStatement, runBlock: (name: string) => Data, dataOf: (name: string) => Data): Outcome {
  const has = (name: string): boolean => statement.arguments.some((argument) => argument.name === name);
  try {
    if (has('if') && !isTrue(dataOf('if'))) {
      return nothing;
    }
    let value = runBlock('command');
    for (let turns = 0; has('while') && isTrue(dataOf('while')); turns += 1) {
      if (turns > mostTurns) {
        throw new CommandFailure('the loop does not end', 3);
      }
      value = runBlock('command');
    }
    return { value };
  } catch (thrown) {
    if (has('on-error') && isFailure(thrown)) {
      return { value: runBlock('on-error') };
    }
    throw thrown;
  }
}

function runOnError(runBlock: (name: string, inner?: Frame) => Data, frame: Frame, variable: string): Outcome {
  try {
    return { value: runBlock('in') };
  } catch (thrown) {
    if (!isFailure(thrown)) {
      throw thrown;
    }
    const inner = innerFrame(frame);
    inner.variables.set(variable, thrown.message);
    return { value: runBlock('do', inner) };
  }
}

function runFor(dataOf: (name: string) => Data, body: (value: number) => void): void {
  const [from, to, step = 1] = [dataOf('from'), dataOf('to'), dataOf('step')].map((data) =>
    data === undefined ? undefined : Number(textOf(data)),
  );
  if (from === undefined || to === undefined || Number.isNaN(from + to + step) || step === 0) {
    throw new CommandFailure('invalid range', 3);
  }
  const direction = step < 0 || to < from ? -Math.abs(step) : step;
  for (let value = from; direction > 0 ? value <= to : value >= to; value += direction) {
    body(value);
  }
}

function runForEach(
  data: Data,
  names: readonly string[],
  body: (variables: (readonly [string, Data])[]) => void,
): void {
  const array = isArray(data)
    ? data
    : arrayOf(data === undefined || data === '' ? [] : textOf(data).split(',').map(dataOfWord));
  const entries: (readonly [Data, Data])[] = [
    ...array.values.map((value, index) => [index, value] as const),
    ...[...array.keyed].map(([key, value]) => [key, value] as const),
  ];
  const [first = '', second] = names;
  for (const [key, value] of entries) {
    body(
      second === undefined
        ? [[first, value]]
        : [
            [first, key],
            [second, value],
          ],
    );
  }
}

/** `:parse` reads a text: code that can be called, and prints as its intermediate form, when the router accepts it, else the error. */
function parse(text: string, runner: Runner): CodeData {
  try {
    const statements = readScript(text, runner.host.tree);
    return { kind: 'code', statements, form: intermediateForm(statements) };
  } catch (thrown) {
    if (thrown instanceof ScriptSyntaxError) {
      throw new ScriptFailure(thrown.message, thrown.position.line, thrown.message, 3);
    }
    throw thrown;
  }
}

type Compute = (dataOf: (name: string) => Data, runner: Runner) => Data;

const functions: Readonly<Partial<Record<string, Compute>>> = {
  parse: (dataOf, runner) => parse(textOf(dataOf('value')), runner),
  len: (dataOf) => {
    const value = dataOf('value');
    return isArray(value) ? value.values.length + value.keyed.size : textOf(value).length;
  },
  typeof: (dataOf) => typeOf(dataOf('value')),
  tostr: (dataOf) => textOf(dataOf('value')),
  tonum: (dataOf) => {
    const value = dataOfWord(textOf(dataOf('value')));
    return typeof value === 'number' ? value : undefined;
  },
  tobool: (dataOf) => {
    const value = dataOfWord(textOf(dataOf('value')));
    return typeof value === 'boolean' ? value : undefined;
  },
  toarray: (dataOf) => {
    const value = dataOf('value');
    return isArray(value) ? value : arrayOf(textOf(value) === '' ? [] : textOf(value).split(',').map(dataOfWord));
  },
  pick: (dataOf) => {
    const value = dataOf('counter');
    const begin = Number(textOf(dataOf('begin')));
    const end = dataOf('end');
    if (isArray(value)) {
      return end === undefined ? value.values[begin] : arrayOf(value.values.slice(begin, Number(textOf(end))));
    }
    return textOf(value).slice(begin, end === undefined ? begin + 1 : Number(textOf(end)));
  },
  find: (dataOf) => {
    const container = dataOf('in');
    const key = dataOf('key');
    const from = dataOf('from') === undefined ? 0 : Number(textOf(dataOf('from'))) + 1;
    const at = isArray(container)
      ? container.values.findIndex((value, index) => index >= from && textOf(value) === textOf(key))
      : textOf(container).indexOf(textOf(key), from);
    return at < 0 ? undefined : at;
  },
};
