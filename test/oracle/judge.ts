import type { Answer, Case } from './cases';
import { difference } from './form';
import { lowerScript } from './lower';
import { isOfPackage } from './packages';
import { placeOf } from './places';
import { firstFinding, readAsRouter, routerSchema } from './router';

/** How far we agree with a router on one script. */
export interface Judgement {
  readonly id: string;
  readonly verdict: Answer['verdict'];
  /** We say what it says: nothing for a clean script, something for the others. */
  readonly agrees: boolean;
  readonly sameLine: boolean;
  readonly samePlace: boolean;
  /** At the same place, in the same words. */
  readonly sameMessage: boolean;
  /** For clean scripts: do we print the same form? */
  readonly sameForm: boolean;
  /** It stopped at a word of an extra package or of other hardware. */
  readonly ofPackage: boolean;
  readonly router: string;
  readonly ours: string;
  /** Where the forms differ first: ours, the router's. */
  readonly formDifference: readonly [string, string] | undefined;
}

/** Reads a script as the router of a release does, and compares; undefined where that release has given no answer. */
export function judge({ id, text, answers }: Case, release: string): Judgement | undefined {
  const answer = answers[release];
  if (!answer) return undefined;
  const model = readAsRouter(text, release);
  const finding = firstFinding(model);
  const place = finding && placeOf(text, finding.offset);
  const ours = finding && place ? shown(finding.message, place.line, place.column) : 'nothing';
  if (answer.verdict === 'clean') {
    const form = lowerScript(model, { schema: routerSchema(release), release });
    const formDifference = difference(form, answer.il);
    return {
      id,
      verdict: 'clean',
      agrees: finding === undefined,
      sameLine: false,
      samePlace: false,
      sameMessage: false,
      sameForm: formDifference === undefined,
      ofPackage: false,
      router: 'nothing',
      ours,
      formDifference,
    };
  }
  const message = answer.verdict === 'error' ? answer.message : lateMessage(answer.il);
  const sameLine = place?.line === answer.line;
  const samePlace = sameLine && place.column === answer.column;
  return {
    id,
    verdict: answer.verdict,
    agrees: finding !== undefined,
    sameLine,
    samePlace,
    sameMessage: samePlace && finding?.message === message,
    sameForm: false,
    ofPackage: isOfPackage(text, answer, release),
    router: shown(message, answer.line, answer.column),
    ours,
    formDifference: undefined,
  };
}

/** `bad command name foo`, as the form has it. */
function lateMessage(form: string): string {
  return /bad (?:command name|parameter) .*?(?= \(line )/s.exec(form)?.[0] ?? '';
}

function shown(message: string, line: number, column: number): string {
  return `${message} (line ${line} column ${column})`;
}

/** Counts of one release, as `npm run oracle` prints them. */
export interface Tally {
  readonly clean: { total: number; silent: number };
  readonly error: { total: number; flagged: number; sameLine: number; samePlace: number; sameMessage: number };
  readonly late: { total: number; sameLine: number };
  readonly form: { total: number; equal: number };
  /** Answers at words of extra packages or other hardware: in none of the counts above. */
  readonly packages: { total: number; flagged: number; sameLine: number; samePlace: number; ids: string[] };
}

export function tally(judgements: readonly Judgement[]): Tally {
  const counts: Tally = {
    clean: { total: 0, silent: 0 },
    error: { total: 0, flagged: 0, sameLine: 0, samePlace: 0, sameMessage: 0 },
    late: { total: 0, sameLine: 0 },
    form: { total: 0, equal: 0 },
    packages: { total: 0, flagged: 0, sameLine: 0, samePlace: 0, ids: [] },
  };
  for (const { id, verdict, agrees, sameLine, samePlace, sameMessage, sameForm, ofPackage } of judgements) {
    if (ofPackage) {
      counts.packages.total++;
      counts.packages.flagged += Number(agrees);
      counts.packages.sameLine += Number(sameLine);
      counts.packages.samePlace += Number(samePlace);
      counts.packages.ids.push(id);
      continue;
    }
    switch (verdict) {
      case 'clean':
        counts.clean.total++;
        counts.clean.silent += Number(agrees);
        counts.form.total++;
        counts.form.equal += Number(sameForm);
        break;
      case 'error':
        counts.error.total++;
        counts.error.flagged += Number(agrees);
        counts.error.sameLine += Number(sameLine);
        counts.error.samePlace += Number(samePlace);
        counts.error.sameMessage += Number(sameMessage);
        break;
      case 'late':
        counts.late.total++;
        counts.late.sameLine += Number(sameLine);
        break;
    }
  }
  return counts;
}

/** What is not as the router has it, in words; undefined where all is. */
export function miss(judgement: Judgement): string | undefined {
  const { verdict, agrees, sameMessage, sameLine, sameForm, formDifference, router, ours } = judgement;
  switch (verdict) {
    case 'clean':
      if (!agrees) return `clean, and we say: ${ours}`;
      if (sameForm) return undefined;
      return `form: ${excerpt(formDifference?.[0], formDifference?.[1])}`;
    case 'error':
      return sameMessage ? undefined : `${router}, and we say: ${ours}`;
    case 'late':
      return sameLine && sameMessage ? undefined : `${router}, and we say: ${ours}`;
  }
}

/** The place where two texts part, with a little of what is around it. */
function excerpt(ours = '', theirs = ''): string {
  let at = 0;
  while (at < ours.length && ours[at] === theirs[at]) at++;
  const piece = (text: string): string => JSON.stringify(text.slice(Math.max(0, at - 30), at + 50));
  return `the router has ${piece(theirs)}, we have ${piece(ours)}`;
}
