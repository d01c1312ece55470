import { describe, expect, it } from 'vitest';
import { parse } from '../../server/src/syntax/parser';
import { syntaxErrors } from '../../server/src/syntax/walk';
import { describeErrors, describeTree } from './describeTree';

// Numbers in brackets are the cases of the tricky-syntax suite of the language facts; those that need the command tree are in test/model.
const readable: readonly (readonly [name: string, text: string, tree: string])[] = [
  ['[1] quotes inside $[ ] of a string', '"a$[:pick "0123" 1]b"', '"a<[:pick "0123" 1]>b"'],
  ['[2] expression in a string', ':put "espa$(tilden)ola"', ':put "espa<tilden>ola"'],
  [
    '[3] a string that is parsed, with strings in it',
    '[[:parse "(\\"\\\\$[:pick "0123456789ABCDEF" (($k >> 4) & 0xF)]\\")"]]',
    '[[:parse "(\\"\\\\<[:pick "0123456789ABCDEF" (& (>> $k 4) 0xF)]>\\")"]]',
  ],
  ['[4] a join in a string drops the indentation', 'source="{\\r\\\n    \\n\\"x\\""', 'source="{\\r<join>\\n\\"x\\""'],
  ['[5] a join after name=', 'add name=x source=\\\n    "abc"', 'add name=x source="abc"'],
  ['[6] a join before a list', 'policy=\\\n    ftp,reboot,read', 'policy=ftp,reboot,read'],
  ['[9] a block in a menu', '/ip dns static { :put [get $h address] }', '/ip dns static {:put [get $h address]}'],
  ['[15] else without =', ':if (a=b) do={:put 1} else {:put 2}', ':if (= a b) do={:put 1} else {:put 2}'],
  ['[16] on-error without =', ':do {add list=x} on-error {}', ':do {add list=x} on-error {}'],
  ['a join directly behind a value', 'add name=x\\\ncountry="y"', 'add name=x country="y"'],
  ['[17] a join before an argument', ':do { :put 1 } \\\non-error={}', ':do {:put 1} on-error={}'],
  ['[18] a bare name in an expression', 'while (keypress=0xFFFF) do={ }', 'while (= keypress 0xFFFF) do={}'],
  ['[19] a command without a colon in brackets', ':local a [tostr $1]', ':local a [tostr $1]'],
  [
    '[20] two counters and mixed keys',
    ':foreach k,v in={2;"aX"=1;y=2} do={}',
    ':foreach k,v in={2; "aX"=1; y=2} do={}',
  ],
  ['[21] the empty array', ':local ar ({})', ':local ar {}'],
  ['[22] nested arrays', '{{val="Yup"};{text="Nope"}}', '{{val="Yup"}; {text="Nope"}}'],
  ['[23] element as target', ':set ($arr->($v->$sortby)) $v', ':set (-> $arr (-> $v $sortby)) $v'],
  ['[24] , is looser than *', '(1,60,1024*1024)', '(, (, 1 60) (* 1024 1024))'],
  [
    '[25] & is tighter than =',
    '([:tonum ("0x" . [:pick $1 0 2])] & 2 = 2)',
    '(= (& [:tonum (. "0x" [:pick $1 0 2])] 2) 2)',
  ],
  ['[26] -> with an expression as key', '($lookup->([:len $lookup]-1))', '(-> $lookup (- [:len $lookup] 1))'],
  ['[27] * before +', '(16384 + $r * 4)', '(+ 16384 (* $r 4))'],
  ['[27] / before -', '([:len $p] / 2 - 1)', '(- (/ [:len $p] 2) 1)'],
  [
    '[28] -> = && !=',
    '($h->"notify" = true && $h->"disabled" != true)',
    '(&& (= (-> $h "notify") true) (!= (-> $h "disabled") true))',
  ],
  ['[29] activation with an environment', ':put ($x <%% {1;2;named="a"})', ':put (<%% $x {1; 2; named="a"})'],
  ['[29] quoted value', '[(>[:put hello])]', '[(> [:put hello])]'],
  ['[29] quoted block', '(>{})', '(> {})'],
  ['[30] quoted function name', '$"set-dns" 1.1', '$set-dns 1.1'],
  ['[31] escapes', ':put "\\E2\\9A\\99\\0A\\?\\$x\\_"', ':put "\\E2\\9A\\99\\0A\\?\\$x\\_"'],
  ['[32] a name in a string ends at -', '"$scepbase-$sysname-router"', '"<$scepbase>-<$sysname>-router"'],
  ['[33] negated values', 'set a=!dstnat b=!10.0.0.0/8', 'set a=!dstnat b=!10.0.0.0/8'],
  ['[33] unset form', 'set 0 !port', 'set 0 !port'],
  [
    '[34] commas',
    'print delimiter=, order=a,b,c x=("A: b","C: $x")',
    'print delimiter=, order=a,b,c x=(, "A: b" "C: <$x>")',
  ],
  ["[35] ' is an ordinary character", 'set value="0x0108\'test-mkt\'0x03"', 'set value="0x0108\'test-mkt\'0x03"'],
  ['[36] short address', 'add address=2.2/24', 'add address=2.2/24'],
  ['[40] 10/2 is one word', ':put (10/2)', ':put 10/2'],
  ['[40] 10 / 2 is a division', ':put (10 / 2)', ':put (/ 10 2)'],
  ['[40] a variable divides', ':put ($a/2)', ':put (/ $a 2)'],
  ['[41] a comment after ;', ':global a; # c\n:put b', ':global a ; :put b'],
  ['[41] # in a string', '"a # b"', '"a # b"'],
  [
    '[42] a join in an expression',
    ':if ($a = true \\\n and $b=false) do={}',
    ':if (and (= $a true) (= $b false)) do={}',
  ],
  ['[44] a blank after =', ':for i from= 1 to= 2 do={}', ':for i from=1 to=2 do={}'],
  ['[46] menus', '/\n..\n../find', '/ ; .. ; ../find'],
  ['[47] comments of exports', '#error exporting /x\n# pppoe-ttk not ready\n# software id = \n', ''],
  ['[48] blanks in brackets', 'set [ find default-name=ether1 ] name=x', 'set [find default-name=ether1] name=x'],
  ['[48] internal id', 'set *1 gateway=1.1.1.1', 'set *1 gateway=1.1.1.1'],
  [
    '[51] values',
    'add a=192.168.2.2-192.168.2.254 b=2001:db8::/32 c=64:D1:54:55:FF:CC d=1w2d03:04:05',
    'add a=192.168.2.2-192.168.2.254 b=2001:db8::/32 c=64:D1:54:55:FF:CC d=1w2d03:04:05',
  ],
  ['[51] negative positional', ':find $s "x" -1', ':find $s "x" -1'],
  ['[52] addresses in expressions', '(0.0.0.0 + 0x7F000001)', '(+ 0.0.0.0 0x7F000001)'],
  ['[52] shift', '(255.255.255.255 << (32 - $c))', '(<< 255.255.255.255 (- 32 $c))'],
  ['[54] dotted names', 'add export.route-targets=1010:1010 .ssid=x', 'add export.route-targets=1010:1010 .ssid=x'],
  ['an empty value before the next argument', 'add src-address= action=accept', 'add src-address= action=accept'],
  ['a value may hold =', 'add a=b=c', 'add a=b=c'],
  ['a raw line end in a string', ':put "a\nb"\n:put c', ':put "a\nb" ; :put c'],
  ['CRLF', ':put a\r\n:put b\r\n', ':put a ; :put b'],
  ['lone CR', ':put a\r:put b', ':put a ; :put b'],
  ['a byte order mark', '\ufeff:put a', ':put a'],
  ['$ at the end of a string', ':put "costs 5$"', ':put "costs 5$"'],
  ['an IPv6 address that ends in ::', '($p & ffff:ffff::)', '(& $p ffff:ffff::)'],
  ['a lone - is a word', '/x find where (a=1 or name=-)', '/x find where (or (= a 1) (= name -))'],
  ['in and !', ':put ($a in 10.0.0.0/8 and !$b)', ':put (and (in $a 10.0.0.0/8) (! $b))'],
];

