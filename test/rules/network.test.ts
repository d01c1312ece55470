import { describe, expect, it } from 'vitest';
import { defaultSettings, type AnalysisSettings } from '../../server/src/rules/configuration/settings';
import { applyEdits } from '../../server/src/rules/fixes';
import { check, firstFix, ofRule, outline, type Options } from './support';

/** Findings of one rule, as `severity "marked text"`. */
function found(rule: string, text: string, options: Options = {}): string[] {
  const findings = ofRule(check(text, { preset: 'strict', ...options }).findings, rule);
  return outline(text, findings).map((line) => line.slice(rule.length + 1));
}

const header = '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n';

/** A full export of a release with these sections, and nothing that matters here. */
function fullExport(release: string, ...sections: string[]): string {
  return [
    `# 2024-05-01 12:00:00 by RouterOS ${release}`,
    '/interface bridge\nadd name=bridge',
    '/interface list\nadd name=LAN',
    '/ip address\nadd address=192.168.88.1/24 interface=bridge',
    '/ip dns\nset servers=192.168.88.2',
    '/ip route\nadd gateway=192.168.88.2',
    '/system clock\nset time-zone-name=Europe/Riga',
    ...sections,
    '',
  ].join('\n');
}

describe('a setting is in force', () => {
  const on = 'warning "enabled=yes"';
  it.each<[string, string, string[]]>([
    ['where the last command says so', '/ip socks set enabled=no\n/ip socks set enabled=yes', [on]],
    ['in a block of the menu', '/ip socks { set enabled=yes port=1081 }', [on]],
    ['under a condition', ':if ($open) do={ /ip socks set enabled=yes }', [on]],
    ['in a loop', ':foreach x in=$all do={ /ip socks set enabled=yes }', [on]],
    ['in a script inside a value', '/system script add name=s source="/ip socks set enabled=yes"', [on]],
    ['with an abbreviated name', '/ip socks set ena=yes', ['warning "ena=yes"']],
    [
      'though a condition may take it back',
      '/ip socks set enabled=yes\n:if ($close) do={ /ip socks set enabled=no }',
      ['hint "enabled=yes"'],
    ],
    [
      'in one of two branches',
      ':if ($close) do={ /ip socks set enabled=no } else={ /ip socks set enabled=yes }',
      ['hint "enabled=yes"'],
    ],
    ['not where it is taken back', '/ip socks set enabled=yes\n/ip socks set enabled=no', []],
    ['not in a comment or a text', '# /ip socks set enabled=yes\n:put "/ip socks set enabled=yes"', []],
  ])('%s', (_, text, expected) => {
    expect(found('socks-enabled', text)).toEqual(expected);
  });
});

describe('items that the file does not show', () => {
  const write = 'warning "write-access=yes"';
  it.each<[string, string, string[]]>([
    ['all of them', '/snmp community set [find] write-access=yes', [write]],
    ['the one that RouterOS brings along', '/snmp community set [find default=yes] write-access=yes', [write]],
    ['by row number', '/snmp community set 0 write-access=yes', [write]],
    ['by a variable', '/snmp community set $c write-access=yes', [write]],
    [
      'taken back by a command that may mean them',
      '/snmp community set 0 write-access=yes\n/snmp community set $c write-access=no',
      [],
    ],
    ['switched off in the same command', '/snmp community set [find default=yes] write-access=yes disabled=yes', []],
    [
      'a command that means the default one leaves an added one alone',
      '/snmp community add name=x write-access=yes\n/snmp community set [find default=yes] write-access=no disabled=yes',
      [write],
    ],
    [
      'a command that may mean any leaves nothing certain',
      '/snmp community add name=x write-access=yes\n/snmp community set $c write-access=no',
      [],
    ],
  ])('%s', (_, text, expected) => {
    expect(found('snmp-write-access', text)).toEqual(expected);
  });
});

describe('secrets never appear in a finding or its fix', () => {
  it.each([
    ['wifi-weak-passphrase', '/interface wifi security add name=s passphrase=', 'kitchen7'],
    ['wifi-weak-passphrase', '/interface wifi security add name=s passphrase=', 'password12345'],
    ['radius-weak-secret', '/radius add address=10.0.0.5 service=login secret=', 'zebra-77'],
    ['container-risk', '/container envs add list=db key=DB_PASSWORD value=', 'zebra-crossing-77'],
  ])('%s: %s', (rule, command, secret) => {
    const findings = ofRule(check(command + secret).findings, rule);
    expect(findings).toHaveLength(1);
    expect(JSON.stringify(findings)).not.toContain(secret);
  });

  it.each([
    ['wifi-weak-passphrase', `${header}/interface wifi security\nadd name=home\n`],
    [
      'wifi-open-network',
      fullExport(
        '7.14.3',
        '/interface wifi security\nadd name=home',
        '/interface wifi\nset [ find default-name=wifi1 ] disabled=no security=home',
      ),
    ],
    ['radius-weak-secret', `${header}/radius\nadd address=10.0.0.5 service=login\n`],
  ])('and what an export leaves out is neither weak nor missing: %s', (rule, text) => {
    expect(found(rule, text)).toEqual([]);
  });
});

