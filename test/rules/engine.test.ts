import { describe, expect, it } from 'vitest';
import { checkSteps, type CheckResult } from '../../server/src/rules/engine';
import type { RuleSetting } from '../../server/src/rules/configuration';
import { defaultSettings } from '../../server/src/rules/configuration/settings';
import type { AnalysisSettings } from '../../server/src/rules/rule';
import { schema } from '../../server/src/schema/bundled';
import { applySafeFixes } from '../../server/src/rules/fixes';
import { check, checkWith, outline, verbRule } from './support';

describe('the engine', () => {
  it('merges errors of syntax and names with the findings of rules, by position', () => {
    const text = '/ip service set api-ssl tls-version=modern\n/ip service sett api\n:put "open';
    const found = outline(text, check(text).findings);
    expect(found[0]).toBe('tls-version-invalid error "modern"');
    expect(found[1]).toBe('unknown-command error "sett"');
    expect(found[2]).toMatch(/^syntax-error error /);
    expect(found).toHaveLength(3);
  });

  it('leaves a value that a rule explains to the rule, unless the rule is off', () => {
    const text = '/ip service set api-ssl tls-version=modern';
    expect(outline(text, check(text).findings)).toEqual(['tls-version-invalid error "modern"']);
    const off = check(text, { rules: { 'tls-version-invalid': 'off' } }).findings;
    expect(outline(text, off)).toEqual(['invalid-value error "modern"']);
    const suppressed = `# routeros-guard-disable-next-line tls-version-invalid\n${text}`;
    expect(outline(suppressed, check(suppressed).findings)).toEqual(['invalid-value error "modern"']);
  });

  it('reports one cause once: by the rule that says more of it, unless that is off or suppressed', () => {
    const entry = '/system scheduler add name=sync on-event={ /tool fetch url=http://h.example/x.rsc; /import x.rsc }';
    const code = `/tool fetch url=http://h.example/y.rsc\n/import y.rsc\n${entry}`;
    const spoken = (text: string, rules: Readonly<Record<string, RuleSetting>> = {}): string[] =>
      outline(text, check(text, { rules }).findings).filter((line) =>
        /^(?:fetch-then|scheduler|missing|user-e)/.test(line),
      );
    const own = 'fetch-then-import warning "/import y.rsc"';
    expect(spoken(code)).toEqual([own, 'scheduler-persistence-pattern warning "name=sync"']);
    expect(spoken(code, { 'scheduler-persistence-pattern': 'off' })).toEqual([
      own,
      'fetch-then-import warning "/import x.rsc"',
    ]);
    const suppressed = code.replace(
      entry,
      `# routeros-guard-disable-next-line scheduler-persistence-pattern\n${entry}`,
    );
    expect(spoken(suppressed)).toEqual([own, 'fetch-then-import warning "/import x.rsc"']);
    const user = '/user add name=bob group=read';
    expect(spoken(user)).toEqual([`user-empty-password warning "${user}"`]);
    expect(spoken(user, { 'user-empty-password': 'off' })).toEqual(['missing-argument warning "add"']);
  });

  it('says once that a package is needed, whatever scripts stand inside values', () => {
    const text =
      '/interface wireless print\n/system script add name=a source="/interface wireless print"\n/system script add name=b source={ /interface wireless print; /zerotier print }';
    expect(outline(text, check(text).findings).filter((line) => line.startsWith('needs-package'))).toEqual([
      'needs-package hint "print"',
      'needs-package hint "print"',
    ]);
    const packages = check(text).findings.filter(({ rule }) => rule === 'needs-package');
    expect(packages.map(({ message }) => /the package ([\w-]+)/.exec(message)?.[1])).toEqual(['wireless', 'zerotier']);
    const old = '# jan/02/2022 10:00:00 by RouterOS 7.6\n:put 1\n/interface wireless print';
    expect(outline(old, check(old).findings).filter((line) => line.startsWith('needs-package'))).toEqual([]);
  });

  it('offers what may have been meant, for a person to choose', () => {
    const [finding] = check('/ip service sett api disabled=yes').findings;
    expect(finding?.rule).toBe('unknown-command');
    expect(finding?.fixes.map((fix) => fix.class)).toContain('suggestion');
    expect(finding?.fixes.every((fix) => fix.class === 'suggestion')).toBe(true);
  });

  it('places an unclosed brace where it began', () => {
    const [finding] = check(':if (true) do={ :put 1').findings;
    expect(finding?.span).toEqual({ start: 14, end: 15 });
  });

  it('gives errors of syntax and names their categories', () => {
    const { findings } = check('/ip service sett api\n:put "open');
    expect(findings.map(({ category }) => category)).toEqual(['schema', 'syntax']);
  });

  it('sorts findings that start together by their end, then the stronger first', () => {
    const place = (id: string, severity: 'hint' | 'warning', end: number) =>
      verbRule(id, 'x', {
        severity,
        check: ({ report }) => report({ span: { start: 0, end }, message: 'found' }),
      });
    const rules = [place('weak', 'hint', 4), place('strong', 'warning', 4), place('short', 'hint', 2)];
    expect(checkWith(rules, ':put 1').map(({ rule }) => rule)).toEqual(['short', 'strong', 'weak']);
  });

  it('says the same thing about the same place only once', () => {
    const twice = verbRule('twice', 'put', {
      check: ({ report }) => {
        report({ span: { start: 1, end: 4 }, message: 'found' });
        report({ span: { start: 1, end: 4 }, message: 'found' });
        report({ span: { start: 1, end: 4 }, message: 'found otherwise' });
      },
    });
    expect(checkWith([twice], ':put 1').map(({ message }) => message)).toEqual(['found', 'found otherwise']);
  });

  it('gives rules the settings, or their defaults', () => {
    const seen: AnalysisSettings[] = [];
    const rule = verbRule('curious', 'put', { check: ({ settings }) => void seen.push(settings) });
    const settings: AnalysisSettings = { ...defaultSettings, managementNetworks: ['192.0.2.0/24'] };
    checkWith([rule], ':put 1');
    checkWith([rule], ':put 1', { settings });
    expect(seen).toEqual([defaultSettings, settings]);
  });

  it.each<[string, RuleSetting | undefined, Record<string, unknown>]>([
    ['the defaults of its options', undefined, { words: ['a'], limit: 8, loud: false, name: 'x' }],
    ['what is configured', { options: { limit: 12, words: [] } }, { words: [], limit: 12, loud: false, name: 'x' }],
    [
      'no value of a wrong type',
      { options: { limit: '12', words: [1], loud: 0, name: null } },
      { words: ['a'], limit: 8, loud: false, name: 'x' },
    ],
    [
      'nothing that it has not declared',
      { severity: 'hint', options: { more: 1 } },
      { words: ['a'], limit: 8, loud: false, name: 'x' },
    ],
  ])('gives a rule %s', (_, setting, expected) => {
    const seen: unknown[] = [];
    const rule = verbRule('curious', 'put', {
      options: [
        { name: 'words', type: 'strings', default: ['a'], description: 'Words.' },
        { name: 'limit', type: 'number', default: 8, description: 'A limit.' },
        { name: 'loud', type: 'boolean', default: false, description: 'Loud.' },
        { name: 'name', type: 'string', default: 'x', description: 'A name.' },
      ],
      check: ({ options }) => void seen.push(options),
    });
    checkWith([rule], ':put 1', setting === undefined ? {} : { rules: { curious: setting } });
    expect(seen).toEqual([expected]);
  });

  it('passes settings and options on to scripts inside values', () => {
    const seen: unknown[] = [];
    const rule = verbRule('curious', 'put', {
      options: [{ name: 'limit', type: 'number', default: 8, description: 'A limit.' }],
      check: ({ options, settings }) => void seen.push([options, settings.assumeComplete]),
    });
    checkWith([rule], '/system script add name=s source=":put 1; :put 2"', {
      rules: { curious: { options: { limit: 1 } } },
      settings: { ...defaultSettings, assumeComplete: true },
    });
    expect(seen).toEqual([
      [{ limit: 1 }, true],
      [{ limit: 1 }, true],
    ]);
  });

  it('escapes the placeholders of a fix as it escapes its edits', () => {
    const rule = verbRule('adds', 'put', {
      check: ({ script, report }) => {
        for (const { verb, span } of script.commands) {
          if (verb !== 'put') continue;
          const edits = [{ start: span.end, end: span.end, text: ' "NAME$x"' }];
          report({
            span,
            message: 'found',
            fixes: [{ title: 'Add', class: 'suggestion', edits, placeholders: ['"NAME$x"'] }],
          });
        }
      },
    });
    const text = '/system script add name=s source=":put 1"';
    const [fix] = checkWith([rule], text)[0]?.fixes ?? [];
    const placeholder = '\\"NAME\\$x\\"';
    expect(fix?.placeholders).toEqual([placeholder]);
    expect(fix?.edits[0]?.text).toBe(` ${placeholder}`);
  });

  it('turns a rule that fails into one finding that does not hold the text of the error', () => {
    const broken = verbRule('broken', 'put', {
      check: ({ report }) => {
        report({ span: { start: 0, end: 1 }, message: 'half of it' });
        throw new TypeError('password=hunter2');
      },
    });
    const found = checkWith([broken, verbRule('well', 'put')], ':put 1');
    expect(found.map(({ rule, severity }) => [rule, severity])).toEqual([
      ['internal-error', 'information'],
      ['well', 'warning'],
    ]);
    expect(found[0]?.message).toContain('broken');
    expect(found[0]?.message).toContain('TypeError');
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });

  it('runs a rule only where the script mentions a menu that it listens to', () => {
    const listening = verbRule('listening', 'print', { menus: ['/ip/address', '/ip/route'] });
    expect(checkWith([listening], '/ip service print')).toEqual([]);
    expect(checkWith([listening], '/ip service print\n/ip route\nprint')).toHaveLength(2);
  });

  it('tells rules the release of the header, else that of the options, else the newest', () => {
    const releaseOf = (text: string, release?: string): string | undefined => {
      let seen: string | undefined;
      const spy = verbRule('spy', 'x', { check: (context) => void (seen = context.release) });
      checkWith([spy], text, { release });
      return seen;
    };
    const header = '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n';
    expect(releaseOf(header, '7.18')).toBe('7.14.3');
    expect(releaseOf(':put 1', '7.18')).toBe('7.18');
    expect(releaseOf(':put 1', '')).toBe(schema().releases.at(-1));
    expect(releaseOf(':put 1')).toBe(schema().releases.at(-1));
  });

  it('yields between units of work and ends with what the whole check gives', () => {
    const text = '/ip service set api disabled=no';
    const steps = checkSteps(text, { schema: schema() });
    let yields = 0;
    let result: CheckResult | undefined;
    while (result === undefined) {
      const step = steps.next();
      if (step.done) result = step.value;
      else yields++;
    }
    expect(yields).toBeGreaterThan(3);
    expect(outline(text, result.findings)).toEqual(outline(text, check(text).findings));
  });

  it.each(['', '\uFEFF', '\0\0\0', '}}}}', '"', '[[[[', '\uD800', '/', ';;;', '#', ':if'])(
    'does not fail on %j',
    (text) => {
      expect(check(text).findings.filter(({ rule }) => rule === 'internal-error')).toEqual([]);
    },
  );

  it('makes the repair of a syntax error a safe fix', () => {
    const [finding] = check(':put 1 # one').findings;
    expect(finding?.rule).toBe('syntax-error');
    expect(finding?.fixes.map((fix) => fix.class)).toEqual(['safe']);
    const { text } = applySafeFixes(':put 1 # one', check);
    expect(text).toBe(':put 1 ; # one');
    expect(check(text).findings).toEqual([]);
  });
});