describe('what a router reads', () => {
  it.each(readable)('%s', (_name, text, tree) => {
    expect(describeTree(text)).toBe(tree);
    expect(describeErrors(text)).toEqual([]);
  });
});

// An error stands where the router stops: recorded answers show it for each of these kinds.
const broken: readonly (readonly [name: string, text: string, errors: readonly string[], tree: string])[] = [
  ['[41] a comment behind an argument', 'add a=b # c\n:put d', ['1:9 expected end of command'], 'add a=b ; :put d'],
  [
    '[42] a comment behind a join',
    'add a=1 \\ # bad',
    ['1:9 expected end of command', '1:11 expected end of command'],
    'add a=1',
  ],
  ['[43] a line end in ( )', ':put ($a +\n:put b', ['1:11 syntax error'], ':put (+ $a ) ; :put b'],
  ['[43] a line end in [ ]', ':put [:len\n:put b', ['1:11 expected command name'], ':put [:len] ; :put b'],
  ['[55] an open string', ':put "abc\n:put b', ['2:7 syntax error'], ':put "abc" ; :put b'],
  ['[55] an open brace', '{ :put 1', ['1:9 expected closing brace'], '{:put 1}'],
  ['[55] an open bracket', ':put [:len x', ['1:13 syntax error'], ':put [:len x]'],
  ['a closer of nothing', ':put a)\n:put b', ['1:7 expected end of command'], ':put a ; :put b'],
  ['a closer where a command may start', ')\n:put b', ['1:1 expected command name'], ':put b'],
  ['a missing operand', ':put (1 + )', ['1:11 syntax error'], ':put (+ 1 )'],
  ['a sign that no expression has', ':put (1 ? 2)', ['1:9 syntax error'], ':put 1'],
  ['a lone $', ':put $', ['1:7 syntax error'], ':put $'],
  ['an escape that is none', ':put "a\\qb"', ['1:9 expected input value'], ':put "a\\qb"'],
  ['a \\ outside a string', ':put a\\b', ['1:7 expected end of command'], ':put a b'],
  [
    'two errors, both found',
    ':put (1\n:put [x\n:put c',
    ['1:8 syntax error', '2:8 expected command name'],
    ':put 1 ; :put [x] ; :put c',
  ],
];

describe('what a router rejects', () => {
  it.each(broken)('%s', (_name, text, errors, tree) => {
    expect(describeErrors(text)).toEqual(errors);
    expect(describeTree(text)).toBe(tree);
  });

  it('tells where the thing began that is not closed', () => {
    const [error] = syntaxErrors(parse(':put a\n{ :put 1'));
    expect(error?.began).toEqual({ start: 7, end: 8 });
  });

  it('reports nothing behind a string without an end, for all of it is string', () => {
    expect(describeErrors(':put "abc\n:put (1\n:put )')).toEqual(['3:7 syntax error']);
  });
});
