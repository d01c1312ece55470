import { describe, expect, it } from 'vitest';
import dropBeforeAccept from '../../server/src/rules/firewall/fw-drop-before-accept';
import duplicate from '../../server/src/rules/firewall/fw-duplicate-rule';
import emptyMatcher from '../../server/src/rules/firewall/fw-empty-matcher';
import implicitAccept from '../../server/src/rules/firewall/fw-implicit-accept';
import mgmtAccept from '../../server/src/rules/firewall/fw-mgmt-accept-unrestricted';
import unreachable from '../../server/src/rules/firewall/fw-unreachable-rule';
import { applyEdits } from '../../server/src/rules/fixes';
import type { Finding, Rule } from '../../server/src/rules/rule';
import { checkWith, firstFix } from './support';

const firewall: readonly Rule[] = [dropBeforeAccept, emptyMatcher, implicitAccept, mgmtAccept, unreachable];

/** `line rule` of each finding. */
function lines(text: string, findings: readonly Finding[]): string[] {
  return findings.map(({ rule, span }) => `${text.slice(0, span.start).split('\n').length} ${rule}`);
}

function linesOf(text: string, rules: readonly Rule[] = firewall): string[] {
  return lines(text, checkWith(rules, text)).filter((line) => line.includes(' fw-'));
}

function filter(...rules: readonly string[]): string {
  return [
    '/ip firewall filter',
    ...rules.map((rule) => (/^(?:add|set|remove|disable|move|:|\/)/.test(rule) ? rule : `add ${rule}`)),
  ].join('\n');
}

function only(rule: Rule, text: string): readonly Finding[] {
  return checkWith([rule], text).filter((finding) => finding.rule === rule.id);
}

