import { describe, expect, it } from 'vitest';
import { commandsOf, problemsOf, read } from './resolve';

// Numbers in brackets are the cases of the tricky-syntax suite of the language facts. Cases 45 and 50 need facts that no recorded
// answer gives (an ambiguous abbreviation, implicit variables): they belong to "The language exactly as the router reads it".
const understood: readonly (readonly [name: string, text: string, commands: readonly string[]])[] = [
  ['slash path', '/ip/service/set api disabled=yes', ['/ip/service/set numbers=api disabled=yes']],
  ['path with blanks', '/ip service set api disabled=yes', ['/ip/service/set numbers=api disabled=yes']],
  ['mixed path', '/ip firewall/filter add chain=input', ['/ip/firewall/filter/add chain=input']],
  ['menu line, then commands', '/ip service\nset api disabled=yes\nset www disabled=yes', ['/ip/service/set numbers=api disabled=yes', '/ip/service/set numbers=www disabled=yes']],
  ['[7] braces as text', '/system script add name=s source={ :return "x" }', ['/system/script/add name=s source={ :return "x" }']],
  ['[9] block in a menu, find in its menu', '/ip dns static { :foreach h in=[find] do={ :put [get $h address] } }', ['/foreach counter=h in=[find] do={ :put [get $h address] }', '/ip/dns/static/find', '/put message=[get $h address]', '/ip/dns/static/get number=$h value-name=address']],
  ['[10] abbreviated menus and a menu line', '/ip fire conn\n:foreach i in=[find where timeout>60 and (!(reply-dst-address~$ip))] do={ remove $i }', ['/foreach counter=i in=[find where timeout>60 and (!(reply-dst-address~$ip))] do={ remove $i }', '/ip/firewall/connection/find where timeout>60 and (!(reply-dst-address~$ip))', '/ip/firewall/connection/remove numbers=$i']],
  ['[11] where with two conditions', '/log print where topics~"script" time>5m', ['/log/print where topics~"script" time>5m']],
  ['[12] find with an absolute path', '/routing/route/find dst-address="0.0.0.0/0" gateway=$"gateway-address"', ['/routing/route/find where dst-address="0.0.0.0/0" gateway=$"gateway-address"']],
  ['[13] negated flag in a condition', '/interface find where !dynamic and type="ether"', ['/interface/find where !dynamic and type="ether"']],
  ['[14] find in brackets', ':put [/ip/route/find where $x in dst-address and active]', ['/put message=[/ip/route/find where $x in dst-address and active]', '/ip/route/find where $x in dst-address and active']],
  ['[15] else without =', ':if (a=b) do={:put 1} else {:put 2}', ['/if condition=(a=b) do={:put 1} else={:put 2}', '/put message=1', '/put message=2']],
  ['[16] block of the current menu', '/ip firewall address-list\n:do {add list=x address=1.2.3.4} on-error {}', ['/do command={add list=x address=1.2.3.4} on-error={}', '/ip/firewall/address-list/add list=x address=1.2.3.4']],
  ['[18] no colon', 'while (keypress=0xFFFF) do={ put 1 }', ['/while condition=(keypress=0xFFFF) do={ put 1 }', '/put message=1']],
  ['[19] no colon in brackets', ':local a [tostr $1]', ['/local name=a value=[tostr $1]', '/tostr value=$1']],
  ['[20] array, not a block', ':foreach k,v in={2;"aX"=1;y=2} do={}', ['/foreach counter=k,v in={2;"aX"=1;y=2} do={}']],
  ['[29] a call of a function with a substitution', ':put [$f ([:len "x"]) a=1]', ['/put message=[$f ([:len "x"]) a=1]', '/len value=x']],
  ['[30] quoted function name', ':global "set-dns" do={ :put $1 }', ['/global name=set-dns do={ :put $1 }', '/put message=$1']],
  ['[33] unset and negated value', '/ip firewall filter set 0 !dst-port connection-nat-state=!dstnat', ['/ip/firewall/filter/set numbers=0 !dst-port connection-nat-state=!dstnat']],
  ['[36] positional time', ':delay 60', ['/delay delay-time=60']],
  ['[45] abbreviated command and arguments', '/system sch\na i=10s n="Finder" on-e="x"', ['/system/scheduler/add interval=10s name=Finder on-event=x']],
  ['[46] up and relative', '/ip firewall filter\n../nat/print', ['/ip/firewall/nat/print']],
  ['[48] inner blanks', '/interface ethernet set [ find default-name=ether1 ] name=wan', ['/interface/ethernet/set numbers=[ find default-name=ether1 ] name=wan', '/interface/ethernet/find where default-name=ether1']],
  ['[49] onerror and retry', ':onerror e in={/file/remove [find name~"x"]} do={:put $e}\n:retry command={:put 1} delay=1s max=3 on-error={}', ['/onerror error=e in={/file/remove [find name~"x"]} do={:put $e}', '/file/remove numbers=[find name~"x"]', '/file/find where name~"x"', '/put message=$e', '/retry command={:put 1} delay=1s max=3 on-error={}', '/put message=1']],
  ['[53] a menu line inside a block', '{\n /interface ethernet\n :foreach i in=[find] do={ [get $i name] }\n}\nput x', ['/foreach counter=i in=[find] do={ [get $i name] }', '/interface/ethernet/find', '/interface/ethernet/get number=$i value-name=name', '/put message=x']],
  ['[54] dotted argument', '/interface wifi add configuration.mode=ap .ssid=x security.passphrase=$p', ['/interface/wifi/add configuration.mode=ap configuration.ssid=x security.passphrase=$p']],
  ['names without =', ':put [/ping 10.0.0.1 interface $x count 3]', ['/put message=[/ping 10.0.0.1 interface $x count 3]', '/tool/ping address=10.0.0.1 interface=$x count=3']],
  ['find of the root with arguments', ':put [:find "abc" b -1]', ['/put message=[:find "abc" b -1]', '/find in=abc key=b from=-1']],
  ['escapes in a constant', ':put "a\\_b\\"c\\41"', ['/put message=a b"cA']],
  ['a list selector', '/ip service disable telnet,ftp', ['/ip/service/disable numbers=telnet,ftp']],
  ['get of a menu with one item', ':put [/system identity get name]', ['/put message=[/system identity get name]', '/system/identity/get value-name=name']],
  ['blanks behind the colon', ': put [: pick "abc" 0 1]', ['/put message=[: pick "abc" 0 1]', '/pick counter=abc begin=0 end=1']],
  ['a block of the root', '/ip service\n/{ ip dns set servers=1.1.1.1 }', ['/ip/dns/set servers=1.1.1.1']],
  ['flags of print', '/ip address print detail where disabled', ['/ip/address/print detail where disabled']],
]; // prettier-ignore

