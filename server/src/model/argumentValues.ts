import type { Part, Value } from '../syntax/nodes';
import { holdsBlock, runsSometimes } from './blocks';
import { innerScope } from './context';
import { EmbeddedText, isScriptName } from './embedded';
import { readArray, readParts, reportGluedTo } from './parts';
import type { Reader, Reading } from './reader';
import { namesVariable } from './variableNames';

/** Commands of the language that take the text of a script. */
const codeArguments: Readonly<Record<string, string>> = {
  '/execute': 'script',
  '/grep': 'script',
  '/parse': 'value',
};

/** Reads the value of the argument that was written last: braces are what their place demands, a script is kept for a reading of its own. */
export function readArgumentValue(reader: Reader, value: Value, name: string, reading: Reading): void {
  const { menu, command, inner, outer, use } = reading;
  const { base } = inner;
  const [part, glued] = value.parts;
  if (glued) reportGluedTo(reader, part, glued, base);
  else if (part) keepScript(reader, part, name, reading);
  if (part?.kind !== 'braces') {
    readParts(reader, value.parts, inner);
    return;
  }
  const isDeclaration = menu === '' && name === 'value';
  if (isDeclaration && part.closed && part.lines.length === 0) {
    reader.problems.syntax(
      'syntax error',
      base + part.start,
      base + part.end,
      'Empty braces are no array: write `({})` or `[:toarray ""]`.',
    );
    return;
  }
  if (holdsBlock(command, name)) {
    const sometimes = menu === '' ? runsSometimes(command.name, name, reading.hasErrorHandler) : true;
    reader.lines(part.lines, {
      menu: inner.menu,
      base,
      statement: outer.statement,
      parent: use,
      conditional: outer.conditional || sometimes,
      substitution: false,
      outerMenu: undefined,
      scope: innerScope(outer.scope, menu === '' && namesVariable(command.name)),
    });
  } else if (menu === '' && command.name !== 'execute' && command.name !== 'parse') {
    readArray(reader, part.lines, inner);
  }
  // Elsewhere braces are the text between them, as it stands.
}

/** Keeps the text of a value that is a script: of a constant string, or between braces. */
function keepScript(
  { text, embedded }: Reader,
  part: Part,
  name: string,
  { command, use, written, inner }: Reading,
): void {
  if (part.kind !== 'string' && part.kind !== 'braces') return;
  const isScript = command.arguments.get(name)?.script === true || codeArguments[command.path] === name;
  const argument = written[written.length - 1];
  if (!isScript || !argument) return;
  const script =
    part.kind === 'string'
      ? EmbeddedText.ofString(text, inner.base, part)
      : EmbeddedText.ofBraces(text, inner.base, part);
  if (script && !isScriptName(script.text)) embedded.push({ text: script, command: use, argument });
}