describe('which rule of the file covers', () => {
  it('is named by line and comment, and the first with another action beside it', () => {
    const text = filter(
      'chain=input action=drop protocol=tcp src-address=10.0.0.0/8 comment="no inner tcp"',
      'chain=input action=accept protocol=tcp dst-port=22 src-address=10.0.0.0/8 in-interface-list=LAN',
      'chain=input action=drop protocol=tcp dst-port=22 src-address=10.1.0.0/16 in-interface-list=LAN',
    );
    const [first, second] = checkWith([dropBeforeAccept, unreachable], text);
    expect(first?.rule).toBe('fw-drop-before-accept');
    expect(first?.message).toContain('line 2 ("no inner tcp")');
    expect(second?.rule).toBe('fw-unreachable-rule');
    expect(second?.message).toContain('the drop on line 2 ("no inner tcp")');
    expect(second?.message).toContain('the accept on line 3');
    expect(second?.related.map(({ span }) => text.slice(span.start, span.end))).toEqual(text.split('\n').slice(1, 3));
    expect(second?.tags).toEqual(['unnecessary']);
  });

  it('an accept behind a drop is reported once', () => {
    const text = filter('chain=input action=drop', 'chain=input action=accept protocol=icmp');
    expect(linesOf(text)).toEqual(['3 fw-drop-before-accept']);
  });

  it('a drop behind an accept says that the protection never fires', () => {
    const text = filter(
      'chain=input action=accept protocol=tcp src-address=10.0.0.0/8',
      'chain=input action=drop protocol=tcp dst-port=23 src-address=10.0.0.9',
    );
    expect(only(unreachable, text)[0]?.message).toContain('the protection never fires');
  });

  it('lists and interfaces that the file fills help to see it', () => {
    const lists =
      '/interface list member add list=WAN interface=ether1\n/ip firewall address-list add list=office address=10.0.0.0/24\n';
    const rules = filter(
      'chain=input action=drop in-interface-list=WAN',
      'chain=input action=accept in-interface=ether1 protocol=icmp',
      'chain=forward action=accept src-address-list=office',
      'chain=forward action=accept src-address=10.0.0.5',
    );
    expect(linesOf(lists + rules)).toEqual(['5 fw-drop-before-accept', '7 fw-unreachable-rule']);
    expect(linesOf(rules)).toEqual([]);
    const disabled = lists
      .replace('interface=ether1', 'interface=ether1 disabled=yes')
      .replace('/24', '/24 timeout=1d');
    expect(linesOf(disabled + rules)).toEqual([]);
  });

  it.each<[string, string, string, string]>([
    ['the same, each with a comment', ' comment=a', ' comment=b', 'hint'],
    ['the same, the later one with a comment', '', ' comment=b', 'hint'],
    ['the same, with the same comment', ' comment=a', ' comment=a', 'warning'],
    ['the same, the earlier one with a comment', ' comment=a', '', 'warning'],
    ['the same without comments', '', '', 'warning'],
    ['narrower, with a comment', ' comment=a', ' comment=b dst-port=23', 'warning'],
    ['the same but for its log, with a comment', ' comment=a', ' comment=b log=yes', 'warning'],
  ])('a rule that is %s', (_, earlier, later, severity) => {
    const rule = 'chain=input action=drop protocol=tcp src-address=10.0.0.0/8';
    const found = checkWith([duplicate, unreachable], filter(rule + earlier, rule + later));
    expect(found.map((finding) => [finding.rule, finding.severity])).toEqual([['fw-unreachable-rule', severity]]);
    expect(found[0]?.message.includes('holds a place')).toBe(severity === 'hint');
  });

  it('IPv6 and NAT are read as well, each for itself', () => {
    expect(
      linesOf(
        '/ipv6 firewall filter\nadd chain=input action=drop src-address=2001:db8::/32\nadd chain=input action=accept src-address=2001:db8:1::/48 protocol=icmpv6',
      ),
    ).toEqual(['3 fw-drop-before-accept']);
    expect(
      linesOf(
        '/ip firewall nat\nadd chain=dstnat action=redirect protocol=tcp dst-port=53\nadd chain=dstnat action=dst-nat protocol=tcp dst-port=53 to-addresses=10.0.0.1',
      ),
    ).toEqual(['3 fw-unreachable-rule']);
  });

  it('a chain that is jumped to is compared within itself', () => {
    const text = filter(
      'chain=input action=jump jump-target=tcp protocol=tcp',
      'chain=tcp action=return src-address=10.0.0.0/8',
      'chain=tcp action=drop src-address=10.1.0.0/16',
      'chain=input action=drop protocol=tcp dst-port=23',
    );
    expect(linesOf(text)).toEqual(['4 fw-unreachable-rule']);
  });

  const pair = [
    'chain=input action=accept protocol=tcp src-address=10.0.0.0/8 comment=a',
    'chain=input action=drop protocol=tcp dst-port=23 src-address=10.0.0.0/8 comment=b',
  ] as const;

  it.each([
    ['nothing more', [], ['3 fw-unreachable-rule']],
    ['a later command by number', ['set 0 disabled=yes'], []],
    ['a later command by a pattern', ['set [find comment~"a"] src-address=10.0.0.1'], []],
    ['a later command by two conditions', ['set [find chain=input and comment=a] log=yes'], []],
    ['a later move', ['move 1 0'], []],
    ['the earlier rule is disabled by its comment', ['disable [find comment=a]'], []],
    ['the earlier rule is removed by its comment', ['remove [find comment=a]'], []],
    ['the earlier rule is narrowed by its comment', ['set [find comment=a] dst-port=22'], []],
    ['the later rule is changed without effect', ['set [find comment=b] log=yes'], ['3 fw-unreachable-rule']],
    ['the earlier rule is disabled sometimes', [':if ($x) do={ disable [find comment=a] }'], []],
  ])('%s', (_, more, expected) => {
    expect(linesOf(filter(...pair, ...more), [unreachable])).toEqual(expected);
  });

  it('a command that could only have changed what stood before is no hindrance', () => {
    expect(linesOf(`/ip firewall filter remove [find where !dynamic]\n${filter(...pair)}`, [unreachable])).toEqual([
      '4 fw-unreachable-rule',
    ]);
  });

  it('code that runs sometimes is neither blamed nor reported', () => {
    expect(linesOf(`/ip firewall filter\nadd ${pair[0]}\n:if ($x) do={ add ${pair[1]} }`, [unreachable])).toEqual([]);
    expect(linesOf(`/ip firewall filter\n:if ($x) do={ add ${pair[0]} }\nadd ${pair[1]}`, [unreachable])).toEqual([]);
  });
});

