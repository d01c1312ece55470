import { dottedPrefix, lookupArgument } from '../schema/lookup';
import type { Argument, Command } from '../schema/types';
import type { ArgumentItem, Item, ValueItem } from '../syntax/nodes';
import { parseCondition } from '../syntax/parser';
import type { Span } from '../syntax/span';
import { shiftError } from '../syntax/walk';
import { readArgumentValue } from './argumentValues';
import { checkPresence } from './existence';
import { readValues } from './parts';
import { reportAmbiguous } from './paths';
import { itemWord, wordText, type Reader, type Reading } from './reader';
import { nameSuggestions } from './valueChecks';
import { readValue } from './values';
import { declareNamed, isVariableName, readVariableName } from './variableNames';

/** How far the arguments of a command have been read. */
interface Progress {
  /** Index of the next positional argument. */
  slot: number;
  /** What a name that begins with a dot stands behind. */
  prefix: string | undefined;
  /** The router stops at the first thing that it cannot place; what follows is only its consequence. */
  stopped: boolean;
}

/** Names the arguments of a command and adds them to `reading.written`, in the order of the text. */
export function readArguments(reader: Reader, items: readonly Item[], reading: Reading): void {
  const { command, menu } = reading;
  const { base } = reading.inner;
  const { positional } = command;
  const isFind = command.name === 'find' && menu !== '';
  const progress: Progress = { slot: 0, prefix: undefined, stopped: false };
  for (let index = 0; index < items.length; index++) {
    const item = items[index];
    if (!item) break;
    const word = itemWord(reader, base, item);
    if (isFind || (word === 'where' && command.arguments.has('where'))) {
      readWhere(reader, items, word === 'where' ? index + 1 : index, reading, isFind, base + item.end);
      return;
    }
    const wanted = positional?.[progress.slot];
    if (isVariableName(reader, reading, wanted, item)) {
      readVariableName(reader, item, wanted ?? '', reading);
      progress.slot++;
    } else if (item.kind === 'argument') {
      const named = readNamed(reader, item, progress, reading, wanted !== undefined);
      progress.prefix = dottedPrefix(named) ?? progress.prefix;
      if (wanted === named) progress.slot++;
    } else if (word?.startsWith('!') && word.length > 1 && command.name !== 'print') {
      readUnset(reader, item, word, reading, progress);
    } else if (takesNextValue(reader, item, word, items[index + 1], reading, progress)) {
      index++;
    } else {
      readValueItem(reader, item, word, reading, progress);
    }
  }
}

function readWhere(
  reader: Reader,
  items: readonly Item[],
  from: number,
  reading: Reading,
  mayBeEmpty: boolean,
  end: number,
): void {
  if (from < items.length) readCondition(reader, items, from, reading);
  else if (!mayBeEmpty)
    reader.problems.add('syntax-error', 'missing value for where', end, end, 'A condition must follow `where`.');
}

/** `!name`: the property is unset. */
function readUnset(reader: Reader, item: Item, word: string, reading: Reading, progress: Progress): void {
  const { command, written, inner } = reading;
  const start = inner.base + item.start;
  const end = inner.base + item.end;
  const name = lookupArgument(command, word.slice(1), progress.prefix, reader.lookup);
  if (name.kind !== 'exact' && name.kind !== 'prefix') {
    reportUnexpected(reader, start, end, item, reading, progress);
    return;
  }
  checkArgument(reader, name.value, { start: start + 1, end }, reading);
  if (name.value.kept) {
    const message = `\`${name.value.name}\` cannot be taken away: it is none of what \`unset\` takes in ${reading.menu}. Give it a value, or leave it out.`;
    reader.problems.add('cannot-unset', undefined, start, end, message, { severity: 'warning' });
  }
  written.push({
    name: name.value.name,
    known: true,
    span: { start, end },
    nameSpan: { start: start + 1, end },
    value: undefined,
    unset: true,
  });
}

/** `else {`, `on-error {`, `in $x`, `count 3`: a name and its value without the `=`. False where the item is no such name. */
function takesNextValue(
  reader: Reader,
  item: Item,
  word: string | undefined,
  following: Item | undefined,
  reading: Reading,
  { slot }: Progress,
): boolean {
  const { command, menu, written, inner } = reading;
  const { base } = inner;
  if (word === undefined || following?.kind !== 'value' || !command.arguments.has(word)) return false;
  const mayTakeValue = menu === '' ? slot > 0 : slot >= (command.positional?.length ?? 0);
  if (!mayTakeValue || isNoValue(reader, following, command, base)) return false;
  written.push({
    name: word,
    known: true,
    span: { start: base + item.start, end: base + following.end },
    nameSpan: { start: base + item.start, end: base + item.end },
    value: readValue(reader.text, base, following.value),
    unset: false,
  });
  readArgumentValue(reader, following.value, word, reading);
  return true;
}

