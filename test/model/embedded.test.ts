import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { read } from './resolve';

/** The scripts inside a text, each as `menu argument: commands`, those inside them indented. */
function embeddedIn(script: ReturnType<typeof read>, indent = ''): string[] {
  return script.embedded.flatMap(({ command, argument, script: inner }) => [
    `${indent}${command.path} ${argument.name}: ${inner.commands.map(({ path }) => path).join(' ')}`,
    ...embeddedIn(inner, `${indent}  `),
  ]);
}

describe('scripts inside values', () => {
  it.each([
    [
      'a quoted source',
      '/system script add name=s source=":put 1\\r\\n/ip service set api disabled=yes"',
      ['/system/script/add source: /put /ip/service/set'],
    ],
    [
      'a source in braces',
      '/system script add name=s source={ :put "a }{ b"; /ip service print }',
      ['/system/script/add source: /put /ip/service/print'],
    ],
    [
      'a scheduler',
      '/system scheduler add name=x on-event="/tool fetch url=http://x"',
      ['/system/scheduler/add on-event: /tool/fetch'],
    ],
    ['the name of a script', '/system scheduler add name=x on-event=backup', []],
    ['the name of a script in quotes', '/system scheduler add name=x on-event="backup-now"', []],
    ['a computed text', '/system script add name=s source=":put $x"', []],
    [':execute', ':execute ":put 1"', ['/execute script: /put']],
    [':parse of a literal', ':local f [:parse ":put 1"]', ['/parse value: /put']],
    [
      'a script in a script',
      '/system script add name=a source="/system script add name=b source=\\":put 1; :put 2\\""',
      ['/system/script/add source: /system/script/add', '  /system/script/add source: /put /put'],
    ],
    ['no script', '/ip address add comment=":put 1"', []],
  ])('%s', (_name, text, scripts) => {
    expect(embeddedIn(read(text))).toEqual(scripts);
  });

  it('maps places outwards, over escapes and joins', () => {
    const text = '/system script add name=s source=":put \\"a\\"\\r\\\n    \\n/ip service set api disabled=yes"';
    const [embedded] = read(text).embedded;
    const command = embedded?.script.commands.find(({ verb }) => verb === 'set');
    const span = embedded!.toOuterSpan(command!.span);
    expect(text.slice(span.start, span.end)).toBe('/ip service set api disabled=yes');
    const put = embedded!.toOuterSpan(embedded!.script.commands[0]!.span);
    expect(text.slice(put.start, put.end)).toBe(':put \\"a\\"');
  });

  it('escapes edits of a string, and leaves those between braces alone', () => {
    const edit = { start: 0, end: 0, text: ':put "$x\\n"\n' };
    expect(read(':execute ":put 1"').embedded[0]?.toOuterEdit(edit)).toEqual({
      start: 10,
      end: 10,
      text: ':put \\"\\$x\\\\n\\"\\n',
    });
    expect(read(':execute {:put 1}').embedded[0]?.toOuterEdit(edit)).toEqual({
      start: 10,
      end: 10,
      text: ':put "$x\\n"\n',
    });
  });

  it('for any text in quotes: an edit outside is the edit inside', () => {
    const pieces = fc.constantFrom('a', ' ', '"', '\\', '$', '\n', '\r', '\t', 'é', '{', '}', ';', '#');
    fc.assert(
      fc.property(
        fc.array(pieces, { minLength: 1, maxLength: 12 }),
        fc.nat(),
        fc.nat(),
        fc.array(pieces, { maxLength: 4 }),
        (inner, a, b, insert) => {
          const source = `:put ${inner.join('')};:put 1`;
          const outer = `:execute "${source
            .replace(/["\\$]/g, '\\$&')
            .replace(/\r/g, '\\r')
            .replace(/\n/g, '\\n')
            .replace(/\t/g, '\\t')}"`;
          const [embedded] = read(outer).embedded;
          expect(embedded?.script.text).toBe(source);
          const [start, end] = [a % (source.length + 1), b % (source.length + 1)].sort((x, y) => x - y) as [
            number,
            number,
          ];
          const edit = embedded!.toOuterEdit({ start, end, text: insert.join('') });
          const edited = outer.slice(0, edit.start) + edit.text + outer.slice(edit.end);
          expect(read(edited).embedded[0]?.script.text ?? '').toBe(
            /^\s*[A-Za-z0-9_.-]*\s*$/.test(source.slice(0, start) + insert.join('') + source.slice(end))
              ? ''
              : source.slice(0, start) + insert.join('') + source.slice(end),
          );
        },
      ),
    );
  });
});
