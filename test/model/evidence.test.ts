import { describe, expect, it } from 'vitest';
import type { Rule } from '../../server/src/rules/rule';
import { applySafeFixes } from '../../server/src/rules/fixes';
import { enabledState, isInert } from '../../server/src/rules/support/items';
import { absenceSpeaks, settingOf, singleItem } from '../../server/src/rules/support/settings';
import { check, checkWith, verbRule } from '../rules/support';
import { read } from './resolve';

const header = '# 2026-01-02 03:04:05 by RouterOS 7.18.2\n# software id = \n';
const body =
  '/interface bridge\nadd name=b\n/interface list\nadd name=LAN\n/ip address\nadd address=10.0.0.1/24 interface=b\n/ip dns\n' +
  'set servers=10.0.0.2\n/system identity\nset name=x\n/user group\nadd name=g\n';
const services = '/ip/service';

/** Findings of one rule as their severities. */
function severities(text: string, rule: string): string[] {
  return check(text).findings.flatMap((finding) => (finding.rule === rule ? [finding.severity] : []));
}

describe('1: what the file is', () => {
  it.each([
    ['a script', '/ip service set api disabled=yes', 'script', undefined],
    ['a full export', header + body, 'full-export', '7.18.2'],
    ['an export of one menu', `${header}/ip service\nset api disabled=yes\n`, 'menu-export', '7.18.2'],
    [
      'a header of RouterOS 6',
      '# feb/28/2019 16:30:04 by RouterOS 6.44rc4\n/ip service\nset api disabled=yes',
      'menu-export',
      '6.44rc4',
    ],
    ['an indented header', `    # 1970-04-02 17:59:30 by RouterOS 6.22\n${body}`, 'full-export', '6.22'],
    ['a header whose time is struck out', `# ____-__-__ __:__:__ by RouterOS 7.18\n${body}`, 'full-export', '7.18'],
    ['a header without its time', `# by RouterOS 7.16.1\n${body}`, 'full-export', '7.16.1'],
    [
      'behind comments of its keeper',
      `# RANCID-CONTENT-TYPE: mikrotik\n#\n# one\n# two\n# three\n${header}${body}`,
      'full-export',
      '7.18.2',
    ],
    [
      'a backup tool cut the first line',
      `# installed-version: 7.14.3\n# software id = ABCD-EFGH\n#\n# model = x\n${body}`,
      'full-export',
      '7.14.3',
    ],
    [
      'and wrote the release in another way',
      `#             version: 7.14.3 (stable)\n# software id = ABCD-EFGH\n${body}`,
      'full-export',
      '7.14.3',
    ],
    ['or in a third', `# RouterOS 7.14.3\n# software id = ABCD-EFGH\n${body}`, 'full-export', '7.14.3'],
    ['and did not write it', `# software id = ABCD-EFGH\n${body}`, 'full-export', undefined],
    ['a script for a release', `# RouterOS 7.14.3\n${body}`, 'script', undefined],
    ['a script for many releases', `#RouterOS 6.43 and newer\n${body}`, 'script', undefined],
    ['a script of somebody', `#!rsc by RouterOS\n${body}`, 'script', undefined],
    ['a header in the middle', `${body}${header}`, 'script', '7.18.2'],
    ['a header behind the command that gave it', `/export\n${header}${body}`, 'full-export', '7.18.2'],
    ['code under a copied header', `${header}${body}:if (true) do={}`, 'script', '7.18.2'],
    ['a variable under a copied header', `${header}${body}/ip dns set servers=$x`, 'script', '7.18.2'],
    ['a removal under a copied header', `${header}${body}/ip firewall filter remove [find]`, 'script', '7.18.2'],
    [
      'an export that selects',
      `${header}${body}/interface ethernet\nset [ find default-name=ether1 ] name=WAN`,
      'full-export',
      '7.18.2',
    ],
    [
      'text with a dollar sign',
      `${header}${body}/system script\nadd name=s source=":put \\$x"`,
      'full-export',
      '7.18.2',
    ],
    [
      'few menus of several roots',
      `${header}/ip dns\nset servers=10.0.0.2\n/system identity\nset name=x`,
      'script',
      '7.18.2',
    ],
  ])('%s', (_name, text, kind, release) => {
    expect(read(text).evidence).toMatchObject({ kind, release });
  });

  it('knows an export that prints defaults', () => {
    const defaults =
      '/ip socks\nset enabled=no port=1080\n/snmp\nset enabled=no trap-version=1\n/ip proxy\nset enabled=no port=8080\n';
    expect(read(header + body + defaults).evidence.verbose).toBe(true);
    expect(read(header + body).evidence.verbose).toBe(false);
    expect(read(body + defaults).evidence.verbose).toBe(false);
  });
});

