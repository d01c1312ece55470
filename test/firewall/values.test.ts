import { describe, expect, it } from 'vitest';
import type { AddressSet } from '../../server/src/firewall/addresses';
import { addressesInclude, isEveryAddress, parseAddressSet } from '../../server/src/firewall/addresses';
import { parseCondition, implies } from '../../server/src/firewall/conditions';
import { parseConnectionStates, parsePorts, parseProtocol } from '../../server/src/firewall/numbers';

function addresses(text: string): AddressSet {
  const set = parseAddressSet(text);
  if (set === undefined) throw new Error(`${text} is not read`);
  return set;
}

describe('addresses', () => {
  it.each([
    ['10.0.0.1', [0x0a000001, 0x0a000002]],
    ['10.0.0.0/24', [0x0a000000, 0x0a000100]],
    ['10.0.0.77/24', [0x0a000000, 0x0a000100]],
    ['10.0.0.1-10.0.0.3', [0x0a000001, 0x0a000004]],
    ['0.0.0.0/0', [0, 2 ** 32]],
    ['255.255.255.255', [2 ** 32 - 1, 2 ** 32]],
    ['!128.0.0.0/1', [0, 2 ** 31]],
    ['!10.0.0.0', [0, 0x0a000000, 0x0a000001, 2 ** 32]],
    ['!0.0.0.0/0', []],
  ])('%s', (text, ranges) => {
    expect(parseAddressSet(text)).toEqual({ family: 4, ranges });
  });

  it.each([
    ['::', [0n, 1n]],
    ['::1', [1n, 2n]],
    ['fe80::/10', [0xfe80n << 112n, 0xfec0n << 112n]],
    ['2001:DB8::1:2', [(0x20010db8n << 96n) | 0x10002n, (0x20010db8n << 96n) | 0x10003n]],
    ['::ffff:10.0.0.1', [0xffff0a000001n, 0xffff0a000002n]],
    ['1:2:3:4:5:6:7:8', [0x00010002000300040005000600070008n, 0x00010002000300040005000600070009n]],
    ['::/0', [0n, 1n << 128n]],
    ['!::/1', [1n << 127n, 1n << 128n]],
  ])('%s', (text, ranges) => {
    expect(parseAddressSet(text)).toEqual({ family: 6, ranges });
  });

  it.each([
    '',
    '!',
    '10.0.0',
    '10.0.0.256',
    '10.0.0.1/33',
    '10.0.0.9-10.0.0.1',
    '10.0.0.1,10.0.0.2',
    'router.lan',
    ':::',
    '1:2',
    '1::2::3',
    '1:2:3:4:5:6:7:8::',
    'fe80::1%ether1',
    '10.0.0.0/24/1',
    '2001:db8::1-2001:db8::2',
  ])('does not read %j', (text) => {
    expect(parseAddressSet(text)).toBeUndefined();
  });

  it('never includes one family in the other', () => {
    expect(addressesInclude(addresses('0.0.0.0/0'), addresses('::1'))).toBe(false);
    expect(addressesInclude(addresses('::/0'), addresses('10.0.0.1'))).toBe(false);
    expect(addressesInclude(addresses('2001:db8::/32'), addresses('2001:db8:1::/48'))).toBe(true);
    expect(addressesInclude(addresses('2001:db8:1::/48'), addresses('2001:db8::/32'))).toBe(false);
  });

  it('knows what is every address', () => {
    expect(
      ['0.0.0.0/0', '::/0', '0.0.0.0-255.255.255.255', '128.0.0.0/1', '::/1'].map((text) =>
        isEveryAddress(addresses(text)),
      ),
    ).toEqual([true, true, true, false, false]);
  });
});

describe('ports, protocols, states', () => {
  it('reads ports', () => {
    expect(parsePorts('22')).toEqual([22, 23]);
    expect(parsePorts('8728,8729')).toEqual([8728, 8730]);
    expect(parsePorts('443,20-22,21-30')).toEqual([20, 31, 443, 444]);
    expect(parsePorts('!22,80')).toEqual([0, 22, 23, 80, 81, 65536]);
    expect(parsePorts('0-65535')).toEqual([0, 65536]);
    for (const wrong of ['', '70000', '22-', '30-20', 'ssh', '22,,23', '1-2-3'])
      expect(parsePorts(wrong)).toBeUndefined();
  });

  it('reads protocols by name and number', () => {
    expect(parseProtocol('tcp')).toEqual([6, 7]);
    expect(parseProtocol('6')).toEqual(parseProtocol('tcp'));
    expect(parseProtocol('!udp')).toEqual([0, 17, 18, 256]);
    expect(parseProtocol('256')).toBeUndefined();
    expect(parseProtocol('rdp')).toBeUndefined();
  });

  it('reads connection states; a negation holds for the whole list', () => {
    expect(parseConnectionStates('established,related,untracked')).toEqual([1, 3, 4, 5]);
    expect(parseConnectionStates('!established,related')).toEqual([0, 1, 3, 5]);
    expect(parseConnectionStates('established,snat')).toBeUndefined();
  });
});

describe('conditions on names', () => {
  function condition(matcher: string, text: string): NonNullable<ReturnType<typeof parseCondition>> {
    const read = parseCondition(matcher, text);
    if (read === undefined) throw new Error(`${matcher}=${text} is not read`);
    return read;
  }

  it.each([
    ['in-interface', 'ether1', 'ether1', true],
    ['in-interface', 'ether1', 'ether2', false],
    ['in-interface', 'ether1', '!ether2', true],
    ['in-interface', 'ether1', '!ether1', false],
    ['in-interface', 'ether1', '!all-ethernet', false],
    ['in-interface', 'all-ppp', '!ether1', false],
    ['in-interface', '!ether1', '!ether1', true],
    ['in-interface', '!ether1', 'ether2', false],
    ['in-interface-list', 'WAN', 'WAN', true],
    ['in-interface-list', 'WAN', '!LAN', false],
    ['in-interface-list', '!LAN', '!LAN', true],
    ['src-address-list', 'a', '!b', false],
    ['connection-nat-state', 'dstnat', 'srcnat,dstnat', true],
    ['connection-nat-state', 'srcnat,dstnat', 'dstnat', false],
    ['connection-nat-state', '!srcnat,dstnat', '!dstnat', true],
    ['connection-nat-state', '!dstnat', '!srcnat,dstnat', false],
    ['connection-nat-state', 'srcnat', '!dstnat', false],
    ['ipsec-policy', 'in,ipsec', 'in,ipsec', true],
    ['ipsec-policy', 'in,ipsec', 'in,none', false],
  ])('%s=%s implies %s: %s', (matcher, given, wanted, expected) => {
    expect(implies(condition(matcher, given), condition(matcher, wanted))).toBe(expected);
  });

  it('does not relate different matchers', () => {
    expect(implies(condition('in-interface-list', 'WAN'), condition('out-interface-list', 'WAN'))).toBe(false);
  });
});
