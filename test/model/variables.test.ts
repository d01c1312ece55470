import { describe, expect, it } from 'vitest';
import { errorsOf, read } from './resolve';

describe('variables', () => {
  it.each([
    ['a local that is never used', ':local a 1', ['1:8 unused-variable']],
    ['a local that is used', ':local a 1; :put $a', []],
    ['a local that is used in a string', ':local a 1; :put "x $a"', []],
    ['a global may be for others', ':global a 1', []],
    ['reading what nothing declares', ':put $a', ['1:6 undeclared-variable-read']],
    ['reading it twice is said once', ':put $a; :put $a', ['1:6 undeclared-variable-read']],
    ['a declaration by the names of its arguments', ':local name=a value=1; :put $a', []],
    [
      'a parameter that the script can do without',
      ':if ([:len $a] = 0) do={ :put $b }',
      ['1:31 undeclared-variable-read'],
    ],
    ['one whose copy it looks at', ':local b $a; :if ([:typeof $b] = "nothing") do={ :put $b }', []],
    ['arguments of a function', ':global f do={ :put $1; :put $name }', []],
    ['a counter', ':foreach k,v in={1;2} do={ :put "$k $v" }', []],
    ['what an event sets', ':if ($leaseBound = 1) do={ :put $leaseActIP }', []],
    ['in a script inside a value', '/system scheduler add name=x on-event=":put \\$host"', []],
    ['a local that hides another', ':local a 1; :if ($a = 1) do={ :local a 2; :put $a }', ['1:38 shadowed-variable']],
    [
      'one of the name of a counter before',
      ':foreach a in={1} do={ :put $a }; :if (true) do={ :local a 2; :put $a }',
      [],
    ],
    ['but not in a function', ':local a 1; :put $a; :global f do={ :local a 2; :put $a }', []],
    ['setting what is declared in a block around', ':local a 1; :if ($a = 1) do={ :set a 2 }', []],
    [
      'setting what is declared in a block that is over',
      ':if (true) do={ :local a 1; :put $a }; :set a 2',
      ['1:45 undeclared-variable'],
    ],
  ])('%s', (_name, text, errors) => {
    expect(errorsOf(text)).toEqual(errors);
  });

  it('are errors only where the router refuses the script', () => {
    expect(
      read(':put $a; :set b 1')
        .errors.map(({ severity }) => severity)
        .sort(),
    ).toEqual(['error', 'hint']);
  });
});
