import { describe, expect, it } from 'vitest';
import { defaultValue, knownDefault, knownDefaults } from '../../server/src/model/defaults';
import { schema } from '../../server/src/schema/bundled';

describe('what a property is when nobody sets it', () => {
  it.each([
    ['/ip/ssh', 'strong-crypto', '7.18.2', 'no'],
    ['/tool/bandwidth-server', 'enabled', '7.22.3', 'yes'],
    ['/tool/fetch', 'check-certificate', '7.18', 'no'],
    ['/snmp', 'trap-version', '7.9', '1'],
    ['/ip/proxy', 'src-address', '7.20', '::'],
  ])('%s %s in %s', (menu, property, release, value) => {
    expect(defaultValue(menu, property, release)).toBe(value);
  });

  it.each([
    ['/ip/cloud', 'ddns-enabled', '7.16.2', 'no'],
    ['/ip/cloud', 'ddns-enabled', '7.17', 'auto'],
    ['/ip/smb', 'enabled', '7.13.5', 'no'],
    ['/ip/smb', 'enabled', '7.14', 'auto'],
    ['/ip/smb', 'allow-guests', '7.12', 'yes'],
    ['/ip/smb', 'allow-guests', '7.14', undefined],
    ['/ip/ssh', 'ciphers', '7.16', undefined],
    ['/ip/ssh', 'ciphers', '7.17', 'auto'],
    ['/ip/ssh', 'allow-none-crypto', '7.16.2', 'no'],
    ['/ip/ssh', 'allow-none-crypto', '7.17', undefined],
    ['/ip/ssh', 'always-allow-password-login', '7.20.8', 'no'],
    ['/ip/ssh', 'password-authentication', '7.21', 'yes-if-no-key'],
    ['/interface/ovpn-server/server', 'enabled', '7.16.1', 'no'],
    ['/interface/ovpn-server/server', 'enabled', '7.17', undefined],
    ['/system/logging/action', 'remote-protocol', '7.17.2', undefined],
    ['/system/logging/action', 'remote-protocol', '7.18', 'udp'],
  ])('changes with the release: %s %s in %s', (menu, property, release, value) => {
    expect(defaultValue(menu, property, release)).toBe(value);
  });

  it('says nothing for test releases on the way to a change', () => {
    expect(defaultValue('/ip/cloud', 'ddns-enabled', '7.17beta4')).toBeUndefined();
  });

  it.each(['6.49.10', '', 'stable'])('says nothing for RouterOS "%s"', (release) => {
    expect(defaultValue('/ip/ssh', 'strong-crypto', release)).toBeUndefined();
  });

  it.each([
    ['/interface/l2tp-server/server', 'authentication'],
    ['/ip/ipsec/profile', 'enc-algorithm'],
    ['/ip/upnp', 'allow-disable-external-interface'],
    ['/interface/wireless', 'wps-mode'],
  ])('says nothing where sources differ: %s %s', (menu, property) => {
    expect(defaultValue(menu, property, '7.18')).toBeUndefined();
  });

  it.each([
    ['api', 'disabled', 'no'],
    ['www-ssl', 'disabled', 'yes'],
    ['api-ssl', 'port', '8729'],
    ['api-ssl', 'tls-version', 'any'],
    ['telnet', 'tls-version', undefined],
    ['telnet', 'address', ''],
    ['reverse-proxy', 'disabled', undefined],
    [undefined, 'disabled', undefined],
  ])('knows the services one by one: %s %s', (name, property, value) => {
    expect(defaultValue('/ip/service', property, '7.18', name)).toBe(value);
  });

  it('knows that the profile default-encryption is made with other values', () => {
    expect(defaultValue('/ppp/profile', 'use-encryption', '7.18', 'office')).toBe('default');
    expect(defaultValue('/ppp/profile', 'use-encryption', '7.18', 'default-encryption')).toBeUndefined();
    expect(defaultValue('/ppp/profile', 'use-encryption', '7.18')).toBeUndefined();
  });

  it('has sources for all of it', () => {
    expect(knownDefault('/ip/cloud', 'ddns-enabled', '7.18')?.sources).toEqual(['DOC', 'CHR', 'ANS']);
    expect(knownDefaults().filter(({ sources }) => sources.length === 0)).toEqual([]);
  });

  it('names only what the schema knows', () => {
    // A command's argument, and a property that went before the oldest known release.
    const elsewhere = ['/tool/fetch check-certificate', '/tool/fetch mode', '/interface/sstp-server/server force-aes'];
    const unknown = knownDefaults()
      .filter(({ menu, property }) => {
        const known = schema().menu(menu);
        return !['add', 'set'].some((verb) => known?.commands.get(verb)?.arguments.has(property));
      })
      .map(({ menu, property }) => `${menu} ${property}`);
    expect(new Set(unknown)).toEqual(new Set(elsewhere));
  });
});