describe('the absolute command of every line', () => {
  it.each(understood)('%s', (_name, text, commands) => {
    expect(commandsOf(text)).toEqual(commands);
    expect(problemsOf(text)).toEqual([]);
  });
});

const rejected: readonly (readonly [name: string, text: string, errors: readonly string[]])[] = [
  ['unknown menu', '/ip sevice set api', ['1:5 unknown-command']],
  ['unknown command', '/ip service frobnicate', ['1:13 unknown-command']],
  [
    'an unknown menu in a path, and a find behind it',
    '/routing bgp peer disable [find comment=x]',
    ['1:14 unknown-command'],
  ],
  ['an unknown menu in brackets', ':put [/routing bgp peer get [find comment=x] disabled]', ['1:20 unknown-command']],
  ['an unknown menu between slashes', '/routing/bgp/peer/disable [find comment=x]', ['1:14 unknown-command']],
  [
    'what follows a command that is not known is judged again',
    '/routing bgp peer disable [find comment=x]\n/ip service set api tls=1 adress=1.1.1.1',
    ['1:14 unknown-command', '2:27 unknown-argument'],
  ],
  [
    'a command behind another without a separator',
    ':put "a" :foreach x in=({}) do={:put $x}',
    ['1:10 unexpected-value'],
  ],
  ['a name without = that is none, and its value', ':put [/ping $1 routing-table $2]', ['1:16 unexpected-value']],
  ['a block glued to a condition', ':if (1=1)do={\n:put 1\n:put 2\n}', ['1:10 syntax-error']],
  ['unknown argument', '/ip service set api tls=1 adress=1.1.1.1', ['1:27 unknown-argument']],
  ['ambiguous argument', '/ip service set api d=yes a=x', ['1:27 ambiguous-name']],
  ['[21] empty braces are no array', ':global a {}', ['1:11 syntax-error']],
  ['[37] a name with a letter that is none', ':local café "x"', ['1:11 syntax-error']],
  ['[37] a hyphen without quotes', ':local my-var 1', ['1:10 syntax-error']],
  ['[39] declared with $', ':global $x 1', ['1:9 syntax-error']],
  ['[41] a stray comment', '/ip service set api disabled=yes # off', ['1:34 syntax-error']],
  ['[44] a blank before =', ':for i from = 1', ['1:13 unexpected-value']],
  ['[38] :set of what was never declared', ':set nodecl 1', ['1:6 undeclared-variable']],
  ['[55] a prompt pasted in', '[admin@x] > :put 1', ['1:1 not-a-script']],
  ['a value glued to a value', ':put "a"b', ['1:9 syntax-error']],
  ['a name that is cut short, without a value', '/ip service set api disable', ['1:21 unexpected-value']],
  ['a word too many', ':put a b', ['1:8 unexpected-value']],
  ['a menu without a command', '/ip service api', ['1:13 unknown-command']],
  ['arguments without a command', 'chain=input', ['1:1 unknown-command']],
  ['a second element without ;', ':local a {1 2}', ['1:13 syntax-error']],
  ['prose', 'Flags: X - disabled', ['1:1 syntax-error']],
  ['a colon alone', ':', ['1:2 syntax-error']],
  ['a colon and a string', ': "a"', ['1:2 syntax-error']],
  ['a slash glued to a string', '/"a"', ['1:2 syntax-error']],
  ['nothing behind where', '/ip address print where', ['1:24 syntax-error']],
];

