import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Configuration {
  readonly wordPattern: { readonly pattern: string; readonly flags: string };
  readonly indentationRules: { readonly increaseIndentPattern: string; readonly decreaseIndentPattern: string };
  readonly onEnterRules: readonly {
    readonly beforeText: string;
    readonly previousLineText?: string;
    readonly action: { readonly indent: string };
  }[];
}

const file = new URL('../../language-configuration.json', import.meta.url);
const configuration = JSON.parse(readFileSync(file, 'utf8')) as Configuration;

function words(text: string): string[] {
  const { pattern, flags } = configuration.wordPattern;
  return text.match(new RegExp(pattern, `${flags}g`)) ?? [];
}

/** What VS Code does on Enter at the end of `line`: the action of the first rule that fits, or undefined. */
function onEnter(previousLine: string, line: string): string | undefined {
  return configuration.onEnterRules.find(
    (rule) =>
      new RegExp(rule.beforeText).test(line) &&
      (rule.previousLineText === undefined || new RegExp(rule.previousLineText).test(previousLine)),
  )?.action.indent;
}

describe('language-configuration.json', () => {
  it('takes a name of RouterOS as one word', () => {
    expect(words('add in-interface-list=!LAN .ssid=x export.route-targets=1:2')).toEqual([
      'add',
      'in-interface-list',
      'LAN',
      '.ssid',
      'x',
      'export.route-targets',
      '1',
      '2',
    ]);
    expect(words('/ip/firewall/filter')).toEqual(['ip', 'firewall', 'filter']);
    expect(words('address=192.168.88.0/24 $name')).toEqual(['address', '192.168.88.0', '24', 'name']);
  });

  it('indents the lines that continue a command, once, and goes back after the last', () => {
    expect(onEnter('', 'add chain=input \\')).toBe('indent');
    expect(onEnter('add chain=input \\', '    protocol=tcp \\')).toBe('none');
    expect(onEnter('    protocol=tcp \\', '    action=accept')).toBe('outdent');
    expect(onEnter('', 'add chain=input')).toBeUndefined();
    expect(onEnter('', '# no continuation \\')).toBeUndefined();
    expect(onEnter(':if ($a \\', '    and $b) do={')).toBeUndefined();
    expect(onEnter('add source=\\', '"at the left margin"')).toBeUndefined();
  });

  it('indents inside brackets that end their line, but not after a comment', () => {
    const increase = new RegExp(configuration.indentationRules.increaseIndentPattern);
    expect(increase.test(':if ($a) do={')).toBe(true);
    expect(increase.test(':put [ \\')).toBe(true);
    expect(increase.test('# a set: {')).toBe(false);
    expect(increase.test('/ip dns { print }')).toBe(false);
    const decrease = new RegExp(configuration.indentationRules.decreaseIndentPattern);
    expect(decrease.test('  } else={')).toBe(true);
    expect(decrease.test('  :put "}"')).toBe(false);
  });
});
