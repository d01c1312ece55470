import { describe, expect, it } from 'vitest';
import { read } from './resolve';

const services = '/ip/service';
const filter = '/ip/firewall/filter';
const rules = '/ip firewall filter\nadd chain=input comment=a\nadd chain=forward comment=b src-address=10.0.0.1\n';

/**
 * What commands did to the items of a menu: `name property=value`, `?` behind what is done only sometimes; items without a name are `#1`, `#2`. Behind `perhaps:`
 * the items that an unresolved command may have worked on.
 */
function effects(text: string, menu: string): string[] {
  const state = read(text).state(menu);
  const label = (index: number): string => state.items[index]?.name ?? `#${index + 1}`;
  const items = state.items.map((item, index) => {
    const properties = [...item.properties.values()]
      .filter(({ name }) => !['name', 'chain', 'comment', 'src-address'].includes(name))
      .map(({ name, value, conditional }) => `${name}=${value ?? '*'}${conditional ? '?' : ''}`);
    return [label(index), ...(item.removed ? ['removed'] : []), ...properties].join(' ');
  });
  const doubts = state.unresolved.map((command) => {
    const perhaps = state.items.flatMap((item, index) => (state.mayChange(command, item) ? [label(index)] : []));
    return `perhaps: ${perhaps.join(' ')}`.trim();
  });
  return [...items, ...doubts];
}

describe('names', () => {
  it.each([
    ['one', 'disable api', ['api disabled=yes']],
    ['a list', 'disable telnet,ftp', ['telnet disabled=yes', 'ftp disabled=yes']],
    ['in quotes', 'disable "telnet,ftp"', ['telnet disabled=yes', 'ftp disabled=yes']],
    ['by the name of the argument', 'set numbers=api disabled=yes', ['api disabled=yes']],
    ['row numbers are not known', 'disable 0,1', ['perhaps:']],
  ])('%s', (_name, command, expected) => {
    expect(effects(`/ip service ${command}`, services)).toEqual(expected);
  });
});

describe('conditions', () => {
  it.each([
    ['or', '[find name=telnet or name=ftp]', ['telnet disabled=yes', 'ftp disabled=yes']],
    ['where and parentheses', '[find where (name="telnet")]', ['telnet disabled=yes']],
    ['not', '[find !(name~"^[a-vx-z]") and name!=www]', ['winbox disabled=yes', 'www-ssl disabled=yes']],
    ['pattern', '[find name~"^(telnet|ftp)\\$"]', ['ftp disabled=yes', 'telnet disabled=yes']],
    ['what is on is off afterwards, whatever it was', '[find name=api disabled=no]', ['api disabled=yes']],
    ['what is dynamic has no name in a script', '[find name=winbox and !dynamic]', ['winbox disabled=yes']],
    ['a computed value', '[find name=[/system identity get name]]', ['perhaps:']],
    ['a pattern that may take for ever', '[find name~"(a+)+\\$"]', ['perhaps:']],
  ])('of services: %s', (_name, selector, expected) => {
    expect(effects(`/ip service disable ${selector}`, services)).toEqual(expected);
  });

  it.each([
    ['equal', 'comment=a', ['#1 log=yes', '#2']],
    ['two, with and', 'chain=forward and comment=b', ['#1', '#2 log=yes']],
    ['two, without', 'chain=forward comment=b', ['#1', '#2 log=yes']],
    ['unequal', 'comment!=a', ['#1', '#2 log=yes']],
    ['pattern', 'comment~"^b"', ['#1', '#2 log=yes']],
    ['the same address, written in another way', 'src-address=10.0.0.1/32', ['#1', '#2 log=yes']],
    ['without a matcher a rule has no such value', 'src-address=10.0.0.2', ['#1', '#2', 'perhaps:']],
    ['what is at its default', 'action=accept', ['#1 log=yes', '#2 log=yes']],
    ['not disabled', '!disabled', ['#1 log=yes', '#2 log=yes']],
    ['nothing that the file has', 'comment=z', ['#1', '#2', 'perhaps:']],
    ['what only the router knows', 'bytes=0', ['#1', '#2', 'perhaps: #1 #2']],
    ['what only the router knows, of one rule', 'comment=a and bytes=0', ['#1', '#2', 'perhaps: #1']],
    ['what rules of a file are not', 'dynamic', ['#1', '#2', 'perhaps:']],
  ])('of rules: %s', (_name, condition, expected) => {
    expect(effects(`${rules}set [find ${condition}] log=yes`, filter)).toEqual(expected);
  });

  it('leave what is added later alone', () => {
    expect(effects(`${rules}set $x log=yes\nadd chain=output`, filter)).toEqual(['#1', '#2', '#3', 'perhaps: #1 #2']);
  });

  it('take an internal id for an item that was there before', () => {
    expect(
      effects('/ppp profile\nadd name=p\nset *FFFFFFFE use-encryption=yes\nset q use-encryption=no', '/ppp/profile'),
    ).toEqual(['p', 'q use-encryption=no', 'perhaps: q']);
  });
});

