import { describe, expect, it } from 'vitest';
import { parseAddressSet } from '../../server/src/firewall/addresses';
import { isPublic } from '../../server/src/rules/firewall/internetSide';
import { similarName } from '../../server/src/rules/support/similarName';
import { defaultSettings } from '../../server/src/rules/configuration/settings';
import protectionDisabled from '../../server/src/rules/firewall/fw-protection-disabled';
import { applyEdits } from '../../server/src/rules/fixes';
import type { Finding } from '../../server/src/rules/rule';
import { check, firstFix, ofRule, type Options } from './support';

const header = '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n';

/** A full export of a home router with these firewall rules. */
function exported(filter: string, more = ''): string {
  return `${header}/interface bridge
add name=bridge
/interface list
add name=WAN
add name=LAN
/interface list member
add interface=bridge list=LAN
add interface=ether1 list=WAN
/ip address
add address=192.168.88.1/24 interface=bridge
/ip dns
set servers=9.9.9.9
/system clock
set time-zone-name=Europe/Riga
/ip firewall filter
${filter}
/ip firewall nat
add action=masquerade chain=srcnat out-interface-list=WAN
/ipv6 settings
set disable-ipv6=yes
${more}`;
}

/** `line severity` of each finding of a rule. */
function places(rule: string, text: string, options: Options = {}): string[] {
  return ofRule(check(text, options).findings, rule).map(
    ({ span, severity }) => `${text.slice(0, span.start).split('\n').length} ${severity}`,
  );
}

const known = 'add action=accept chain=input connection-state=established,related,untracked';
const forward = 'add action=drop chain=forward connection-nat-state=!dstnat connection-state=new in-interface-list=WAN';

describe('a chain that a whole file shows', () => {
  it.each([
    ['nothing at all', '', 'fw-missing'],
    [
      'only invalid packets dropped',
      `${known}\nadd action=drop chain=input connection-state=invalid\n${forward}`,
      'fw-input-no-final-drop',
    ],
    [
      'only some ports dropped',
      `${known}\nadd action=drop chain=input protocol=tcp dst-port=23\n${forward}`,
      'fw-input-no-final-drop',
    ],
    [
      'only a block list dropped',
      `${known}\nadd action=drop chain=input src-address-list=bad\n${forward}`,
      'fw-input-no-final-drop',
    ],
    [
      'only what exceeds a limit dropped',
      `${known}\nadd action=drop chain=input protocol=tcp connection-limit=50,32\n${forward}`,
      'fw-input-no-final-drop',
    ],
    [
      'a drop for the list of the own side left out',
      `${known}\nadd action=drop chain=input in-interface-list=!LAN`,
      'fw-forward-wan-open',
    ],
    [
      'answers dropped',
      `add action=accept chain=input in-interface-list=LAN\nadd action=drop chain=input\n${forward}`,
      'fw-no-established-accept',
    ],
  ])('%s', (_, filter, rule) => {
    const found = check(exported(filter)).findings.map((finding) => finding.rule);
    const chains = ['fw-missing', 'fw-input-no-final-drop', 'fw-forward-wan-open', 'fw-no-established-accept'];
    expect(found.filter((id) => chains.includes(id))).toEqual([rule]);
  });

  it.each([
    ['a drop of all but the own side', 'add action=drop chain=input in-interface-list=!LAN'],
    ['a drop of all', 'add action=drop chain=input'],
    ['a drop of the Internet side', 'add action=drop chain=input in-interface-list=WAN'],
    ['a reject of one interface', 'add action=reject chain=input in-interface=ether1'],
    ['a drop of all sources but one', 'add action=drop chain=input src-address=!192.168.88.0/24'],
    ['a drop of all sources but a list', 'add action=drop chain=input src-address-list=!mgmt'],
    ['a drop of new connections', 'add action=drop chain=input connection-state=new in-interface-list=WAN'],
    ['drops of whole protocols', 'add action=drop chain=input protocol=tcp\nadd action=drop chain=input protocol=udp'],
    [
      'a chain of its own',
      'add action=jump chain=input jump-target=rest\nadd action=jump chain=rest jump-target=end\nadd action=drop chain=end',
    ],
  ])('is closed by %s', (_, drop) => {
    expect(places('fw-input-no-final-drop', exported(`${known}\n${drop}\n${forward}`))).toEqual([]);
  });

  it('says nothing of chains where the script is only a part, unless it is said to be all', () => {
    const script = exported(known).replace(header, '');
    const complete: Options = { settings: { ...defaultSettings, assumeComplete: true } };
    expect(places('fw-input-no-final-drop', script)).toEqual([]);
    expect(places('fw-input-no-final-drop', script, complete)).toEqual(['16 warning']);
    expect(places('fw-missing', script.replace(known, ''), complete)).toHaveLength(1);
  });

  it('is not judged where a rule is not certain', () => {
    expect(places('fw-input-no-final-drop', exported(`${known}\nset $last action=drop`))).toEqual([]);
  });
});