/** Is an item something of its own, so that the word before it is a flag? */
function isNoValue(reader: Reader, item: Item, command: Command, base: number): boolean {
  const word = itemWord(reader, base, item);
  return (
    word !== undefined &&
    (command.arguments.has(word) || word === 'where' || word.startsWith('!') || word.startsWith('='))
  );
}

/** A value without a name, or a flag. */
function readValueItem(
  reader: Reader,
  item: ValueItem,
  word: string | undefined,
  reading: Reading,
  progress: Progress,
): void {
  const { command, menu, inner } = reading;
  const { positional } = command;
  const { base } = inner;
  const start = base + item.start;
  const end = base + item.end;
  const wanted = positional?.[progress.slot];
  const isFlag = word !== undefined && command.arguments.has(word) && (progress.slot > 0 || menu === '');
  if (wanted !== undefined && !isFlag) {
    progress.slot++;
    const [head] = item.value.parts;
    const bad = head?.kind === 'word' ? /[=<>]/.exec(wordText(reader, base, head)) : undefined;
    if (bad) {
      reportUnexpected(reader, start + bad.index, end, item, reading, progress);
      return;
    }
    writePositional(reader, item, wanted, reading);
    return;
  }
  if (word !== undefined && readFlag(reader, item, word, reading, progress)) return;
  if (positional === undefined) writePositional(reader, item, '', reading);
  else reportUnexpected(reader, start, end, item, reading, progress);
}

function writePositional(reader: Reader, item: ValueItem, name: string, reading: Reading): void {
  const { base } = reading.inner;
  reading.written.push({
    name,
    known: true,
    span: { start: base + item.start, end: base + item.end },
    nameSpan: undefined,
    value: readValue(reader.text, base, item.value),
    unset: false,
  });
  readArgumentValue(reader, item.value, name, reading);
}

/** A word that names an argument without a value. False where it names none. */
function readFlag(reader: Reader, item: Item, word: string, reading: Reading, { prefix }: Progress): boolean {
  const { command, written, inner } = reading;
  const name = lookupArgument(command, word, prefix, reader.lookup);
  const exactOnly = command.name === 'add' || command.name === 'set';
  if (name.kind !== 'exact' && (name.kind !== 'prefix' || exactOnly)) return false;
  const span = { start: inner.base + item.start, end: inner.base + item.end };
  checkArgument(reader, name.value, span, reading);
  written.push({ name: name.value.name, known: true, span, nameSpan: span, value: undefined, unset: false });
  return true;
}

/** Is it a property that the menu shows and that no command takes? */
function isComputed({ schema }: Reader, { command, menu }: Reading, name: string): boolean {
  if (command.name !== 'add' && command.name !== 'set') return false;
  return schema.menu(menu)?.properties.get(name)?.readOnly === true;
}

function readOnlyMessage({ path }: Command, name: string): string {
  return `\`${name}\` is read-only: RouterOS computes it, and ${path} does not take it.`;
}

function reportUnexpected(
  reader: Reader,
  start: number,
  end: number,
  item: Item,
  { command, inner }: Reading,
  progress: Progress,
): void {
  if (!progress.stopped) {
    const word = itemWord(reader, inner.base, item);
    const isUnknown =
      word !== undefined && lookupArgument(command, word, progress.prefix, reader.lookup).kind === 'unknown';
    // `ping $a routing-table $b`: RouterOS takes names without `=` too, so that the word may be one.
    const isName = isUnknown && command.arguments.size > 0 && /^[a-z]+(?:-[a-z0-9]+)+$/.test(word);
    const message = isName
      ? `${command.path} takes no further value here, and has no argument \`${word}\` in RouterOS 7.`
      : `${command.path} takes no further value here: a name and \`=\` may be missing.`;
    if (reader.readsOver && isUnknown && /^[A-Za-z0-9_.-]+$/.test(word)) {
      reader.problems.add('unexpected-value', `bad parameter ${word}`, start, end, message, { place: end });
      // What stands behind it is mostly its value: one error is enough for a person.
      if (!reader.asRouter) progress.stopped = true;
      readValues(reader, [item], inner);
      return;
    }
    reader.problems.add('unexpected-value', 'expected end of command', start, end, message);
  }
  progress.stopped = true;
  readValues(reader, [item], inner);
}