describe('the item that a menu comes with', () => {
  it.each([
    ['/snmp community', '/snmp/community', 'public'],
    ['/interface wireless security-profiles', '/interface/wireless/security-profiles', 'default'],
    ['/ip ipsec profile', '/ip/ipsec/profile', 'default'],
    ['/ip ipsec proposal', '/ip/ipsec/proposal', 'default'],
    ['/ip hotspot profile', '/ip/hotspot/profile', 'default'],
  ])('%s', (written, menu, name) => {
    expect(effects(`${written}\nadd name=x\nset [ find default=yes ] zz=b`, menu)).toEqual(['x', `${name} zz=b`]);
  });

  it('is one, with its name or without, and keeps being so behind a new name', () => {
    const text =
      '/snmp community\nset public security=private\nset [find default=yes] name=x\nset [find default=yes] addresses=10.0.0.0/8';
    expect(effects(text, '/snmp/community')).toEqual(['x security=private addresses=10.0.0.0/8']);
  });

  it('has no known name in other menus', () => {
    expect(effects('/ip smb shares\nset [ find default=yes ] directory=x', '/ip/smb/shares')).toEqual([
      '#1 directory=x',
    ]);
  });

  it('may be either of two in /ppp/profile', () => {
    const text = '/ppp profile\nset default use-encryption=yes\nset [find default=yes] only-one=yes';
    expect(effects(text, '/ppp/profile')).toEqual(['default use-encryption=yes', 'perhaps: default']);
  });

  it('is a port by its first name', () => {
    const text =
      '/interface ethernet\nset [ find default-name=ether1 ] name=WAN\nset WAN mtu=1500\nset ether2 mtu=1400\nset [find default-name=ether2] disabled=yes';
    expect(effects(text, '/interface/ethernet')).toEqual(['WAN mtu=1500', 'ether2 mtu=1400 disabled=yes']);
  });
});

describe('variables', () => {
  const www = ['www disabled=yes'];
  it.each([
    ['a name', ':local s "www"\n/ip service disable $s', www],
    ['a name in a condition', ':local s www\n/ip service disable [find name=$s]', www],
    ['a name in a string of its own', ':local s www\n/ip service disable [find name="$s"]', www],
    ['found items', ':local id [/ip service find name=www]\n/ip service set $id disabled=yes', www],
    ['found items, set later', ':local id\n:set id [/ip service find name=www]\n/ip service set $id disabled=yes', www],
    ['in a block within', ':local s "www"\n:if ($x) do={ /ip service disable $s }', ['www disabled=yes?']],
    ['a list', ':local s {"www";"ftp"}\n/ip service disable $s', ['www disabled=yes', 'ftp disabled=yes']],
    [
      'found under the name of then',
      ':local id [/user find name=a]\n/user set a name=b\n/user set $id disabled=yes',
      [],
    ],
  ])('are followed: %s', (_name, text, expected) => {
    expect(effects(text, services)).toEqual(expected);
  });

  it('hold items, not names', () => {
    const text = ':local id [/user find name=a]\n/user set a name=b\n/user set $id disabled=yes';
    expect(effects(text, '/user')).toEqual(['b disabled=yes']);
  });

  it.each([
    ['assigned twice', ':local s "www"\n:set s "ftp"\n/ip service disable $s'],
    ['assigned behind', '/ip service disable $s\n:local s "www"'],
    ['assigned in another block', '{ :local s "www" }\n/ip service disable $s'],
    ['assigned in a block that may not run', ':if ($x) do={ :local s "www" }\n/ip service disable $s'],
    ['not seen by a function', ':local s "www"\n:local f do={ /ip service disable $s }'],
    ['a counter', ':for s from=1 to=3 do={ /ip service disable $s }'],
    ['computed', ':local s [/system identity get name]\n/ip service disable $s'],
    ['of the name of a property, which a condition reads', ':local name "www"\n/ip service disable [find name=$name]'],
    ['a text that may be a list or not', ':local s "www,ftp"\n/ip service disable $s'],
  ])('are not: %s', (_name, text) => {
    expect(effects(text, services)).toEqual(['perhaps:']);
  });
});

