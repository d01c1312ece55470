import { describe, expect, test } from 'vitest';
import { codeActions, isNamed, isWanted } from '../../server/src/features/codeActions';
import type { CodeActionContext } from '../../server/src/features/codeActions';
import type { Finding, Fix } from '../../server/src/rules/rule';
import { suppressionEdits } from '../../server/src/rules/suppressions';
import { parse } from '../../server/src/syntax/parser';

const text = ':put 1\n:put 2\n';

const context: CodeActionContext = {
  explains: (rule) => rule !== 'no-page',
  suppress: suppressionEdits({ text, tree: parse(text) }),
};

function finding(rule: string, start: number, end: number, more: Partial<Finding> = {}): Finding {
  return {
    rule,
    category: 'security',
    severity: 'warning',
    span: { start, end },
    message: 'Something is wrong.',
    related: [],
    tags: [],
    fixes: [],
    ...more,
  };
}

function fix(title: string, fixClass: Fix['class']): Fix {
  return { title, class: fixClass, edits: [{ start: 0, end: 0, text: title }] };
}

function titles(findings: readonly Finding[], start: number, end: number, only?: readonly string[]): readonly string[] {
  const offers = codeActions({ findings }, { start, end }, { ...context, ...(only && { only }) });
  return offers.map(({ title, preferred }) => (preferred ? `* ${title}` : title));
}

describe('what is offered', () => {
  test.each<[string, Finding, readonly string[]]>([
    [
      'safe fixes before suggestions, then explanation and suppression',
      finding('rule-a', 0, 4, { fixes: [fix('Maybe', 'suggestion'), fix('Surely', 'safe'), fix('Also', 'safe')] }),
      [
        '* Surely',
        'Also',
        'Suggestion: Maybe',
        'Explain rule-a',
        'Suppress rule-a for this line',
        'Suppress rule-a for this file',
        'Fix all safe problems',
      ],
    ],
    [
      'a suggestion is never preferred and never part of fix-all',
      finding('rule-a', 0, 4, { fixes: [fix('Maybe', 'suggestion')] }),
      ['Suggestion: Maybe', 'Explain rule-a', 'Suppress rule-a for this line', 'Suppress rule-a for this file'],
    ],
    [
      'a syntax error cannot be suppressed',
      finding('syntax-error', 0, 4, { category: 'syntax', severity: 'error' }),
      ['Explain syntax-error'],
    ],
    [
      'nor can what the router refuses',
      finding('unknown-menu', 0, 4, { category: 'schema', severity: 'error' }),
      ['Explain unknown-menu'],
    ],
    [
      'a weaker finding of the schema can',
      finding('unknown-menu', 0, 4, { category: 'schema', severity: 'hint' }),
      ['Explain unknown-menu', 'Suppress unknown-menu for this line', 'Suppress unknown-menu for this file'],
    ],
    ['no explanation without a page', finding('no-page', 0, 4, { category: 'syntax' }), []],
  ])('%s', (_name, one, expected) => {
    expect(titles([one], 2, 2)).toEqual(expected);
  });

  test('two findings of one rule on one line offer the same comment once', () => {
    const findings = [finding('rule-a', 0, 2), finding('rule-a', 3, 5), finding('rule-b', 7, 9)];
    expect(titles(findings, 0, 14).filter((title) => title.startsWith('Suppress'))).toEqual([
      'Suppress rule-a for this line',
      'Suppress rule-b for this line',
      'Suppress rule-a for this file',
      'Suppress rule-b for this file',
    ]);
  });

  test('a selection of the whole of a bad file stays short', () => {
    const findings = Array.from({ length: 500 }, (_, index) => finding(`rule-${index % 3}`, index % 14, index % 14));
    const offered = titles(findings, 0, 14).filter((title) => title.startsWith('Suppress'));
    expect(offered.length).toBeLessThan(30);
    expect(offered.filter((title) => title.endsWith('this file'))).toHaveLength(3);
  });
});