describe('names that RouterOS does not have', () => {
  it.each(rejected)('%s', (_name, text, errors) => {
    expect(problemsOf(text)).toEqual(errors);
  });

  it('says since when a name exists, for the release that is asked for', () => {
    expect(problemsOf('/import x.rsc dry-run=yes', '7.15')).toEqual(['1:15 not-in-release']);
    expect(read('/import x.rsc dry-run=yes', '7.15').errors[0]?.message).toContain('since 7.16');
    expect(problemsOf('/import x.rsc dry-run=yes', '7.16')).toEqual([]);
    expect(problemsOf('/import x.rsc dry-run=yes')).toEqual([]);
  });

  it('goes on after an error', () => {
    expect(commandsOf('/ip sevice set api\n/ip service set www disabled=yes')).toEqual([
      '/ip/service/set numbers=www disabled=yes',
    ]);
  });

  it('warns only, where an abbreviation is ambiguous with extra packages alone', () => {
    expect(read('/interface wire print').errors).toMatchObject([{ code: 'ambiguous-name', severity: 'warning' }]);
    expect(read('/ip s print').errors).toMatchObject([{ code: 'ambiguous-name', severity: 'error' }]);
  });

  it('does not judge the names of a RouterOS 6 export, and says so once', () => {
    const text = '# feb/28/2019 16:30:04 by RouterOS 6.44\n/interface wireless\nset 0 frobnicate=1\nadd x=(1';
    expect(problemsOf(text)).toEqual(['1:1 release-6', '4:7 syntax-error']);
    // What `set` means there hangs on a menu that is not known.
    const header = '# jan/02/1970 01:22:42 by RouterOS 6.43.8\n';
    expect(problemsOf(`${header}/mpls\nset dynamic-label-range=16-1048575 propagate-ttl=yes`)).toEqual([
      '1:1 release-6',
    ]);
    expect(problemsOf(`${header}/ip address\nAddresses: 1`)).toEqual(['1:1 release-6', '3:1 syntax-error']);
    expect(problemsOf(`${header}/ip foo/bar add x=1\n:set y 1`)).toEqual(['1:1 release-6']);
  });

  it('says nothing of elements of an array with commas between them: no answer of a router is known', () => {
    expect(problemsOf(':local x {"a", "b", "c"}')).toEqual([]);
    expect(problemsOf(':local x {"a" "b"}')).toEqual(['1:15 syntax-error']);
  });

  it('only hints at a command in parentheses: published scripts have it, and no answer of a router is known', () => {
    const text = ':local a "15m"\n:put (:totime $a)';
    expect(read(text).errors).toMatchObject([{ code: 'syntax-error', severity: 'hint', span: { start: 21, end: 22 } }]);
    expect(problemsOf(':put (1 + )')).toEqual(['1:11 syntax-error']);
    expect(read(':put (1 + :)').errors[0]?.severity).toBe('error');
    expect(read(':put (1 == 2)').errors[0]?.message).toContain('`==` is no operator');
  });

  it('judges nothing by the wrong menu behind one that it does not know', () => {
    const text =
      '/ip service\n/routing frob instance\nset [ find default=yes ] x=1\nadd y=1\n:put 1\n/ip dns\nset servers=1.1.1.1';
    expect(problemsOf(text)).toEqual(['2:10 unknown-command']);
    expect(commandsOf(text)).toEqual(['/put message=1', '/ip/dns/set servers=1.1.1.1']);
  });

  it('says that a blank is missing where a name is glued to a value', () => {
    expect(read(':if (1=1)do={ :put 1 }').errors[0]?.message).toContain('a blank is missing before `do`');
    expect(read(':put "a"b').errors[0]?.message).toContain('join parts');
  });

  it('offers the missing ; before a stray comment', () => {
    const text = '/ip service set api disabled=yes # off';
    expect(read(text).errors[0]?.repair?.edits).toEqual([{ start: 33, end: 33, text: '; ' }]);
  });
});