/** Says so where the release has the command and not this argument of it. */
function checkArgument(
  reader: Reader,
  argument: Argument,
  { start, end }: Span,
  { command, exists, outer }: Reading,
): void {
  const { release } = reader.target;
  if (!exists || argument.presence.has(release)) return;
  // `envlist` became `envlists`: where the old name is the beginning of one new one alone, the router takes it for that.
  const longer = [...command.arguments.values()].filter(
    ({ name, presence }) => name.startsWith(argument.name) && presence.has(release),
  );
  if (longer.length !== 1)
    checkPresence(reader, argument, start, end, `${command.path} ${argument.name}`, outer.conditional);
}

/** `name=value`. Gives the full name. `positionalWaits`: a value without a name is still awaited. */
function readNamed(
  reader: Reader,
  item: ArgumentItem,
  { prefix, stopped }: Progress,
  reading: Reading,
  positionalWaits: boolean,
): string {
  const { text, problems } = reader;
  const { command, written, inner } = reading;
  const { base } = inner;
  const nameStart = base + item.name.start;
  const nameEnd = base + item.name.end;
  const raw = text.slice(text.charCodeAt(nameStart) === 33 ? nameStart + 1 : nameStart, nameEnd);
  const name = lookupArgument(command, raw, prefix, reader.lookup);
  const found = name.kind === 'exact' || name.kind === 'prefix' ? name.value : undefined;
  if (found) {
    checkArgument(reader, found, { start: nameStart, end: nameEnd }, reading);
  } else if (name.kind === 'ambiguous') {
    const onBase = lookupArgument(command, raw, prefix, { ...reader.lookup, baseOnly: true });
    const where = `the arguments of ${command.path}`;
    reportAmbiguous(problems, nameStart, raw, where, name.candidates, onBase.kind === 'ambiguous');
  } else if (!stopped || reader.asRouter) {
    // Where a value without a name is still awaited, the router takes the name for it and stops at the `=`.
    const takesName = positionalWaits && !item.negated;
    const readsOver = reader.readsOver && !takesName;
    const isReadOnly = isComputed(reader, reading, raw);
    problems.add(
      isReadOnly ? 'read-only-argument' : 'unknown-argument',
      readsOver ? `bad parameter ${raw}` : 'expected end of command',
      nameStart,
      nameEnd,
      isReadOnly ? readOnlyMessage(command, raw) : `${command.path} has no argument \`${raw}\` in RouterOS 7.`,
      {
        ...(readsOver || takesName ? { place: base + item.equalsEnd - 1 } : {}),
        suggestions: isReadOnly
          ? []
          : nameSuggestions(raw, item.negated ? nameStart + 1 : nameStart, command.arguments.keys()),
      },
    );
  }
  const full = found?.name ?? raw;
  written.push({
    name: full,
    known: found !== undefined,
    span: { start: base + item.start, end: base + item.end },
    nameSpan: { start: nameStart, end: nameEnd },
    value: item.value
      ? readValue(text, base, item.value)
      : { span: { start: base + item.equalsEnd, end: base + item.equalsEnd }, kind: 'word', text: '' },
    unset: false,
  });
  if (item.value) readArgumentValue(reader, item.value, full, reading);
  declareNamed(reader, reading);
  return full;
}

/** What follows `where`, or `find`: one expression without parentheses. */
function readCondition(reader: Reader, items: readonly Item[], index: number, reading: Reading): void {
  const { use, inner } = reading;
  const first = items[index];
  const last = items[items.length - 1];
  if (!first || !last) return;
  const start = inner.base + first.start;
  use.condition = { start, end: inner.base + last.end };
  readValues(reader, items.slice(index), inner);
  // Errors inside brackets and strings are the line's own and have been reported; here only what the expression itself lacks.
  if (reading.broken) return;
  const { errors } = parseCondition(reader.text, use.condition.start, use.condition.end);
  for (const error of errors) {
    const { start: from, end, router, message, unproven } = shiftError(error, start);
    if (end > use.condition.end) continue;
    if (unproven) reader.problems.add('syntax-error', undefined, from, end, message, { severity: 'hint' });
    else reader.problems.syntax(router, from, end, message);
  }
}