describe('options', () => {
  it('of the shortest passphrase and secret', () => {
    const passphrase = '/interface wifi security add name=s passphrase=abcdefghijklm';
    expect(found('wifi-weak-passphrase', passphrase)).toEqual([]);
    const longer = { 'wifi-weak-passphrase': { options: { minimumLength: 20 } } };
    expect(found('wifi-weak-passphrase', passphrase, { rules: longer })).toHaveLength(1);
  });
});

describe('the settings of the network', () => {
  const settings = (more: Partial<AnalysisSettings>): Options => ({ settings: { ...defaultSettings, ...more } });

  it('name the lists that lead to strangers', () => {
    const text = '/tool mac-server set allowed-interface-list=uplinks';
    expect(found('mac-telnet-all', text)).toEqual([]);
    expect(found('mac-telnet-all', text, settings({ wanInterfaceLists: ['uplink*'] }))).toEqual([
      'warning "allowed-interface-list=uplinks"',
    ]);
  });

  it('name the networks of management, whose interface must not be left out', () => {
    const text = [
      '/interface list member add list=LAN interface=bridge',
      '/interface vlan add name=vlan30 vlan-id=30 interface=bridge',
      '/ip address add address=10.30.0.1/24 interface=vlan30',
      '/ip firewall filter add chain=input action=drop in-interface-list=!LAN',
    ].join('\n');
    const rule = 'list-entry-missing-for-interface';
    expect(found(rule, text)).toEqual([]);
    expect(found(rule, text, settings({ managementNetworks: ['10.30.0.0/24'] }))).toHaveLength(1);
    expect(found(rule, text, settings({ managementNetworks: ['10.0.0.0/8'] }))).toEqual([]);
  });

  it('may say that a script is all there is', () => {
    const text = '/ip address add address=10.0.0.1/24 interface=ether1';
    expect(found('btest-server', text)).toEqual([]);
    expect(found('btest-server', text, settings({ assumeComplete: true }))).toHaveLength(1);
    const event = '/system scheduler add name=s on-event="/log info tick"';
    expect(found('btest-server', event, settings({ assumeComplete: true }))).toEqual([]);
  });
});

