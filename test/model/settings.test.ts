import { describe, expect, it } from 'vitest';
import { isSensitive } from '../../server/src/model/sensitive';
import { absenceSpeaks, settingOf, type SettingOptions } from '../../server/src/rules/support/settings';
import { schema } from '../../server/src/schema/bundled';
import { read } from './resolve';

const header = '# 2026-01-02 03:04:05 by RouterOS 7.18.2\n# software id = \n';
const fullExport =
  `${header}/interface bridge\nadd name=b\n/interface list\nadd name=LAN\n/ip address\nadd address=10.0.0.1/24 interface=b\n` +
  '/ip dns\nset servers=10.0.0.2\n/system identity\nset name=x\n/user group\nadd name=g\n';

/** The setting as text: `written no`, `default yes`, `hidden`, `unknown`. `item` is a name, `#1` the first item of the file, '' the only one of a menu. */
function setting(text: string, menu: string, item: string, property: string, options?: SettingOptions): string {
  const script = read(text);
  const state = script.state(menu);
  const found = item.startsWith('#') ? state.items[Number(item.slice(1)) - 1] : state.item(item);
  const named = item === '' || item.startsWith('#') ? options : { name: item, ...options };
  const answer = settingOf(script, menu, found, property, '7.18.2', named);
  return 'value' in answer ? `${answer.kind} ${answer.value}` : answer.kind;
}

describe('a setting', () => {
  it.each([
    ['a constant', '/ip service set api disabled=no', '/ip/service', 'api', 'disabled', 'written no'],
    ['by a verb', '/ip service disable api', '/ip/service', 'api', 'disabled', 'written yes'],
    ['an empty value', '/ip service set api address=""', '/ip/service', 'api', 'address', 'written '],
    [
      'the last one',
      '/ip ssh set strong-crypto=no\n/ip ssh set strong-crypto=yes',
      '/ip/ssh',
      '',
      'strong-crypto',
      'written yes',
    ],
    ['sometimes', ':if ($x) do={/ip ssh set strong-crypto=yes}', '/ip/ssh', '', 'strong-crypto', 'written yes'],
    [
      'before what is not known',
      '/ip service set $x disabled=yes\n/ip service set api disabled=no',
      '/ip/service',
      'api',
      'disabled',
      'written no',
    ],
    [
      'before another property',
      '/ip service set api disabled=no\n/ip service set $x port=1',
      '/ip/service',
      'api',
      'disabled',
      'written no',
    ],
  ])('is written: %s', (_name, text, menu, item, property, expected) => {
    expect(setting(text, menu, item, property)).toBe(expected);
  });

  it.each([
    ['computed', '/ip service set api port=$p', '/ip/service', 'api', 'port'],
    [
      'perhaps changed',
      '/ip service set api disabled=no\n/ip service set $x disabled=yes',
      '/ip/service',
      'api',
      'disabled',
    ],
    ['not mentioned in a script', '/ip service set api port=1', '/ip/service', 'api', 'address'],
    ['a menu that a script does not mention', '/ip service set api port=1', '/ip/ssh', '', 'strong-crypto'],
    ['a copy', '/ip ipsec proposal add copy-from=default name=p', '/ip/ipsec/proposal', '#1', 'pfs-group'],
    ['an item that the export lacks', fullExport, '/ip/ipsec/proposal', '#1', 'pfs-group'],
    ['users, which exports lack', fullExport, '/user', 'admin', 'disabled'],
    ['no default known', fullExport, '/ip/upnp', '', 'allow-disable-external-interface'],
    [
      'taken back sometimes',
      '/ip ssh set strong-crypto=yes\n:if ($x) do={/ip ssh reset strong-crypto}',
      '/ip/ssh',
      '',
      'strong-crypto',
    ],
    [
      'an added item, perhaps changed',
      '/ip ipsec proposal add name=p\n/ip ipsec proposal set $x pfs-group=none',
      '/ip/ipsec/proposal',
      'p',
      'pfs-group',
    ],
  ])('is unknown: %s', (_name, text, menu, item, property) => {
    expect(setting(text, menu, item, property)).toBe('unknown');
  });

  it.each([
    ['of an added item', '/ip ipsec proposal add name=p', '/ip/ipsec/proposal', 'p', 'pfs-group', 'default modp1024'],
    [
      'of an item that a script adds later',
      '/ip ipsec proposal\nset $x pfs-group=none\nadd name=p',
      '/ip/ipsec/proposal',
      'p',
      'pfs-group',
      'default modp1024',
    ],
    ['of a menu that a full export lacks', fullExport, '/ip/ssh', '', 'strong-crypto', 'default no'],
    ['of an item that a full export lacks', fullExport, '/ip/service', 'www-ssl', 'disabled', 'default yes'],
    [
      'of an item that an export of its menu lacks',
      `${header}/ip service\nset api disabled=yes`,
      '/ip/service',
      'telnet',
      'disabled',
      'default no',
    ],
    [
      'taken back',
      '/ip service\nset api address=10.0.0.0/8\nset api !address',
      '/ip/service',
      'api',
      'address',
      'default ',
    ],
    [
      'taken back by reset',
      '/ip ssh set strong-crypto=yes\n/ip ssh reset strong-crypto',
      '/ip/ssh',
      '',
      'strong-crypto',
      'default no',
    ],
    ['of a user added without a password', '/user add name=x group=full', '/user', 'x', 'password', 'default '],
  ])('is the default: %s', (_name, text, menu, item, property, expected) => {
    expect(setting(text, menu, item, property)).toBe(expected);
  });

  it.each([
    ['a user of an export', `${header}/user\nadd name=x group=full`, '/user', 'x', 'password', 'hidden'],
    [
      'a passphrase',
      `${header}/interface wifi security\nadd name=s authentication-types=wpa2-psk`,
      '/interface/wifi/security',
      's',
      'passphrase',
      'hidden',
    ],
    ['romon, which the full export lacks', fullExport, '/tool/romon', '', 'secrets', 'hidden'],
    [
      'in an export that shows secrets',
      `${fullExport}/ppp secret\nadd name=u password=x`,
      '/tool/romon',
      '',
      'secrets',
      'default ',
    ],
  ])('is hidden: %s', (_name, text, menu, item, property, expected) => {
    expect(setting(text, menu, item, property)).toBe(expected);
  });

  it('is the default in a script that the user calls complete', () => {
    expect(setting('/ip service disable api', '/ip/service', 'telnet', 'disabled', { assumeComplete: true })).toBe(
      'default no',
    );
  });
});