describe('moving an accept above the drop', () => {
  const drop = 'add chain=input action=drop protocol=tcp dst-port=8728';
  const accept = 'add chain=input action=accept protocol=tcp dst-port=8728 src-address=192.168.1.100';

  function moved(text: string): string | undefined {
    const fix = firstFix(only(dropBeforeAccept, text)[0]);
    return fix && applyEdits(text, fix.edits);
  }

  it('takes all its lines along, keeps the line ends, and leaves what is between', () => {
    const between = 'add chain=input action=drop protocol=udp';
    const long = accept.replace(' dst-port', ' \\\r\n    dst-port');
    expect(moved(['/ip firewall filter', drop, between, long, ''].join('\r\n'))).toBe(
      ['/ip firewall filter', long, drop, between, ''].join('\r\n'),
    );
  });

  it('works on a last line without a line end', () => {
    expect(moved(['/ip firewall filter', drop, accept].join('\n'))).toBe(
      ['/ip firewall filter', accept, drop].join('\n'),
    );
  });

  it('is not needed where an accept above takes its packets too: the later one can go', () => {
    const above = 'add chain=input action=accept protocol=tcp src-address=192.168.1.0/24';
    expect(moved(['/ip firewall filter', above, drop, accept, ''].join('\n'))).toBe(
      ['/ip firewall filter', above, drop, ''].join('\n'),
    );
  });

  it.each([
    [
      'another section between',
      ['/ip firewall filter', drop, '/ip service', 'set telnet disabled=yes', '/ip firewall filter', accept],
    ],
    ['two commands on a line', ['/ip firewall filter', `${drop}; ${accept}`]],
    ['a comment behind it', ['/ip firewall filter', drop, `${accept} ;# the host`]],
    ['a computed value', ['/ip firewall filter', drop, `${accept} comment=$name`]],
    ['the accept is as wide as the drop', ['/ip firewall filter', drop, drop.replace('drop', 'accept')]],
    [
      'the accept opens the router to all',
      ['/ip firewall filter', drop.replace('8728', '8000-9000'), drop.replace('drop', 'accept')],
    ],
  ])('is not offered: %s', (_, rules) => {
    const text = rules.join('\n');
    expect(only(dropBeforeAccept, text)).toHaveLength(1);
    expect(moved(text)).toBeUndefined();
  });
});