describe('2: absence speaks in exports alone', () => {
  it.each([
    ['a full export', header + body, {}, true],
    ['an export of the menu', `${header}/ip service\nset api disabled=yes\n`, {}, true],
    ['an export of another menu', `${header}/ip address\nadd address=10.0.0.1/24\n`, {}, false],
    ['a script', '/ip service set api disabled=yes', {}, false],
    ['a script under a copied header', `${header}${body}:if (true) do={}`, {}, false],
    ['a script that is called complete', body, { assumeComplete: true }, true],
  ])('%s', (_name, text, settings, expected) => {
    expect(absenceSpeaks(read(text), services, settings)).toBe(expected);
  });
});

describe('3: the last write wins', () => {
  const apiOff = (text: string): boolean | undefined => read(text).state(services).item('api')?.disabled;

  it.each([
    ['of two', 'set api disabled=no\nset api disabled=yes', true],
    ['a verb', 'disable api\nenable api', false],
    ['in a list', 'set api disabled=no\nset telnet,api disabled=yes', true],
    ['for all', 'set api disabled=no\nset [find] disabled=yes', true],
    ['by a condition', 'set api disabled=no\nset [find where name~"^api"] disabled=yes', true],
  ])('%s', (_name, commands, expected) => {
    expect(apiOff(`/ip service\n${commands}`)).toBe(expected);
  });

  it.each(['$x', '0', '[find comment="not in the file"]'])('behind `set %s` nothing is known', (selector) => {
    const script = read(`/ip service\nset api port=1\nset ${selector} disabled=yes port=2`);
    const item = script.state(services).item('api');
    expect(settingOf(script, services, item, 'disabled', '7.18.2', { assumeComplete: true })).toEqual({
      kind: 'unknown',
    });
  });

  it('but of an item that the condition rules out', () => {
    const script = read('/ip firewall filter\nadd chain=input comment=a\nset [find comment=b] action=drop');
    const [item] = script.state('/ip/firewall/filter').items;
    expect(settingOf(script, '/ip/firewall/filter', item, 'action', '7.18.2')).toEqual({
      kind: 'default',
      value: 'accept',
    });
  });
});

describe('4: what runs only sometimes', () => {
  it.each([
    [':if ($x) do={ /ip service set api disabled=yes }', true],
    [':if ($x) do={} else={ /ip service set api disabled=yes }', true],
    [':do { :error "x" } on-error={ /ip service set api disabled=yes }', true],
    [':foreach i in=$list do={ /ip service set api disabled=yes }', true],
    [':while ($x) do={ /ip service set api disabled=yes }', true],
    [':local f do={ /ip service set api disabled=yes }', true],
    [':foreach s in={"api"} do={ /ip service set $s disabled=yes }', false],
    [':do { /ip service set api disabled=yes } while=($x)', false],
    ['{ /ip service set api disabled=yes }', false],
  ])('`%s`: %s', (text, conditional) => {
    expect(read(text).state(services).item('api')?.properties.get('disabled')).toMatchObject({
      value: 'yes',
      conditional,
    });
  });

  it('does not hide what was there before', () => {
    const text = '/ip service set api disabled=no\n:if ($x) do={ /ip service set api disabled=yes }';
    expect(read(text).state(services).item('api')?.properties.get('disabled')).toMatchObject({
      value: 'yes',
      conditional: true,
      earlier: { value: 'no', conditional: false },
    });
  });

  it('a good value that is set sometimes makes a finding a hint', () => {
    const bad = '/ip service set api-ssl disabled=no certificate=c tls-version=any\n';
    expect(severities(bad, 'tls-version-any')).toEqual(['warning']);
    expect(severities(`${bad}:if ($x) do={ /ip service set api-ssl tls-version=only-1.2 }`, 'tls-version-any')).toEqual(
      ['hint'],
    );
  });
});