describe('absence speaks', () => {
  it.each([
    ['in a full export', fullExport, '/ip/service', {}, true],
    ['but not of users', fullExport, '/user', {}, false],
    ['nor of certificates, whatever is assumed', fullExport, '/certificate', { assumeComplete: true }, false],
    ['in an export of the menu', `${header}/ip service\nset api disabled=yes`, '/ip/service', {}, true],
    ['but not of the menu beside it', `${header}/ip service\nset api disabled=yes`, '/ip/ssh', {}, false],
    ['in an export of users', `${header}/user\nadd name=x group=read`, '/user', {}, true],
    ['not in a script', '/ip service set api disabled=yes', '/ip/service', {}, false],
    [
      'in a script that is assumed to be complete',
      '/ip service disable api',
      '/ip/ssh',
      { assumeComplete: true },
      true,
    ],
  ])('%s', (_name, text, menu, settings, expected) => {
    expect(absenceSpeaks(read(text), menu, settings)).toBe(expected);
  });
});

describe('what is sensitive', () => {
  it.each([
    ['/user', 'password', undefined, true],
    ['/user', 'name', undefined, false],
    ['/interface/wireguard', 'private-key', undefined, true],
    ['/interface/wifi/configuration', 'security.passphrase', undefined, true],
    ['/system/backup', 'password', 'save', true],
    ['/system/backup', 'name', 'save', false],
    ['', 'new-password', 'password', true],
    ['/routing/bgp/peer', 'tcp-md5-key', undefined, true],
    ['/interface/bridge/settings', 'secret-agents', undefined, false],
  ])('%s %s', (menu, property, verb, expected) => {
    expect(isSensitive(schema(), menu, property, verb)).toBe(expected);
  });
});
