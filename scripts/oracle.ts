/**
 * `npm run oracle -- FILE.jsonl [--version 7.22.1] [--misses N] [--json]`: how far we agree with recorded answers of routers, per release.
 * Ends with 0 whenever it could count, with 2 where it could not.
 */
import { readCases } from '../test/oracle/cases';
import { judge, miss, tally, type Judgement, type Tally } from '../test/oracle/judge';

interface Options {
  readonly file: string;
  readonly version: string | undefined;
  readonly misses: number;
  readonly json: boolean;
}

const usage = 'usage: npm run oracle -- FILE.jsonl [--version 7.22.1] [--misses N] [--json]';

function readOptions(words: readonly string[]): Options {
  let file: string | undefined;
  let version: string | undefined;
  let misses = 0;
  let json = false;
  const rest = [...words];
  const valueOf = (flag: string): string => {
    const value = rest.shift();
    if (value === undefined) throw new Error(`${flag} needs a value. ${usage}`);
    return value;
  };
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    switch (word) {
      case '--version':
        version = valueOf(word);
        break;
      case '--misses': {
        misses = Number(valueOf(word));
        if (!Number.isInteger(misses) || misses < 0) throw new Error(`--misses needs a whole number. ${usage}`);
        break;
      }
      case '--json':
        json = true;
        break;
      default:
        if (word.startsWith('-') || file !== undefined) throw new Error(`Not understood: ${word}. ${usage}`);
        file = word;
    }
  }
  if (file === undefined) throw new Error(`A file with recorded answers is needed. ${usage}`);
  return { file, version, misses, json };
}

function percent(part: number, total: number): string {
  return total === 0 ? '-' : `${((100 * part) / total).toFixed(1)} %`;
}

function table(version: string, counts: Tally): string {
  const { clean, error, late, form, packages } = counts;
  const row = (name: string, part: number, total: number): string =>
    `  ${name.padEnd(24)}${`${part}/${total}`.padStart(9)}  ${percent(part, total).padStart(7)}`;
  return [
    `RouterOS ${version}`,
    row('clean: silent', clean.silent, clean.total),
    row('error: flagged', error.flagged, error.total),
    row('error: same line', error.sameLine, error.total),
    row('error: same place', error.samePlace, error.total),
    row('error: same message', error.sameMessage, error.total),
    row('late: same line', late.sameLine, late.total),
    row('form: equal', form.equal, form.total),
    row('packages: same place', packages.samePlace, packages.total),
  ].join('\n');
}

function run({ file, version, misses, json }: Options): void {
  const cases = readCases(file);
  const known = [...new Set(cases.flatMap(({ answers }) => Object.keys(answers)))];
  const versions = version === undefined ? known : [version];
  const results: Record<string, unknown> = {};
  for (const one of versions) {
    if (!known.includes(one)) throw new Error(`${file} has no answers of RouterOS ${one}; it has ${known.join(', ')}.`);
    const judgements = cases.map((item) => judge(item, one)).filter((made): made is Judgement => made !== undefined);
    const counts = tally(judgements);
    const listed = judgements
      .map((judgement) => ({ id: judgement.id, ofPackage: judgement.ofPackage, miss: miss(judgement) }))
      .filter((entry) => entry.miss !== undefined)
      .slice(0, misses);
    results[one] = misses > 0 ? { ...counts, misses: listed } : counts;
    if (json) continue;
    console.log(table(one, counts));
    for (const entry of listed)
      console.log(`  ${entry.id}${entry.ofPackage ? ' (package)' : ''}\n    ${entry.miss ?? ''}`);
  }
  if (json) console.log(JSON.stringify(results, undefined, 2));
}

try {
  run(readOptions(process.argv.slice(2)));
} catch (thrown) {
  console.error(thrown instanceof Error ? thrown.message : String(thrown));
  process.exitCode = 2;
}