describe('5: an item that is off is inert', () => {
  it.each([
    ['disable api', true],
    ['set api disabled=yes', true],
    ['set api disabled=no', false],
    ['set api port=1', false],
    ['disable api\nenable $x', false],
  ])('%s', (commands, expected) => {
    const state = read(`/ip service\n${commands}`).state(services);
    const item = state.item('api');
    expect(item && isInert(state, item)).toBe(expected);
  });

  it('its weak values are no warning', () => {
    const warnings = check('/ip service set api-ssl disabled=yes tls-version=any').findings.filter(
      ({ severity }) => severity === 'warning',
    );
    expect(warnings).toEqual([]);
  });

  it('is not off when it may be on', () => {
    const state = read('/ip service enable api\n:if ($x) do={ /ip service disable api }').state(services);
    const item = state.item('api');
    expect(item && enabledState(state, item)).toBe('perhaps');
  });
});

describe('6: comments and scripts inside values', () => {
  it('what is commented out is not there', () => {
    expect(read('# /ip service set api disabled=no').commands).toEqual([]);
  });

  it('a script inside a value is a script of its own', () => {
    const script = read('/system script\nadd name=s source="/ip service disable telnet"');
    expect(script.state(services).items).toEqual([]);
    expect(script.embedded[0]?.script.state(services).item('telnet')?.disabled).toBe(true);
    expect(script.embedded[0]?.script.evidence.kind).toBe('script');
  });
});

describe('7: the release', () => {
  function releaseFor(text: string, chosen?: string): string[] {
    const seen: string[] = [];
    const rule: Rule = verbRule('probe', 'set', { check: ({ release }) => seen.push(release) });
    checkWith([rule], text, chosen === undefined ? {} : { release: chosen });
    return seen;
  }

  it('of the header comes first', () => {
    expect(releaseFor(`${header}/ip dns\nset servers=10.0.0.2`, '7.20')).toEqual(['7.18.2']);
  });

  it('of the settings is next, then the newest that is known', () => {
    expect(releaseFor('/ip dns set servers=10.0.0.2', '7.20')).toEqual(['7.20']);
    expect(releaseFor('/ip dns set servers=10.0.0.2')).toEqual([read('').schema.releases.at(-1)]);
  });
});

describe('8: what is suppressed', () => {
  const bad = '/ip service set api-ssl disabled=no certificate=c tls-version=any';

  it('is silent, for one line and one rule', () => {
    expect(
      severities(`# routeros-guard-disable-next-line tls-version-any -- measured\n${bad}`, 'tls-version-any'),
    ).toEqual([]);
    expect(
      severities(`# routeros-guard-disable-next-line tls-version-missing -- measured\n${bad}`, 'tls-version-any'),
    ).toEqual(['warning']);
  });
});

describe('9: what a fix may do by itself', () => {
  it('fix-all makes the safe change, and leaves to a person what may cut access', () => {
    const safe = '/ip service set api-ssl disabled=no certificate=c tls-version=any';
    expect(applySafeFixes(safe, check).text).toBe(safe.replace('any', 'only-1.2'));
    const tunnel = '/interface sstp-client add name=hq connect-to=192.0.2.1 user=u disabled=no tls-version=any';
    expect(severities(tunnel, 'tls-version-any')).toEqual(['warning']);
    expect(applySafeFixes(tunnel, check).text).toBe(tunnel);
  });
});

