/** One measurement in a process of its own: `measure.js NAME`; prints one line of JSON. Bundled and started by run.mjs. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as TypeScript from 'typescript';
import { checkScript } from '../../server/src/rules/engine';
import { schema } from '../../server/src/schema/bundled';
import { lex } from '../../server/src/syntax/lexer';
import { parse } from '../../server/src/syntax/parser';
import { syntaxErrors } from '../../server/src/syntax/walk';
import { addressLists, realLooking } from './inputs';

/** Of a text of one megabyte; fewer of a larger one. What takes no time is run for a second at least: until then it is still being compiled. */
const rounds = 11;
const roundsOfLarge = 4;
const atLeast = 1000;
const [, script = '', name = ''] = process.argv;
// Found from the bundle's folder: TypeScript and acorn measure on their own language, on TypeScript's own source.
const packages = createRequire(script);

interface Result {
  readonly name: string;
  readonly megabytes: number;
  readonly cold: number;
  readonly median: number;
  /** Resident memory after the runs, in megabytes. */
  readonly memory: number;
}

/** Milliseconds of processor time: what other programs take away from a shared machine does not count. The collector's threads do. */
function measure(text: string, work: () => unknown): Result {
  const times: number[] = [];
  const enough = text.length > 5e6 ? roundsOfLarge : rounds;
  for (let spent = 0; times.length < enough || spent < atLeast; spent += times.at(-1) ?? 0) {
    const started = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(started);
    times.push((user + system) / 1000);
  }
  const [cold = 0] = times;
  const sorted = times.slice(1).sort((a, b) => a - b);
  return {
    name,
    megabytes: text.length / 1e6,
    cold,
    median: sorted[sorted.length >> 1] ?? cold,
    memory: process.memoryUsage().rss / 1e6,
  };
}

function reading(text: string, what: string): Result {
  switch (what) {
    case 'lexer':
      return measure(text, () => lex(text));
    case 'parser':
      return measure(text, () => syntaxErrors(parse(text)));
    default:
      return measure(text, () => checkScript(text, { schema: schema() }));
  }
}

function foreign(what: string): Result {
  const text = readFileSync(packages.resolve('typescript'), 'utf8').slice(0, 1e6);
  if (what === 'acorn') {
    // acorn takes whole programs only: one that it ships.
    const acorn = packages('acorn') as { parse: (text: string, options: object) => unknown };
    const program = readFileSync(packages.resolve('acorn'), 'utf8').repeat(4);
    return measure(program, () => acorn.parse(program, { ecmaVersion: 'latest', sourceType: 'script' }));
  }
  const typescript = packages('typescript') as typeof TypeScript;
  const { ScriptTarget, ScriptKind, LanguageVariant, SyntaxKind } = typescript;
  if (what === 'createSourceFile') {
    return measure(text, () => typescript.createSourceFile('a.ts', text, ScriptTarget.Latest, true, ScriptKind.TS));
  }
  return measure(text, () => {
    const scanner = typescript.createScanner(ScriptTarget.Latest, false, LanguageVariant.Standard, text);
    while (scanner.scan() !== SyntaxKind.EndOfFileToken);
  });
}

const [subject = '', input = '', size = '1'] = name.split(' ');
const result =
  input === 'js'
    ? foreign(subject)
    : reading(input === 'list' ? addressLists(Number(size)) : realLooking(Number(size)), subject);
process.stdout.write(`${JSON.stringify(result)}\n`);