describe('what belongs together', () => {
  const member = (at: number, fixClass: Fix['class'], group = 'harden-api-ssl', more: Partial<Fix> = {}): Finding =>
    finding(`rule-${at}`, at, at + 2, {
      fixes: [{ title: `Fix ${at}`, class: fixClass, edits: [{ start: at, end: at, text: `${at}` }], group, ...more }],
    });

  /** Title of the group's action at the first finding, and its edits. */
  function group(...findings: readonly Finding[]): readonly unknown[] {
    return codeActions({ findings }, { start: 0, end: 0 }, context)
      .filter(({ title }) => title.includes('changes)'))
      .map(({ title, action, findings: mended }) => [title, action, mended.length]);
  }

  test('is one action for the whole file, safe only where all of it is', () => {
    const edits = [
      { start: 0, end: 0, text: '0' },
      { start: 9, end: 9, text: '9' },
    ];
    const action = { type: 'edit', edits, placeholders: [] };
    expect(group(member(0, 'safe'), member(9, 'safe'))).toEqual([['Harden api-ssl (2 changes)', action, 2]]);
    expect(group(member(0, 'safe'), member(9, 'suggestion'))).toEqual([
      ['Suggestion: Harden api-ssl (2 changes)', action, 2],
    ]);
  });

  test('is offered where a part of it is, and never for one fix alone', () => {
    expect(group(member(0, 'safe'))).toEqual([]);
    expect(group(member(0, 'safe'), member(9, 'safe', 'harden-ssh'))).toEqual([]);
    expect(group(member(4, 'safe'), member(9, 'safe'))).toEqual([]);
  });

  test('keeps what must be filled in, and leaves out what touches something else of it', () => {
    const filled = member(0, 'suggestion', 'x-y', { placeholders: ['0'] });
    expect(
      group(
        filled,
        member(9, 'safe', 'x-y'),
        member(9, 'suggestion', 'x-y', { edits: [{ start: 8, end: 9, text: '' }] }),
      ),
    ).toEqual([
      ['Suggestion: X y (2 changes)', { type: 'edit', edits: expect.anything() as unknown, placeholders: ['0'] }, 2],
    ]);
  });
});

describe('where', () => {
  test.each<[number, number, boolean]>([
    [0, 2, false],
    [0, 3, true],
    [4, 4, true],
    [6, 9, true],
    [7, 9, false],
  ])('a range of %i to %i touches a finding of 3 to 6: %s', (start, end, offered) => {
    expect(titles([finding('rule-a', 3, 6)], start, end).length > 0).toBe(offered);
  });

  test('fix-all is about the whole file', () => {
    expect(titles([finding('rule-a', 0, 1, { fixes: [fix('Surely', 'safe')] })], 10, 10)).toEqual([
      'Fix all safe problems',
    ]);
  });
});

describe('kinds', () => {
  const fixAll = 'source.fixAll.routeros-guard';

  test.each<[readonly string[] | undefined, boolean, boolean]>([
    [undefined, true, false],
    [[], false, false],
    [[''], true, true],
    [['source'], true, true],
    [['source.fixAll'], true, true],
    [[fixAll], true, true],
    [['quickfix', 'source.fixAll'], true, true],
    [['source.fixAll.eslint'], false, false],
    [['sourc'], false, false],
    [['quickfix'], false, false],
  ])('only %j: wanted %s, named %s', (only, wanted, named) => {
    expect(isWanted(fixAll, only)).toBe(wanted);
    expect(isNamed(fixAll, only)).toBe(named);
  });

  test.each<[string, readonly string[]]>([
    ['quickfix', ['* Surely', 'Explain rule-a', 'Suppress rule-a for this line', 'Suppress rule-a for this file']],
    ['source.fixAll', ['Fix all safe problems']],
    ['refactor', []],
  ])('only %s', (kind, expected) => {
    expect(titles([finding('rule-a', 0, 4, { fixes: [fix('Surely', 'safe')] })], 0, 4, [kind])).toEqual(expected);
  });
});