describe('a management port for all', () => {
  function open(...rules: readonly string[]): string[] {
    return only(mgmtAccept, filter(...rules)).map(({ message }) => message.slice(0, message.indexOf(': ')));
  }

  it('names each port that is open and how it speaks', () => {
    expect(open('chain=input action=accept protocol=tcp dst-port=21-23,8291')).toEqual([
      '21 (ftp, clear text), 22 (ssh), 23 (telnet, clear text) and 8291 (winbox) are accepted from anywhere',
    ]);
    expect(open('chain=input action=accept protocol=udp port=161')).toEqual([
      '161 (snmp, udp) is accepted from anywhere',
    ]);
  });

  it.each([
    ['no action', 'chain=input protocol=tcp dst-port=8728'],
    ['every source, said in words', 'chain=input action=accept protocol=tcp dst-port=22 src-address=0.0.0.0/0'],
    ['every interface', 'chain=input action=accept protocol=tcp dst-port=22 in-interface-list=all'],
    ['the side of the Internet', 'chain=input action=accept protocol=tcp dst-port=22 in-interface-list=WAN'],
    ['all but the own network', 'chain=input action=accept protocol=tcp dst-port=22 in-interface-list=!LAN'],
    ['all ports but one', 'chain=input action=accept protocol=tcp dst-port=!25'],
    ['all of tcp', 'chain=input action=accept protocol=tcp'],
    [
      'only so many at a time',
      'chain=input action=accept protocol=tcp dst-port=22 connection-limit=3,32 limit=5,5:packet',
    ],
    ['addresses of the router', 'chain=input action=accept protocol=tcp dst-port=22 dst-address-type=local'],
    ['a list of its addresses', 'chain=input action=accept protocol=tcp dst-port=22 dst-address-list=public'],
    ['placed before another rule', 'chain=input action=accept protocol=tcp dst-port=22 place-before=0'],
  ])('reports %s', (_, rule) => {
    expect(open(rule)).toHaveLength(1);
  });

  it.each([
    ['a list', 'chain=input action=accept protocol=tcp dst-port=22 src-address-list=mgmt'],
    ['an interface', 'chain=input action=accept protocol=tcp dst-port=22 in-interface=bridge'],
    ['IPsec', 'chain=input action=accept protocol=tcp dst-port=22 ipsec-policy=in,ipsec'],
    ['a hardware address', 'chain=input action=accept protocol=tcp dst-port=22 src-mac-address=00:00:5E:00:53:01'],
    ['a computed source', 'chain=input action=accept protocol=tcp dst-port=22 src-address=$admin'],
    ['answers to the router', 'chain=input action=accept protocol=tcp src-port=80'],
    ['content', 'chain=input action=accept protocol=tcp dst-port=22 content=knock'],
    ['loopback', 'chain=input action=accept protocol=tcp dst-port=22 dst-address=127.0.0.1'],
    ['udp', 'chain=input action=accept protocol=udp dst-port=8728'],
  ])('is silent on %s', (_, rule) => {
    expect(open(rule)).toEqual([]);
  });

  it('follows the services of the file', () => {
    const rule = filter('chain=input action=accept protocol=tcp dst-port=22,80,443,1080,2000,2222,3128,8080');
    const ports = (services: string): string[] =>
      only(mgmtAccept, `${services}\n${rule}`).flatMap(({ message }) =>
        [...message.slice(0, message.indexOf(': ')).matchAll(/(\d+) \(/g)].map(([, port]) => port ?? ''),
      );
    expect(ports('')).toEqual(['22']);
    expect(ports('/ip service enable www,www-ssl').sort()).toEqual(['22', '443', '80']);
    expect(ports('/ip service set ssh port=2222')).toEqual(['2222']);
    expect(ports('/ip service set ssh port=2222 disabled=yes')).toEqual([]);
    expect(
      ports(
        '/ip socks set enabled=yes\n/tool bandwidth-server set enabled=yes\n/ip proxy set enabled=yes port=3128',
      ).sort(),
    ).toEqual(['1080', '2000', '22', '3128']);
  });

  it('is silent where an earlier rule keeps strangers out', () => {
    const rule = 'chain=input action=accept protocol=tcp dst-port=22';
    for (const earlier of [
      'chain=input action=drop in-interface-list=!LAN',
      'chain=input action=drop in-interface-list=WAN',
      'chain=input action=reject protocol=tcp src-address-list=!mgmt',
      'chain=input action=drop src-address=!10.0.0.0/8',
      'chain=input action=return src-address-list=!mgmt',
      'chain=input action=drop protocol=tcp',
    ]) {
      expect([earlier, open(earlier, rule)]).toEqual([earlier, []]);
    }
    for (const earlier of [
      'chain=forward action=drop in-interface-list=!LAN',
      'chain=input action=drop in-interface-list=!LAN disabled=yes',
      'chain=input action=drop in-interface-list=!LAN protocol=udp',
      'chain=input action=drop in-interface-list=!LAN connection-state=invalid',
      'chain=input action=log in-interface-list=!LAN',
      'chain=input action=drop src-address-list=blocked',
    ]) {
      expect([earlier, open(earlier, rule).length]).toEqual([earlier, 1]);
    }
  });

  it('goes through jumps, and knows which are for known sources', () => {
    const rule = 'chain=manage action=accept protocol=tcp dst-port=22';
    expect(open('chain=input action=jump jump-target=manage', rule)).toHaveLength(1);
    expect(
      open('chain=input action=jump jump-target=a', 'chain=a action=jump jump-target=manage protocol=tcp', rule),
    ).toHaveLength(1);
    for (const jump of [
      'chain=input action=jump jump-target=manage src-address-list=admins',
      'chain=input action=jump jump-target=manage protocol=udp',
      'chain=input action=jump jump-target=manage protocol=tcp dst-port=80',
      'chain=input action=jump jump-target=manage connection-state=established',
      'chain=input action=jump jump-target=manage disabled=yes',
      'chain=forward action=jump jump-target=manage',
      'chain=manage action=jump jump-target=manage',
    ]) {
      expect([jump, open(jump, rule)]).toEqual([jump, []]);
    }
    expect(
      open('chain=input action=drop in-interface-list=!LAN', 'chain=input action=jump jump-target=manage', rule),
    ).toEqual([]);
  });

  it('is a hint where nothing answers on the port', () => {
    const rule = '/ip firewall filter add chain=input action=accept protocol=tcp dst-port=23';
    const off = '/ip service disable telnet';
    const severities = (text: string): string[] => only(mgmtAccept, text).map(({ severity }) => severity);
    expect(severities(`${off}\n${rule}`)).toEqual(['hint']);
    expect(severities(`${off}\n${rule},22`)).toEqual(['warning']);
    // An import may stop in between.
    expect(severities(`${rule}\n${off}`)).toEqual(['warning']);
    // The order of an export says nothing.
    expect(
      severities(`# 2024-05-01 12:00:00 by RouterOS 7.14.3\n${rule}\n/ip service\nset telnet disabled=yes`),
    ).toEqual(['hint']);
  });

  it('is a hint where a later command may have changed the rule', () => {
    const [finding] = only(
      mgmtAccept,
      filter('chain=input action=accept protocol=tcp dst-port=22', 'set [find comment~"x"] src-address=10.0.0.1'),
    );
    expect(finding?.severity).toBe('hint');
  });

  it('fixes with the LAN list where the file has one, else with a network to put right', () => {
    const fixed = (text: string): string | undefined => {
      const fix = firstFix(only(mgmtAccept, text)[0]);
      return fix && applyEdits(text, fix.edits);
    };
    const lan = '/interface list add name=LAN\n/ip firewall filter ';
    expect(fixed(`${lan}add chain=input action=accept protocol=tcp dst-port=22 in-interface-list=!LAN`)).toBe(
      `${lan}add chain=input action=accept protocol=tcp dst-port=22 in-interface-list=LAN`,
    );
    const wan = '/interface list member add list=WAN interface=ether1\n/ip firewall filter ';
    expect(
      fixed(`${wan}add chain=input action=accept protocol=tcp dst-port=22 in-interface=ether1 src-address=0.0.0.0/0`),
    ).toBe(
      `${wan}add chain=input action=accept protocol=tcp dst-port=22 in-interface=ether1 src-address=192.168.88.0/24`,
    );
  });
});

describe('a missing action', () => {
  it.each([
    ['comment="drop the rest"', 'action=drop', 'suggestion'],
    ['log-prefix="DENY_API"', 'action=drop', 'suggestion'],
    ['jump-target=mgmt', 'action=jump', 'suggestion'],
    ['reject-with=tcp-reset', 'action=reject', 'suggestion'],
    ['comment="backdrop"', 'action=accept', 'safe'],
  ])('%s: %s (%s)', (argument, action, fixClass) => {
    const text = `/ip firewall filter add chain=input protocol=tcp ${argument}`;
    const fix = firstFix(only(implicitAccept, text)[0]);
    expect(fix?.class).toBe(fixClass);
    expect(applyEdits(text, fix?.edits ?? [])).toBe(`${text} ${action}`);
  });

  it('offers nothing where no one action fits', () => {
    const [finding] = only(
      implicitAccept,
      '/ip firewall nat add chain=dstnat protocol=tcp dst-port=80 to-addresses=10.0.0.1',
    );
    expect(finding?.fixes).toEqual([]);
    expect(finding?.message).toContain('to-addresses');
  });

  it('is found in code that runs sometimes, too', () => {
    expect(only(implicitAccept, ':if ($x) do={ /ip firewall raw add chain=prerouting protocol=tcp }')).toHaveLength(1);
  });
});
