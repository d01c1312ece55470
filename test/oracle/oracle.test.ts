/** How far we agree with recorded answers of real routers. The figures that were reached are floors: they may only get better. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readScript } from '../../server/src/model/script';
import { schema } from '../../server/src/schema/bundled';
import { readCases, type Case } from './cases';
import { judge, miss, tally, type Judgement, type Tally } from './judge';

const file = fileURLToPath(new URL('../../../shared/data/oracle/open.jsonl', import.meta.url));
const isThere = existsSync(file);
if (!isThere) console.log('No recorded answers in ../shared/data/oracle: the comparison with routers is left out.');

/** At most so many answers may be missed. The reasons are in README.md. */
interface Missed {
  readonly silent: number;
  readonly flagged: number;
  readonly sameLine: number;
  readonly samePlace: number;
  readonly sameMessage: number;
  readonly late: number;
  readonly form: number;
}

const floors: Readonly<Record<string, Missed>> = {
  '7.20.8': { silent: 0, flagged: 0, sameLine: 0, samePlace: 2, sameMessage: 2, late: 0, form: 1 },
  '7.22.1': { silent: 0, flagged: 1, sameLine: 1, samePlace: 2, sameMessage: 2, late: 0, form: 1 },
  '7.23rc1': { silent: 0, flagged: 1, sameLine: 4, samePlace: 5, sameMessage: 5, late: 0, form: 0 },
};

function missed({ clean, error, late, form }: Tally): Missed {
  return {
    silent: clean.total - clean.silent,
    flagged: error.total - error.flagged,
    sameLine: error.total - error.sameLine,
    samePlace: error.total - error.samePlace,
    sameMessage: error.total - error.sameMessage,
    late: late.total - late.sameLine,
    form: form.total - form.equal,
  };
}

describe.skipIf(!isThere)('recorded answers', () => {
  const cases: readonly Case[] = isThere ? readCases(file) : [];

  it.each(Object.entries(floors))('of RouterOS %s', (release, floor) => {
    const judgements = cases
      .map((item) => judge(item, release))
      .filter((made): made is Judgement => made !== undefined);
    const reached = missed(tally(judgements));
    const why = judgements.flatMap((one) => (miss(one) === undefined ? [] : [`${one.id}: ${miss(one) ?? ''}`]));
    expect(judgements.length).toBeGreaterThan(400);
    for (const [name, most] of Object.entries(floor) as [keyof Missed, number][]) {
      expect(reached[name], `${name}; all that is missed:\n${why.join('\n')}`).toBeLessThanOrEqual(most);
    }
  });

  it('has no error where a router accepts the script, whatever the hardware and packages', () => {
    const accused = cases.flatMap(({ id, text, answers }) => {
      const errors = readScript(text, { schema: schema() }).errors.filter(({ severity }) => severity === 'error');
      return answers['7.23rc1']?.verdict === 'clean' && errors.length > 0 ? [`${id}: ${errors[0]?.message ?? ''}`] : [];
    });
    expect(accused).toEqual([]);
  });
});