describe('lists of the two sides', () => {
  const rule = '/ip firewall nat add chain=dstnat action=dst-nat protocol=tcp dst-port=22 to-addresses=10.0.0.2';

  it('are those that the user names', () => {
    const home = `${rule} in-interface-list=home`;
    expect(places('nat-dstnat-mgmt', home)).toEqual([]);
    expect(places('nat-dstnat-mgmt', home, { settings: { ...defaultSettings, wanInterfaceLists: ['ho*'] } })).toEqual([
      '1 warning',
    ]);
    const notHome = `${rule} in-interface-list=!home`;
    expect(places('nat-dstnat-mgmt', notHome)).toEqual([]);
    expect(
      places('nat-dstnat-mgmt', notHome, { settings: { ...defaultSettings, trustedInterfaceLists: ['home'] } }),
    ).toEqual(['1 warning']);
  });

  it('and so is the network that a fix proposes', () => {
    const settings = { ...defaultSettings, managementNetworks: ['198.51.100.0/28'] };
    const fix = firstFix(ofRule(check(rule, { settings }).findings, 'nat-dstnat-mgmt')[0]);
    expect(fix?.edits.map(({ text }) => text)).toEqual([' src-address=198.51.100.0/28']);
    expect(fix?.placeholders).toEqual(['198.51.100.0/28']);
  });
});

describe('fw-accept-all', () => {
  it('is a hint where a later command may have changed the rule', () => {
    expect(places('fw-accept-all', '/ip firewall filter\nadd chain=input action=accept\nset $x disabled=yes')).toEqual([
      '2 hint',
    ]);
  });
});

describe('fw-protection-disabled, of the strict preset', () => {
  const strict: Options = { rules: { 'fw-protection-disabled': 'warning' } };
  const findings = (text: string): readonly Finding[] => ofRule(check(text, strict).findings, protectionDisabled.id);

  it('is off until it is asked for', () => {
    expect(places(protectionDisabled.id, protectionDisabled.examples[0]!.bad)).toEqual([]);
  });

  it.each(protectionDisabled.examples)('finds and mends $bad', ({ bad, good, fixed }) => {
    const found = findings(bad);
    expect(found).toHaveLength(1);
    expect(applyEdits(bad, firstFix(found[0])?.edits ?? [])).toBe(fixed);
    expect(findings(fixed ?? bad)).toEqual([]);
    expect(findings(good)).toEqual([]);
  });

  it.each(protectionDisabled.silent)('is silent: $because', ({ script }) => {
    expect(findings(script)).toEqual([]);
  });
});

describe('fw-fasttrack-without-accept', () => {
  it('writes the accept in the place and the spelling of the line', () => {
    const text =
      '/ip firewall filter remove [find]\r\n  /ip/firewall/filter/add chain=forward action=fasttrack-connection connection-state=established,related comment=fast\r\n/ip firewall filter add chain=forward action=drop\r\n';
    const fix = firstFix(ofRule(check(text).findings, 'fw-fasttrack-without-accept')[0]);
    expect(applyEdits(text, fix?.edits ?? [])).toContain(
      'comment=fast\r\n  /ip/firewall/filter/add chain=forward action=accept connection-state=established,related\r\n/ip',
    );
  });

  it('offers nothing where the line is more than one command', () => {
    const text =
      ':if ($a) do={ /ip firewall filter add chain=forward action=fasttrack-connection connection-state=established }';
    const [finding] = ofRule(check(text).findings, 'fw-fasttrack-without-accept');
    expect(finding?.fixes).toEqual([]);
  });
});

describe('names that are almost alike', () => {
  it.each([
    ['mgmnt', ['mgmt', 'guests'], 'mgmt'],
    ['Drop-Chain', ['Drop-chain'], 'Drop-chain'],
    ['foward', ['input', 'forward'], 'forward'],
    ['blakclist', ['blacklist'], 'blacklist'],
    ['stage2', ['stage1', 'stage3'], undefined],
    ['LAN', ['WAN'], undefined],
    ['guests', ['servers'], undefined],
    ['icmp', ['icmp-chain'], undefined],
  ])('%s among %j: %s', (name, all, expected) => {
    expect(similarName(name, all)).toBe(expected);
  });
});

describe('public addresses', () => {
  it.each(['10.1.2.3', '172.31.0.1', '192.168.0.0/16', '100.127.255.255', '169.254.1.1', '224.0.0.5', 'fd00::1'])(
    '%s is none',
    (text) => {
      expect(isPublic(parseAddressSet(text)!)).toBe(false);
    },
  );

  it.each(['9.9.9.9', '172.32.0.1', '100.128.0.0/16', '0.0.0.0/0'])('%s is one', (text) => {
    expect(isPublic(parseAddressSet(text)!)).toBe(true);
  });
});
