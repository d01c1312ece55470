import { describe, expect, it } from 'vitest';
import type { Finding, Rule } from '../../server/src/rules/rule';
import { applyEdits } from '../../server/src/rules/fixes';
import fetchCredentialsLiteral from '../../server/src/rules/security/fetch-credentials-literal';
import ipsecWeakPsk from '../../server/src/rules/security/ipsec-weak-psk';
import secretInFile from '../../server/src/rules/security/secret-in-file';
import secretPrintedOrLogged from '../../server/src/rules/security/secret-printed-or-logged';
import wireguardPrivateKeyInFile from '../../server/src/rules/security/wireguard-private-key-in-file';
import { checkWith, outline, type Options } from './support';

/** Findings of these rules alone: what the reader itself says of an example is not at stake. */
function findingsOf(only: readonly Rule[], text: string, options: Options = {}): readonly Finding[] {
  return checkWith(only, text, options).filter((finding) => only.some(({ id }) => id === finding.rule));
}

const rules: readonly Rule[] = [
  fetchCredentialsLiteral,
  ipsecWeakPsk,
  secretInFile,
  secretPrintedOrLogged,
  wireguardPrivateKeyInFile,
];
const marker = 'Hunter2MarkerSecret';
const key = `${marker.padEnd(43, 'A')}=`;

describe('a secret', () => {
  it.each([
    `/ppp secret add name=u password=${marker} service=l2tp`,
    `/ip ipsec identity add peer=a secret=${marker}`,
    `/interface wireguard add name=wg private-key="${key}"`,
    `/interface wireguard peers add interface=wg preshared-key="${key}"`,
    `/tool fetch url="https://u:${marker}@example.com/a" check-certificate=yes`,
    `/tool fetch url="https://example.com/a" check-certificate=yes http-header-field="Authorization: Bearer ${marker}"`,
    `/tool fetch url="sftp://10.0.0.1/a" user=u password=${marker}`,
    `/interface wifi security set guest passphrase="${marker}"`,
  ])('is in no message, title, fix or related place: %s', (text) => {
    const findings = findingsOf(rules, text);
    expect(findings.length).toBeGreaterThan(0);
    expect(JSON.stringify(findings)).not.toContain(marker);
    for (const { span } of findings) expect(text.slice(span.start, span.end)).not.toBe('');
  });

  it('is gone from the text that a fix makes', () => {
    for (const text of [
      `/ppp secret add name=u password=${marker} service=l2tp\n/radius add address=10.0.0.5 secret=${marker}`,
      `/interface wireguard add name=wg private-key="${key}"`,
    ]) {
      const [finding] = findingsOf(rules, text);
      expect(applyEdits(text, finding?.fixes[0]?.edits ?? [])).not.toContain(marker);
    }
  });
});

describe('secret-in-file', () => {
  const text =
    '/radius add address=10.0.0.5 secret=hunter2hunter2\n/ppp secret add name=u password=hunter3 service=sstp';

  it('makes one finding of all secrets of a file, and names their places', () => {
    const findings = findingsOf([secretInFile], text);
    expect(outline(text, findings)).toEqual(['secret-in-file warning "secret"']);
    expect(findings[0]?.message).toMatch(/^2 passwords and keys are written/);
    expect(findings[0]?.related.map(({ span }) => text.slice(span.start, span.end))).toEqual(['password']);
  });

  it('makes one of each with the option eachOne', () => {
    const findings = findingsOf([secretInFile], text, { rules: { 'secret-in-file': { options: { eachOne: true } } } });
    expect(outline(text, findings)).toEqual(['secret-in-file warning "secret"', 'secret-in-file warning "password"']);
    expect(findings.map(({ fixes }) => fixes[0]?.placeholders)).toEqual([['<SECRET>'], ['<PASSWORD>']]);
  });

  it.each([
    ['', /Use placeholders, or variables that are set elsewhere/],
    ['# 2024-05-01 12:00:00 by RouterOS 7.14.3\n', /Export without show-sensitive/],
    ['# feb/28/2019 16:30:04 by RouterOS 6.48.6\n', /Export with hide-sensitive/],
  ])('says how to leave them out: %j', (header, remedy) => {
    const findings = findingsOf([secretInFile], `${header}/ppp secret\nadd name=u password=hunter2 service=sstp`);
    expect(findings.map(({ message }) => message)).toEqual([expect.stringMatching(remedy)]);
  });

  it('finds secrets in scripts inside values, at their place', () => {
    const inner = '/system script add name=s source={ /ppp secret add name=u password=hunter2 service=sstp }';
    expect(outline(inner, findingsOf([secretInFile], inner))).toEqual(['secret-in-file warning "password"']);
  });

  it('offers no placeholder where the router takes no text', () => {
    const hexadecimal = '/interface macsec add cak=0123456789abcdef0123456789abcdef interface=ether1 name=m';
    expect(findingsOf([secretInFile], hexadecimal).map(({ fixes }) => fixes.length)).toEqual([0]);
  });
});

describe('secret-printed-or-logged', () => {
  it.each([
    [':put $wifiPsk', true],
    [':put $"wifi-passphrase"', true],
    [':put "is $dbPassword!"', true],
    ['/log/error message=("x" . $apiKey)', true],
    [':error "bad secret $clientSecret"', true],
    [':put [/ppp secret get u password]', true],
    [':put [:len [/ppp secret get u password]]', false],
    [':put [:typeof $password]', false],
    [':if ($password = "") do={ :put "empty" }', false],
    [':local password [:rndstr length=20]', false],
    [':put $passwordLength', false],
    [':put $monkey', false],
    [':put $tokenCount', false],
  ])('%s: %s', (text, found) => {
    expect(findingsOf([secretPrintedOrLogged], text).length > 0).toBe(found);
  });
});
