import { describe, expect, it } from 'vitest';
import { schema } from '../../server/src/schema/bundled';
import { createCommandTree } from './commands/tree';
import { intermediateForm } from './script/form';
import { readScript } from './script/read';
import { ScriptSyntaxError } from './script/reading';
import { routerRelease } from './state/releases';
import { toBytes } from './wire/words';

const tree = createCommandTree(schema(), routerRelease('7.24'));

/** The intermediate form of a script, or the error with its place. */
function read(script: string): string {
  try {
    return intermediateForm(readScript(toBytes(script), tree));
  } catch (thrown) {
    if (thrown instanceof ScriptSyntaxError) {
      return thrown.message;
    }
    throw thrown;
  }
}

describe('what the router reads', () => {
  it.each([
    ['/ip/firewall/filter add chain=input', '(evl /ip/firewall/filter/addchain=input)'],
    ['/ip fire f\nadd ch=input', '/ip/firewall/filter/;(evl /ip/firewall/filter/addchain=input)'],
    ['/ip\nfirewall filter add chain=a', '/ip/;(evl /ip/firewall/filter/addchain=a)'],
    ['/ip address\n..\nservice print', '/ip/address/;/ip/;(evl /ip/service/print)'],
    [
      '/ip dns static { add name=a; remove [find] }',
      '(evl (evl /ip/dns/static/addname=a) (evl /ip/dns/static/removenumbers=(evl (evl /ip/dns/static/find))))',
    ],
    [
      '/ip service set [ find name=api ] disabled=yes',
      '(evl /ip/service/setdisabled=true;numbers=(evl (evl /ip/service/findwhere=(= name api))))',
    ],
    [
      '/interface wifi add configuration.mode=ap .ssid=x',
      '(evl /interface/wifi/addconfiguration.mode=ap;configuration.ssid=x)',
    ],
    [':put "a\\"b$x[\\$]"', '(evl /putmessage=(. a"b $x [$]))'],
    [':put "$[:pick "0123" 1]!"', '(evl /putmessage=(. (evl (evl /pickbegin=1;counter=0123)) !))'],
    ['/system script add name=s source=\\\n    "one\\\n    two"', '(evl /system/script/addname=s;source=onetwo)'],
    ['/system script add name=s source={ a { b } }', '(evl /system/script/addname=s;source= a { b } )'],
    [':do {:put 1} on-error {}', '(evl /docommand=;(evl (evl /putmessage=1));on-error=;(evl ))'],
    [
      ':if (1 + 2 * 3 = 7 and true) do={} else={:put 1}',
      '(evl /ifcondition=(and (= (+ 1 (* 2 3)) 7) true);do=;(evl );else=;(evl (evl /putmessage=1)))',
    ],
    ['/log print where topics~"x" time>5', '(evl /log/printwhere=(and (~ topics x) (> time 5)))'],
    [':local x 1; :set x ($x->"a"->0)', '(evl /localname=x;value=1);(evl /setname=x;value=(-> (-> $x a) 0))'],
    [':foreach k,v in={2;"aX"=1} do={:put $k}', '(evl /foreachcounter=k,v;do=;(evl (evl /putmessage=$k));in=2;aX=1)'],
    [
      '/ip firewall filter add src-address=!10.0.0.0/8 chain=a',
      '(evl /ip/firewall/filter/addchain=a;src-address=!10.0.0.0/8)',
    ],
    ['/ip firewall filter set 0 !dst-port', '(evl /ip/firewall/filter/setnumbers=0;!dst-port)'],
    ['# only a comment\r\n', ''],
    ['\u{feff}:put 1', '(evl /putmessage=1)'],
  ])('%j', (script, form) => {
    expect(read(script)).toBe(form);
  });
});

describe('what the router refuses, and where', () => {
  it.each([
    ['/ip address add name=x', 'expected end of command (line 1 column 17)'],
    ['\n\n  /ip address add address=1.2.3.4 # no comment', 'expected end of command (line 3 column 35)'],
    ['/ip/nowhere/print', 'syntax error (line 1 column 12)'],
    ['Flags: X', 'expected command name (line 1 column 1)'],
    ['/interface> print', 'expected command name (line 1 column 11)'],
    ['name: value', 'syntax error (line 1 column 5)'],
    [':local café 1', 'expected end of command (line 1 column 11)'],
    [':global $x 1', 'syntax error (line 1 column 9)'],
    [':set nobody 1', 'syntax error (line 1 column 6)'],
    [':put "a\\q"', 'expected input value (line 1 column 9)'],
    [':if (true) do={\n:put 1\n', 'expected closing brace (line 3 column 1)'],
    ['/ip/address {\n:put 1\n', 'missing closing brace (line 3 column 1)'],
    [':put (1))', 'expected end of command (line 1 column 9)'],
    ['/ip/dhcp-server/set [find] disable', 'expected end of command (line 1 column 28)'],
    ['/interface vlan set enabled=yes', 'expected end of command (line 1 column 28)'],
    ['a:b\r\rc', 'syntax error (line 1 column 2)'],
    [':put 1\r:put (', 'syntax error (line 2 column 7)'],
  ])('%j: %s', (script, message) => {
    expect(read(script)).toBe(message);
  });

  it('finds unknown commands only later, when a blank or nothing follows', () => {
    expect(read('foo')).toBe('(<%% bad command name foo (line 1 column 1) foo)');
    expect(read('/ip/firewalls x=1')).toBe('(<%% bad command name firewalls (line 1 column 5) firewalls;x=1)');
  });
});

describe('any bytes', () => {
  it('end in a tree or in an error of the script', () => {
    const pieces = [
      '/ip',
      ' ',
      '{',
      '}',
      '[',
      ']',
      '(',
      ')',
      '"',
      '$',
      '\\',
      '\n',
      ';',
      ':',
      'put',
      '=',
      '#',
      'find',
      '\0',
      'é',
      '!',
      '->',
    ];
    let seed = 7;
    for (let round = 0; round < 4000; round += 1) {
      let script = '';
      for (let index = 0; index < 12; index += 1) {
        seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
        script += pieces[seed % pieces.length] ?? '';
      }
      expect(typeof read(script), JSON.stringify(script)).toBe('string');
    }
  });
});