describe('0a.1: hidden is not absent', () => {
  const user = '/ppp secret\nadd name=u';

  it.each([
    ['an export without any secret', header + user, { showsSensitive: false, hidesSensitive: true }],
    [
      'an export of RouterOS 6 without any',
      `# feb/28/2019 16:30:04 by RouterOS 6.44\n${user}`,
      { showsSensitive: false, hidesSensitive: true },
    ],
    ['an export with one', `${header}${user} password=x`, { showsSensitive: true, hidesSensitive: false }],
    ['an export with an empty one', `${header}${user} password=""`, { showsSensitive: false, hidesSensitive: true }],
    [
      'the name of a key, which is no secret',
      `${header}/ip ipsec identity\nadd key=mine peer=p`,
      { showsSensitive: false, hidesSensitive: true },
    ],
    [
      'a secret whose name says little',
      `${header}/interface macsec\nadd cak=0123 ckn=4567 interface=ether1`,
      { showsSensitive: true, hidesSensitive: false },
    ],
    [
      'a secret in a menu that RouterOS 7 does not have',
      `${header}/ip ipsec peer\nadd address=10.0.0.1 secret=x`,
      { showsSensitive: true, hidesSensitive: false },
    ],
    ['a script', user, { showsSensitive: false, hidesSensitive: false }],
  ])('%s', (_name, text, expected) => {
    expect(read(text).evidence).toMatchObject(expected);
  });

  it.each([
    ['an export hides it', header + user, 'hidden'],
    ['a script lacks it', user, 'unknown'],
    ['a script sets it', `${user} password=x`, 'written'],
    ['a script computes it', `${user} password=$p`, 'unknown'],
  ])('%s', (_name, text, expected) => {
    const script = read(text);
    expect(settingOf(script, '/ppp/secret', script.state('/ppp/secret').item('u'), 'password', '7.18.2').kind).toBe(
      expected,
    );
  });
});

describe('0a.2: services that an export does not mention', () => {
  const rule = 'services-at-defaults';

  it('are one finding in all', () => {
    expect(severities(header + body, rule)).toEqual(['information']);
  });

  it('are none where the input chain is closed for all but trusted interfaces, and none in a script', () => {
    expect(
      severities(`${header}${body}/ip firewall filter\nadd action=drop chain=input in-interface-list=!LAN`, rule),
    ).toEqual([]);
    expect(severities(body, rule)).toEqual([]);
  });

  it('are at their defaults', () => {
    const script = read(header + body);
    const telnet = settingOf(script, services, script.state(services).item('telnet'), 'disabled', '7.18.2', {
      name: 'telnet',
    });
    expect(telnet).toEqual({ kind: 'default', value: 'no' });
  });
});

describe('the one set of values of a menu', () => {
  it('is an item without a name', () => {
    const script = read('/ip dns\nset servers=10.0.0.2\nset allow-remote-requests=yes');
    const dns = singleItem(script, '/ip/dns');
    expect([...(dns?.properties.keys() ?? [])]).toEqual(['servers', 'allow-remote-requests']);
    expect(settingOf(script, '/ip/dns', dns, 'allow-remote-requests', '7.18.2')).toMatchObject({
      kind: 'written',
      value: 'yes',
    });
  });

  it('is not there where nothing sets it; in an export its defaults are', () => {
    const script = read(header + body);
    expect(singleItem(script, '/ip/ssh')).toBeUndefined();
    expect(settingOf(script, '/ip/ssh', singleItem(script, '/ip/ssh'), 'strong-crypto', '7.18.2')).toEqual({
      kind: 'default',
      value: 'no',
    });
  });
});
