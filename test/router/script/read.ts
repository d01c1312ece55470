import type { CommandTree } from '../commands/tree';
import { peek, type Reading, type Scope } from './reading';
import { nextStatement } from './statements';
import type { Statement } from './tree';
import { syntaxError } from './reading';

/** Reads a script command by command: each call gives the next one, undefined at the end. Throws `ScriptSyntaxError`. */
export function scriptReader(text: string, tree: CommandTree): () => Statement | undefined {
  const reading: Reading = { text, at: text.startsWith('\xef\xbb\xbf') ? 3 : 0, tree };
  const scope: Scope = { menu: '', declared: new Set(), parent: undefined };
  return () => {
    const statement = nextStatement(reading, scope, '');
    if (!statement && peek(reading) !== '') {
      throw syntaxError(reading, 'expected end of command');
    }
    return statement;
  };
}

/** Reads a whole script. Throws `ScriptSyntaxError` for its first error. */
export function readScript(text: string, tree: CommandTree): Statement[] {
  const next = scriptReader(text, tree);
  const statements: Statement[] = [];
  for (let statement = next(); statement; statement = next()) {
    statements.push(statement);
  }
  return statements;
}
