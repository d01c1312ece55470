/**
 * `npm run fuzz -- --seconds N [--seed S]`: mutates the examples, the rules' own examples and made scripts, and checks what must hold for any text:
 * nothing throws, the tree prints back to the letter, every span lies in the text, and the time of reading grows no more than linearly. Exits with 1 and the
 * offending text (as JSON) at the first fault.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readScript } from '../server/src/model/script';
import { checkScript } from '../server/src/rules/engine';
import { applySafeFixes } from '../server/src/rules/fixes';
import { rules } from '../server/src/rules/registry';
import { schema } from '../server/src/schema/bundled';
import { parse } from '../server/src/syntax/parser';
import { printTree } from '../server/src/syntax/walk';
import { realLooking } from './bench/inputs';

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '60' }, seed: { type: 'string', default: String(Date.now()) } },
});
const seconds = Number(values.seconds);
if (!(seconds > 0)) {
  console.error('fuzz: --seconds must be a number above 0, for example: npm run fuzz -- --seconds 60');
  process.exit(2);
}

const examples = fileURLToPath(new URL('../examples', import.meta.url));
const seeds = [
  ...readdirSync(examples).map((file) => readFileSync(join(examples, file), 'utf8')),
  ...rules.flatMap((rule) => rule.examples.flatMap(({ bad, good }) => [bad, good])),
  realLooking(0.002),
];
// prettier-ignore
const pieces = [
  '"', '$', '(', ')', '{', '}', '[', ']', ';', '#', '\\', '\n', '\r', '\t', ' ', '=', ',', '!', ':', '/', '.', '-', '~', '<', '>', '&', '|',
  '^', '%', '*', '+', '?', '@', '\0', '\u00e9', '\u{1f600}', '\ud83d',
  '\\\n', '$[', '$(', '{"', '"}', 'do={', 'on-error={', 'where ', '[find ', '->', '<%%', ':if (', ':foreach x in={', '/ip service ',
  'set ', 'add ', 'source="', 'source={', '\\"', '\\0A', ':set x ', ':local x ', ' # c', '\ufeff', '::', '10/2', '*1F', '..', 'action=drop ',
];

/** A small generator with a seed, so that a run can be repeated. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const seed = Number(values.seed);
const random = randomFrom(seed);
const pick = <T>(all: readonly T[]): T => all[random(all.length)] as T;

function mutate(text: string): string {
  let mutated = text;
  for (let times = 1 + random(6); times > 0; times--) {
    const at = random(mutated.length + 1);
    const length = random(12);
    switch (random(5)) {
      case 0:
        mutated = mutated.slice(0, at) + mutated.slice(at + length);
        break;
      case 1: {
        const other = pick(seeds);
        const from = random(other.length + 1);
        mutated = mutated.slice(0, at) + other.slice(from, from + random(200)) + mutated.slice(at);
        break;
      }
      case 2:
        mutated = mutated.slice(0, at) + mutated.slice(at, at + length).repeat(1 + random(40)) + mutated.slice(at);
        break;
      default:
        mutated = mutated.slice(0, at) + pick(pieces) + mutated.slice(at);
    }
  }
  return mutated;
}

class Fault extends Error {}

function examine(text: string): void {
  if (printTree(parse(text)) !== text) throw new Fault('the tree does not print back');
  const check = (script: string): ReturnType<typeof checkScript> => checkScript(script, { schema: schema() });
  const { findings } = check(text);
  for (const { rule, span, fixes } of findings) {
    if (rule === 'internal-error') throw new Fault('a rule failed');
    for (const { start, end } of [span, ...fixes.flatMap(({ edits }) => edits)]) {
      if (!(start >= 0 && start <= end && end <= text.length)) throw new Fault(`${rule} points outside of the text`);
    }
  }
  applySafeFixes(text, check);
}

/**
 * Processor time to read a text, and the same eight times over: more than linear shows. Small times are noise and not judged; what other programs take
 * away from a busy machine does not count.
 */
function growsLinearly(text: string): boolean {
  const time = (script: string): number => {
    const started = process.cpuUsage();
    readScript(script, { schema: schema() });
    const { user, system } = process.cpuUsage(started);
    return (user + system) / 1000;
  };
  const unit = text.repeat(Math.max(1, Math.ceil(20_000 / (text.length + 1))));
  const large = unit.repeat(8);
  // Eight times the input, with a wide margin; a collection of memory can slow one run down, not each of five.
  for (let attempt = 0; attempt < 5; attempt++) {
    const once = Math.min(time(unit), time(unit), time(unit));
    const often = time(large);
    if (often < 400 || often < once * 30) return true;
  }
  return false;
}

const end = performance.now() + seconds * 1000;
let texts = 0;
let longest = 0;
for (; performance.now() < end; texts++) {
  const text = mutate(pick(seeds));
  longest = Math.max(longest, text.length);
  try {
    examine(text);
    if (texts % 50 === 0 && !growsLinearly(text)) throw new Fault('time grows faster than the text');
  } catch (error) {
    console.error(
      `fuzz: seed ${seed}, text ${texts}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    console.error(JSON.stringify(text));
    process.exit(1);
  }
}
console.log(`fuzz: ${texts} texts in ${seconds} s, the longest of ${longest} characters, nothing found (seed ${seed})`);