describe('what runs only sometimes', () => {
  it.each([
    ['/ip service set api disabled=yes', false],
    [':if (true) do={/ip service set api disabled=yes}', true],
    [':do {/ip service set api disabled=yes} on-error={}', true],
    [':do {/ip service set api disabled=yes} while=(false)', false],
    ['{/ip service set api disabled=yes}', false],
    [':global f do={/ip service set api disabled=yes}', true],
    [':foreach s in={1;2} do={/ip service set api disabled=yes}', true],
  ])('%s: %s', (text, conditional) => {
    expect(
      read(text)
        .commandsOf('/ip/service')
        .map((command) => command.conditional),
    ).toEqual([conditional]);
  });
});

describe('what may be right on another router', () => {
  const severities = (text: string, release?: string): string[] =>
    read(text, release).errors.map(({ code, severity }) => `${code} ${severity}`);

  it('is information where the script asks for the release first', () => {
    const names = '/ip frob add x=1\n/ip service set api frobs=1\n/ip service set api disabled=perhaps';
    const all = ['unknown-command', 'unknown-argument', 'invalid-value'];
    expect(severities(names)).toEqual(all.map((code) => `${code} error`));
    expect(severities(`:local rosVersion 6\n:if ($rosVersion = 6) do={\n${names}\n}`)).toEqual(
      all.map((code) => `${code} information`),
    );
    expect(severities(`:local a 1\n:if ($a = 1) do={\n${names}\n}`)).toEqual(all.map((code) => `${code} error`));
    expect(severities(':local version 6\n:if ($version = 6) do={ :put 1 }\n/ip frob add x=1')).toEqual([
      'unknown-command error',
    ]);
    // What cannot be read at all is refused whatever the release.
    expect(severities(':local version 6\n:if ($version = 6) do={ :put (1 + ) }')).toEqual(['syntax-error error']);
  });

  it.each([
    ['# Only for Router OS v6', ['release-6 information']],
    ['# made for ROS 6 and nothing else', ['release-6 information']],
    ['# only for RouterOS 6.40 or newer', ['unknown-command error']],
    ['# RouterOS 6.48.3', ['unknown-command information']],
    ['#RouterOS 6.40 y superior.\n# 2021', ['unknown-command information']],
    ['# RouterOS v6 and v7', ['unknown-command error']],
    ['# RouterOS 7.10', ['unknown-command error']],
    [':put 1\n# Only for RouterOS v6', ['unknown-command error']],
  ])('is not judged where a script says that it is for RouterOS 6 alone: %s', (comment, expected) => {
    const text = `${comment}\n/ip frob add x=1`;
    expect(severities(text)).toEqual(expected);
    expect(severities(text, '7.22')).toEqual(['unknown-command error']);
  });

  it('is an old name that is the beginning of the new one', () => {
    expect(problemsOf('/container add remote-image=x envlist=e', '7.22')).toEqual([]);
    expect(problemsOf('/container add remote-image=x mounts=m', '7.22')).toEqual(['1:31 not-in-release']);
  });
});

describe('what a command is given', () => {
  it.each([
    ['twice, with two values', '/ip service set www disabled=no disabled=yes', ['1:33 argument-twice']],
    ['twice, with one value, as some exports have it', '/ip service set www disabled=no disabled=no', []],
    ['twice, with a value that is not known', '/ip service set www disabled=$x disabled=$x', ['1:33 argument-twice']],
    ['too little', '/user add name=bob password=x', ['1:7 missing-argument']],
    ['all of another item', '/user add name=bob copy-from=admin', []],
    ['a size that the reference does not list', '/ip tftp settings set max-block-size=65536', []],
  ])('%s', (_name, text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });

  it('what it needs is known of the routers that were asked, and of newer ones', () => {
    const text = '/routing bgp connection add name=a remote.address=10.0.0.1/32 local.role=ebgp as=65000';
    expect(problemsOf(text, '7.22')).toEqual(['1:25 missing-argument']);
    expect(problemsOf(text, '7.16')).toEqual([]);
  });
});