describe('defaults that a full export leaves in force', () => {
  it.each([
    ['mac-telnet-all', 'information'],
    ['mac-winbox-all', 'information'],
    ['neighbor-discovery-all', 'information'],
    ['mac-ping', 'hint'],
    ['btest-server', 'information'],
    ['ntp-client-off', 'hint'],
    ['logging-no-remote', 'information'],
  ])('%s: %s, at the header', (rule, severity) => {
    const text = fullExport('7.18.2');
    expect(found(rule, text)).toEqual([`${severity} "# 2024-05-01 12:00:00 by RouterOS 7.18.2"`]);
    expect(found(rule, text.replace(/^#.*\n/, ''))).toEqual([]);
  });

  it.each(['mac-telnet-all', 'mac-ping', 'neighbor-discovery-all'])('%s: in RouterOS 6 they are not known', (rule) => {
    expect(found(rule, fullExport('6.49.8'))).toEqual([]);
  });
});

describe('a clock that no NTP client sets', () => {
  it.each([
    ['the cloud may set it, as by default', fullExport('7.18.2'), 'hint'],
    ['the cloud sets it', fullExport('7.18.2', '/ip cloud\nset update-time=yes'), 'hint'],
    ['the cloud does not', fullExport('7.18.2', '/ip cloud\nset update-time=no'), 'information'],
    ['nothing has set it', fullExport('7.18.2').replace('2024-05-01', '1970-01-02'), 'information'],
    [
      'nothing has set it, on RouterOS 6',
      '# jan/02/1970 00:03:12 by RouterOS 6.49.8\n/system ntp client\nset enabled=no',
      'information',
    ],
    ['a script switches it off', '/system ntp client set enabled=no', 'hint'],
    ['a script switches off both', '/ip cloud set update-time=no\n/system ntp client set enabled=no', 'information'],
  ])('%s', (_, text, severity) => {
    expect(found('ntp-client-off', text).map((line) => line.split(' ')[0])).toEqual([severity]);
    const [finding] = ofRule(check(text).findings, 'ntp-client-off');
    expect(finding?.message.includes('/ip cloud')).toBe(severity === 'hint');
  });
});

describe('releases', () => {
  const fixed = (rule: string, text: string, release: string): string => {
    const fix = firstFix(ofRule(check(text, { release }).findings, rule)[0]);
    return fix === undefined ? 'no fix' : applyEdits(text, fix.edits);
  };

  it('from 7.17 on DDNS is auto, no longer no', () => {
    const text = '/ip cloud set ddns-enabled=yes';
    expect(fixed('cloud-ddns', text, '7.16')).toBe('/ip cloud set ddns-enabled=no');
    expect(fixed('cloud-ddns', text, '7.17')).toBe('/ip cloud set ddns-enabled=auto');
  });

  it.each<[string, number]>([
    ['7.13.5', 0],
    ['7.14.3', 1],
    ['7.24', 1],
  ])('in %s an added share starts the SMB server: %i', (release, count) => {
    expect(found('smb-enabled', '/ip smb shares add directory=disk1 name=files', { release })).toHaveLength(count);
  });

  it.each<[string, string[]]>([
    ['6.37.4', ['CVE-2018-14847', 'CVE-2019-3924', 'CVE-2019-3978', 'CVE-2023-30799']],
    ['6.40.8', ['CVE-2019-3924', 'CVE-2019-3978', 'CVE-2023-30799']],
    ['6.42', ['CVE-2018-14847', 'CVE-2019-3924', 'CVE-2019-3978', 'CVE-2023-30799']],
    ['6.42.1', ['CVE-2019-3924', 'CVE-2019-3978', 'CVE-2023-30799']],
    ['6.43rc3', ['CVE-2018-14847', 'CVE-2019-3978', 'CVE-2023-30799']],
    ['6.43.12', ['CVE-2019-3978', 'CVE-2023-30799']],
    ['6.44.6', ['CVE-2023-30799']],
    ['6.45.7', ['CVE-2023-30799']],
    ['6.49.7', []],
    ['7.1', []],
  ])('%s has these holes: %j', (release, expected) => {
    const text = `# feb/28/2019 16:30:04 by RouterOS ${release}\n/ip service\nset telnet disabled=yes\n`;
    const messages = ofRule(check(text).findings, 'routeros-version-vulnerable').map(({ message }) => message);
    expect([...(messages[0] ?? '').matchAll(/CVE-\d+-\d+/g)].map(([id]) => id)).toEqual(expected);
  });

  it('SMB and IPv6 count only where the export shows them', () => {
    const of = (text: string): string => ofRule(check(text).findings, 'routeros-version-vulnerable')[0]?.message ?? '';
    expect(of('# feb/28/2018 16:30:04 by RouterOS 6.40.5\n/ip smb\nset enabled=yes\n')).toContain('CVE-2018-7445');
    expect(of('# feb/28/2018 16:30:04 by RouterOS 6.40.5\n/ip smb\nset domain=HOME\n')).not.toContain('CVE-2018-7445');
    expect(
      of('# feb/28/2018 16:30:04 by RouterOS 6.40.5\n/ipv6 address\nadd address=2001:db8::1/64 interface=ether1\n'),
    ).toContain('CVE-2018-19298');
  });
});

describe('an open Wi-Fi network of the wireless package', () => {
  const interfaces = (more: string): string => `/interface wireless\nset [ find default-name=wlan1 ] ${more}`;
  const profile = (mode: string): string =>
    `/interface wireless security-profiles\nset [ find default=yes ] mode=${mode}`;
  const open = 'disabled=no mode=ap-bridge ssid=cafe';
  it.each<[string, string[], number]>([
    ['the default profile without keys', [profile('none'), interfaces(open)], 1],
    ['the default profile, of which nothing is said', [interfaces(open)], 1],
    ['the default profile with keys', [profile('dynamic-keys'), interfaces(open)], 0],
    ['a computed profile', [interfaces(`${open} security-profile=$profile`)], 0],
    ['an interface that is off', [interfaces('disabled=yes mode=ap-bridge ssid=cafe')], 0],
    ['an interface of which nothing says that it is on', [interfaces('mode=ap-bridge ssid=cafe')], 0],
    ['a client', [interfaces('disabled=no mode=station ssid=cafe')], 0],
    [
      'another profile without keys',
      ['/interface wireless security-profiles\nadd name=guests', interfaces(`${open} security-profile=guests`)],
      1,
    ],
  ])('%s', (_, sections, count) => {
    expect(found('wifi-open-network', fullExport('7.14.3', ...sections))).toHaveLength(count);
  });

  it('is information where a hotspot runs', () => {
    const text = fullExport('7.14.3', '/ip hotspot\nadd interface=bridge name=cafe', interfaces(open));
    expect(found('wifi-open-network', text)[0]).toMatch(/^information /);
  });
});

describe('the firewall before a resolver', () => {
  const dns = '/ip dns\nset allow-remote-requests=yes';
  const filter = (...rules: string[]): string => ['/ip firewall filter', ...rules].join('\n');
  it.each<[string, string, string[]]>([
    ['none', fullExport('7.14.3', dns), ['warning']],
    ['a drop of all', fullExport('7.14.3', dns, filter('add action=drop chain=input')), []],
    [
      'a drop of invalid packets',
      fullExport('7.14.3', dns, filter('add action=drop chain=input connection-state=invalid')),
      ['warning'],
    ],
    [
      'jumps that may lead to a drop',
      fullExport(
        '7.14.3',
        dns,
        filter('add action=jump chain=input jump-target=wan protocol=udp', 'add action=drop chain=wan'),
      ),
      ['hint'],
    ],
    [
      'a drop that is off',
      fullExport('7.14.3', dns, filter('add action=drop chain=input disabled=yes in-interface-list=!LAN')),
      ['warning'],
    ],
    ['not shown by a script', dns, ['hint']],
    ['not shown by the export of one menu', `${header}${dns}`, ['hint']],
  ])('%s', (_, text, expected) => {
    expect(found('dns-open-resolver', text).map((line) => line.split(' ')[0])).toEqual(expected);
  });

  const asked = '/ip dns\nset allow-remote-requests=yes';
  const dhcp = (more: string): string => `/ip dhcp-client\nadd interface=ether1${more}`;
  const pppoe = (more: string): string => `/interface pppoe-client\nadd interface=ether1 name=isp user=u${more}`;
  const lte = '/interface lte\nset [ find default-name=lte1 ] name=lte1';
  it.each<[string, string[], 'hint' | 'warning']>([
    ['no server', [asked], 'hint'],
    ['an empty list of servers', [`${asked} servers=""`], 'hint'],
    ['a DHCP client that takes none', [asked, dhcp(' use-peer-dns=no')], 'hint'],
    ['a DHCP client that takes some, as by default', [asked, dhcp('')], 'warning'],
    ['a DHCP client that is off', [asked, dhcp(' disabled=yes')], 'hint'],
    ['one DHCP client of two that takes some', [asked, dhcp(' use-peer-dns=no\nadd interface=ether2')], 'warning'],
    ['a PPPoE client that takes some', [asked, pppoe(' disabled=no use-peer-dns=yes')], 'warning'],
    ['a PPPoE client that takes none', [asked, pppoe(' disabled=no use-peer-dns=no')], 'hint'],
    ['an LTE interface with its APN at the default', [asked, lte], 'warning'],
    [
      'an LTE interface that takes none',
      [asked, lte, '/interface lte apn\nset [ find default=yes ] ip-type=ipv4 use-peer-dns=no'],
      'hint',
    ],
    [
      'an APN that an export of some values lists',
      [asked, '/interface lte apn\nset [ find default=yes ] apn=internet use-peer-dns=yes'],
      'warning',
    ],
    [
      'an APN that an export of all values lists, without an LTE interface',
      [
        asked,
        '/interface lte apn\nset [ find default=yes ] apn=internet use-peer-dns=yes',
        '/ip proxy\nset enabled=no port=8080\n/ip socks\nset enabled=no port=1080 version=4\n/ip ssh\nset forwarding-enabled=no host-key-size=2048',
      ],
      'hint',
    ],
    ['servers', [`${asked} servers=1.1.1.1`], 'warning'],
    ['DoH', [`${asked} use-doh-server=https://1.1.1.1/dns-query`], 'warning'],
    [
      'forwarding of a domain',
      [asked, '/ip dns static\nadd forward-to=10.0.0.2 name=corp.example.com type=FWD'],
      'warning',
    ],
    ['names of its own', [asked, '/ip dns static\nadd address=10.0.0.2 name=nas.example.com'], 'hint'],
    [
      'a script that sets servers',
      [asked, '/system script\nadd name=up source="/ip dns set servers=1.1.1.1"'],
      'warning',
    ],
  ])('of a router with %s', (_, sections, severity) => {
    const text = fullExport('7.14.3', ...sections).replace('/ip dns\nset servers=192.168.88.2\n', '');
    const [finding] = ofRule(check(text).findings, 'dns-open-resolver');
    expect(finding?.severity).toBe(severity);
    expect(finding?.message.includes('has no server to ask')).toBe(severity === 'hint');
  });
});
