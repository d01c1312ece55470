import type { CommandTree } from '../commands/tree';
import { CommandFailure } from '../state/failure';
import type { Item } from '../state/store';
import { runScripting, ReturnSignal } from './scripting';
import { arrayOf, isCode, textOf, type Data } from './data';
import { evaluate, isTrue, type Surroundings } from './evaluate';
import type { Argument, CommandStatement, Expression, Statement } from './tree';

/** What a script does to the router. */
export interface ScriptHost {
  readonly tree: CommandTree;
  /** Runs a command of a menu; gives what `[...]` around it would be. */
  invoke(path: string, values: ReadonlyMap<string, string>, unset: readonly string[]): string | undefined;
  items(menu: string): readonly Item[];
  /** A line of output. */
  print(text: string): void;
  /** Runs a text as a script of its own. */
  runText(text: string): void;
  /** Global variables outlive the script. */
  readonly globals: Map<string, Data>;
}

/** A command failed while it ran. The message names the command and its line, as the router's does. */
export class ScriptFailure extends Error {
  override readonly name = 'ScriptFailure';
  constructor(
    message: string,
    readonly line: number,
    /** The message without the place. */
    readonly reason: string,
    readonly category: number | undefined,
  ) {
    super(message);
  }
}

/** More commands than any script of a test runs: an endless loop ends here instead of hanging the router. */
const mostSteps = 200_000;

export interface Frame {
  readonly variables: Map<string, Data>;
  readonly globalNames: Set<string>;
  readonly parent: Frame | undefined;
}

export function innerFrame(parent: Frame | undefined): Frame {
  return { variables: new Map(), globalNames: new Set(), parent };
}

export interface Runner {
  readonly host: ScriptHost;
  run(statements: readonly Statement[], frame: Frame): Data;
  value(expression: Expression, frame: Frame): Data;
  call(code: Data, given: readonly Argument[], frame: Frame): Data;
  surroundings(frame: Frame): Surroundings;
}

/** Runs commands one after the other. Throws `ScriptFailure` at the first that fails; what ran before stays. */
export function createRunner(host: ScriptHost): Runner {
  let steps = 0;

  const runner: Runner = {
    host,
    run(statements, frame) {
      let result: Data;
      for (const statement of statements) {
        steps += 1;
        if (steps > mostSteps) {
          throw failureAt(new CommandFailure('the script does not end', 3), statement, '');
        }
        result = runStatement(statement, frame);
      }
      return result;
    },
    value: (expression, frame) => evaluate(expression, runner.surroundings(frame)),
    call(code, given, frame) {
      if (!isCode(code)) {
        return code;
      }
      const inner = innerFrame(undefined);
      let position = 1;
      for (const { name, value } of given) {
        const data = value && runner.value(value, frame);
        inner.variables.set(name === '' ? String(position) : name, data);
        position += name === '' ? 1 : 0;
      }
      try {
        runner.run(code.statements, inner);
        return undefined;
      } catch (thrown) {
        if (thrown instanceof ReturnSignal) {
          return thrown.value;
        }
        throw thrown;
      }
    },
    surroundings: (frame) => ({
      variable: (name) => lookUp(name, frame)?.get(name),
      isVariable: (name) => lookUp(name, frame) !== undefined,
      substitute(statements) {
        try {
          const result = runner.run(statements, innerFrame(frame));
          // `[[:parse ...]]`: what the inner brackets give is the command of the outer ones.
          return statements.at(-1)?.kind === 'value' ? runner.call(result, [], frame) : result;
        } catch (thrown) {
          if (thrown instanceof ReturnSignal) {
            return thrown.value;
          }
          throw thrown;
        }
      },
    }),
  };

  function lookUp(name: string, frame: Frame | undefined): Map<string, Data> | undefined {
    for (let current = frame; current; current = current.parent) {
      if (current.variables.has(name)) {
        return current.variables;
      }
      if (current.globalNames.has(name)) {
        return host.globals;
      }
    }
    return undefined;
  }

  function runStatement(statement: Statement, frame: Frame): Data {
    switch (statement.kind) {
      case 'menu':
        return undefined;
      case 'block':
        return runner.run(statement.statements, innerFrame(frame));
      case 'value':
        return runner.value(statement.value, frame);
      case 'bad-command': {
        const { line, column } = statement.position;
        const reason = `bad command name ${statement.word} (line ${line} column ${column})`;
        throw new ScriptFailure(reason, line, reason, 0);
      }
      case 'call':
        return runner.call(runner.value(statement.target, frame), statement.arguments, frame);
      case 'command':
        return runCommand(statement, frame);
    }
  }

  function runCommand(statement: CommandStatement, frame: Frame): Data {
    const path = `${statement.menu}/${statement.verb}`;
    try {
      if (statement.menu === '') {
        const outcome = runScripting(statement, frame, runner);
        if (outcome !== 'unknown') {
          return outcome.value;
        }
      }
      if (statement.verb === 'find') {
        return arrayOf(matching(statement, frame).map((item) => item.id));
      }
      if (statement.verb === 'print' && statement.condition) {
        matching(statement, frame);
      }
      const values = new Map<string, string>();
      for (const { name, value } of statement.arguments) {
        values.set(name, value === undefined ? 'yes' : argumentText(value, frame));
      }
      return host.invoke(path, values, statement.unset);
    } catch (thrown) {
      throw thrown instanceof CommandFailure ? failureAt(thrown, statement, path) : thrown;
    }
  }

  function matching(statement: CommandStatement, frame: Frame): Item[] {
    const { condition } = statement;
    const items = host.items(statement.menu);
    if (!condition) {
      return [...items];
    }
    const command = ['set', 'add', 'print'].flatMap((verb) => host.tree.command(`${statement.menu}/${verb}`) ?? []);
    const known = new Set(command.flatMap((each) => [...each.arguments.keys()]));
    const outer = runner.surroundings(frame);
    return items.filter((item) =>
      isTrue(evaluate(condition, { ...outer, item, isProperty: (name) => known.has(name) && name !== 'static' })),
    );
  }

  /** A bare word goes as it is written, so that `comment=007` keeps its zeros. */
  function argumentText(value: Expression, frame: Frame): string {
    return value.kind === 'text' ? value.text : textOf(runner.value(value, frame), ',');
  }

  return runner;
}

function failureAt(failure: CommandFailure, statement: Statement, path: string): ScriptFailure {
  const { line } = statement.position;
  const argument = failure.argument === undefined ? '' : ` (${failure.argument})`;
  const place = path.lastIndexOf('/') === 0 ? `:${path.slice(1)}` : path;
  return new ScriptFailure(
    `${failure.message} (${place}${argument}; line ${line})`,
    line,
    failure.message,
    failure.category,
  );
}
