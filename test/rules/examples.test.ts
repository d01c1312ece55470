import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../server/src/rules/fixes';
import { rules } from '../../server/src/rules/registry';
import type { Finding } from '../../server/src/rules/rule';
import { check } from './support';

interface Found {
  /** `line rule severity` */
  readonly line: string;
  /** The lines of the places that it refers to. */
  readonly related: readonly number[];
}

function found(name: string): readonly Found[] {
  const text = readFileSync(new URL(`../../examples/${name}.rsc`, import.meta.url), 'utf8');
  const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length;
  return check(text).findings.map(({ rule, severity, span, related }) => ({
    line: `${lineOf(span.start)} ${rule} ${severity}`,
    related: related.map((place) => lineOf(place.span.start)),
  }));
}

const lines = (name: string): readonly string[] => found(name).map(({ line }) => line);

describe('seed-article.rsc', () => {
  it('yields what docs/errata.md and docs/article-coverage.md say, and no more', () => {
    expect(lines('seed-article')).toEqual([
      // Three times the rule with neither an action nor an address.
      '5 fw-implicit-accept warning',
      '5 fw-empty-matcher warning',
      // Three times the peer alone: it encrypts nothing.
      '6 ipsec-incomplete information',
      '11 fw-implicit-accept warning',
      '11 fw-empty-matcher warning',
      '12 tls-version-invalid error',
      '14 ipsec-incomplete information',
      '15 fw-implicit-accept warning',
      '15 fw-empty-matcher warning',
      '16 ipsec-incomplete information',
      // No more than a hint: the last line switches the service off.
      '19 service-address-empty-assignment hint',
      '20 fw-mgmt-accept-unrestricted warning',
      '21 fw-unreachable-rule warning',
      '22 fw-unreachable-rule warning',
      '23 fw-unreachable-rule warning',
      '25 user-plaintext-password warning',
      '25 user-weak-password warning',
      '26 ssh-keys-import-bad-argument error',
      '28 fw-drop-before-accept warning',
      '29 fw-unreachable-rule warning',
      '30 fw-log-matches-everything warning',
      '31 cert-never-signed warning',
      '31 cert-no-san information',
      '31 cert-server-missing-tls-server warning',
      // keyEncipherment: RouterOS spells it with a hyphen.
      '31 invalid-value error',
      '32 tls-version-missing warning',
    ]);
  });

  it('comes to nothing of severity warning or above by fixes and suggestions alone', () => {
    let text = readFileSync(new URL('../../examples/seed-article.rsc', import.meta.url), 'utf8');
    const applied: string[] = [];
    const left = (): readonly Finding[] =>
      check(text).findings.filter(({ severity }) => /error|warning/.test(severity));
    for (let findings = left(); findings.length > 0 && applied.length < 50; findings = left()) {
      const finding = findings.find(({ fixes }) => fixes.length > 0);
      if (finding?.fixes[0] === undefined) break;
      applied.push(finding.rule);
      text = applyEdits(text, finding.fixes[0].edits);
    }
    expect(left().map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
    expect(applied.length).toBeGreaterThan(10);
  });

  it('names what covers each rule that is never reached: the accept for all, and before the last accept the drop', () => {
    const covered = found('seed-article').filter(({ line }) => /fw-unreachable|fw-drop-before/.test(line));
    expect(covered.map(({ line, related }) => [Number.parseInt(line, 10), related])).toEqual([
      [21, [20]],
      [22, [20]],
      [23, [20]],
      [28, [22, 20]],
      [29, [20]],
    ]);
  });
});

describe.each(['vendor-firewall', 'layered-firewall', 'hardened'])('%s.rsc', (name) => {
  it('yields nothing of any severity', () => {
    expect(lines(name)).toEqual([]);
  });
});

describe('home-router-export.rsc', () => {
  it('yields no warning: whoever runs what the vendor ships is told nothing new', () => {
    expect(lines('home-router-export').filter((line) => / (?:error|warning)$/.test(line))).toEqual([]);
  });
});

describe('first-push.rsc', () => {
  it('yields its three mistakes', () => {
    expect(lines('first-push')).toEqual([
      '24 syntax-error error',
      '25 tls-version-invalid error',
      '26 tls-version-missing warning',
    ]);
  });
});

describe('docs/article-coverage.md', () => {
  const root = new URL('../../', import.meta.url);
  const page = readFileSync(new URL('docs/article-coverage.md', root), 'utf8');
  const named = [...page.matchAll(/`([a-z][a-z0-9]*(?:-[a-z0-9]+)+)`/g)].flatMap(([, name]) => name ?? []);
  const snippets = Object.values(
    JSON.parse(readFileSync(new URL('snippets/routeros.json', root), 'utf8')) as Record<string, { prefix: string }>,
  ).map(({ prefix }) => prefix);
  // Names of RouterOS's own that look like names of rules.
  const others = ['www-ssl', 'key-usage'];

  it('names every snippet, and no rule or snippet that does not exist', () => {
    const known = [...rules.map(({ id }) => id), ...snippets];
    expect(named.filter((name) => !known.includes(name) && !others.includes(name))).toEqual([]);
    expect(snippets.filter((name) => !named.includes(name))).toEqual([]);
  });
});
