import { expect, test } from 'vitest';
import { snippetEdits } from '../../server/src/features/snippets';

test.each<[string, readonly string[], readonly string[], readonly (string | undefined)[]]>([
  ['nothing to fill in', ['address=NETWORK'], [], [undefined]],
  ['one place', [' address=NETWORK'], ['NETWORK'], [' address=${1:NETWORK}']],
  ['two, in the order of the text', ['a=B c=D'], ['D', 'B'], ['a=${1:B} c=${2:D}']],
  ['one in several places', ['a=B', 'c=B d=E'], ['B', 'E'], ['a=${1:B}', 'c=${1:B} d=${2:E}']],
  ['a longer one that begins like a shorter one', ['NET NETWORK'], ['NET', 'NETWORK'], ['${1:NET} ${2:NETWORK}']],
  ['only in one of the edits', ['x', 'y=Z'], ['Z'], [undefined, 'y=${1:Z}']],
  ['what means something in a snippet', ['a=$x {b} c\\d Q}'], ['Q}'], ['a=\\$x {b\\} c\\\\d ${1:Q\\}}']],
  ['an empty placeholder', ['a'], [''], [undefined]],
  ['a placeholder that stands nowhere', ['a'], ['b'], [undefined]],
])('%s', (_, texts, placeholders, expected) => {
  const edits = texts.map((text, index) => ({ start: index * 10, end: index * 10, text }));
  expect(snippetEdits(edits, placeholders).map(({ snippet }) => snippet)).toEqual(expected);
});

test('the order of the text counts, not the order of the edits', () => {
  const edits = [
    { start: 9, end: 9, text: 'B' },
    { start: 0, end: 0, text: 'A' },
  ];
  expect(snippetEdits(edits, ['A', 'B']).map(({ snippet }) => snippet)).toEqual(['${2:B}', '${1:A}']);
});