describe('loops', () => {
  const both = ['telnet disabled=yes', 'ftp disabled=yes'];
  it.each([
    ['a list, in a condition', ':foreach s in={"telnet";"ftp"} do={/ip service disable [find name=$s]}', both],
    ['a list, as names', ':foreach s in=("telnet","ftp") do={/ip service disable $s}', both],
    ['a list in a variable', ':local l {telnet;ftp}\n:foreach s in=$l do={/ip service disable $s}', both],
    ['a list from a text', ':foreach s in=[:toarray "telnet,ftp"] do={/ip service disable $s}', both],
    ['keys and values', ':foreach k,v in={"telnet";"ftp"} do={/ip service disable $v}', both],
    [
      'found items',
      ':foreach i in=[/ip service find name=telnet or name=ftp] do={/ip service set $i disabled=yes}',
      both,
    ],
    [
      'nothing else behind found items',
      ':foreach i in=[/ip service find name=telnet] do={/ip service disable ftp}',
      ['ftp disabled=yes?'],
    ],
    [
      'a condition within',
      ':foreach s in={"telnet"} do={:if ($x) do={/ip service disable $s}}',
      ['telnet disabled=yes?'],
    ],
    ['a list that is empty or not', ':foreach s in=$list do={/ip service disable ftp}', ['ftp disabled=yes?']],
  ])('over %s', (_name, text, expected) => {
    expect(effects(text, services)).toEqual(expected);
  });
});

describe('what commands do', () => {
  it('copy-from brings what the other has', () => {
    const text = '/ip ipsec proposal\nadd name=a pfs-group=none lifetime=$x\nadd copy-from=a name=b lifetime=1h';
    expect(effects(text, '/ip/ipsec/proposal')).toEqual([
      'a pfs-group=none lifetime=*',
      'b pfs-group=none lifetime=1h',
    ]);
    expect(read(text).state('/ip/ipsec/proposal').item('b')?.properties.get('pfs-group')?.argument).toBeUndefined();
  });

  it.each([
    ['unset', 'unset api address', ['api port=1']],
    ['unset of two', 'unset api address,port', ['api']],
    ['set with an exclamation mark', 'set api !address', ['api port=1']],
    ['reset of one', 'reset api address', ['api port=1']],
    ['reset of all: to nobody knows what', 'reset api', ['api port=* address=*']],
    ['unset only sometimes', ':if ($x) do={ unset api address }', ['api port=1 address=*?']],
  ])('%s', (_name, command, expected) => {
    expect(effects(`/ip service\nset api port=1 address=10.0.0.0/8\n${command}`, services)).toEqual(expected);
  });

  it('move may have changed the order of all, and nothing else', () => {
    expect(effects(`${rules}move [find comment=a] 1`, filter)).toEqual(['#1', '#2', 'perhaps: #1']);
  });

  it.each([
    ['if it is there', ':if ([:len [find name=p]] > 0) do={ remove [find name=p] }'],
    ['or goes on', ':do { remove p } on-error={}'],
  ])('remove it %s, and add it', (_name, removal) => {
    const text = `/ip pool\n${removal}\nadd name=p ranges=10.0.0.1\nset p ranges=10.0.0.2`;
    expect(effects(text, '/ip/pool')).toEqual(['p removed', 'p ranges=10.0.0.2']);
  });

  it('add it if nothing is found', () => {
    const text =
      ':local id [/ip pool find name=p]\n:if ([:len $id] = 0) do={ /ip pool add name=p ranges=10.0.0.1 }\n/ip pool set p ranges=10.0.0.2';
    expect(effects(text, '/ip/pool')).toEqual(['p ranges=10.0.0.2']);
  });

  it('empty a menu that the file has not filled', () => {
    expect(effects('/ip firewall filter remove [find]', filter)).toEqual([]);
    expect(read('/ip firewall filter remove [find]').state(filter).cleared).toBe(true);
    for (const own of ['!dynamic', 'where !dynamic', 'dynamic=no', 'dynamic!=yes', 'where !dynamic and !builtin']) {
      const state = read(`/ip firewall filter remove [find ${own}]`).state(filter);
      expect([own, state.cleared, state.unresolved]).toEqual([own, true, []]);
    }
    for (const some of ['dynamic', 'dynamic=yes', '!disabled', '!dynamic and chain=input', '!dynamic or !builtin'])
      expect([some, read(`/ip firewall filter remove [find ${some}]`).state(filter).cleared]).toEqual([some, false]);
  });
});

describe('thousands of selectors over thousands of items', () => {
  it('are told apart by the values of one property', () => {
    const lines = Array.from({ length: 3000 }, (_, index) => index);
    const text = `/ip firewall filter\n${lines.map((n) => `add chain=input comment=c${n}\n`).join('')}${lines.map((n) => `disable [find comment=c${n}]\n`).join('')}`;
    const state = read(text).state(filter);
    expect(state.unresolved).toEqual([]);
    expect(state.items.every(({ disabled, writes }) => disabled === true && writes.length === 2)).toBe(true);
  });

  it('are unknown where every item would have to be looked at each time', () => {
    const lines = Array.from({ length: 3000 }, (_, index) => index);
    const text = `/ip firewall filter\n${lines.map((n) => `add chain=input comment=c${n}\n`).join('')}${lines.map((n) => `disable [find comment~"c${n}"]\n`).join('')}`;
    const state = read(text).state(filter);
    const [first] = state.items;
    const last = state.unresolved.at(-1);
    expect(first && last && state.mayChange(last, first)).toBe(true);
  });
});
