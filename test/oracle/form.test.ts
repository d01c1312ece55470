import { describe, expect, it } from 'vitest';
import { sameConstant } from './constants';
import { difference, readForm, sameForm } from './form';
import { lowerScript } from './lower';
import { isOfPackage } from './packages';
import { offsetOf, placeOf } from './places';
import { readAsRouter, routerSchema } from './router';

const release = '7.22.1';

function form(script: string): string {
  return lowerScript(readAsRouter(script, release), { schema: routerSchema(release), release });
}

describe('the form of a script', () => {
  it.each([
    ['', '/'],
    [':put hi', '(evl /putmessage=hi)'],
    ['/ip address add interface=a address=10.1.1.1/8', '(evl /ip/address/addaddress=10.1.1.1/8;interface=a)'],
    ['/ip fire f\nadd ch=input', '/ip/firewall/filter/;(evl /ip/firewall/filter/addchain=input)'],
    [':local a 1; :set a 2', '(evl /localname=$a;value=1);(evl /setname=$a;value=2)'],
    [':if (1 < 2) do={ :put a } else={}', '(evl /ifcondition=(< 1 2);do=;(evl (evl /putmessage=a));else=;(evl /))'],
    ['/queue simple {\n print }', '(evl /queue/simple/ (evl /queue/simple/print))'],
    [':put [:len "ab"]', '(evl /putmessage=(evl (evl /lenvalue=ab)))'],
    [':put "a\\"b"', '(evl /putmessage=(. a " b))'],
    [':put ("x" . 1 . "y$z")', '(evl /putmessage=(. x 1 y $z))'],
    [':put (1 + (2 + 3) - 4)', '(evl /putmessage=(- (+ 1 2 3) 4))'],
    [':put (1 && (2 and 3))', '(evl /putmessage=(and 1 2 3))'],
    [':put ($a->"k"->0)', '(evl /putmessage=(-> (-> $a k) 0))'],
    [':put {2;"b"=1;a=3}', '(evl /putmessage=2;a=3;b=1)'],
    [':foreach k,v in=$x do={:put $k}', '(evl /foreachcounter=$k;$v;do=;(evl (evl /putmessage=$k));in=$x)'],
    ['$f 1 b=2 a=3', '(<%% $f (> $f);1;a=3;b=2)'],
    ['[$f 1]\n:put 2', '(<%% (<%% $f (> $f);1) );(evl /putmessage=2)'],
    [':put 1\n[$f]', '(<%% (evl (evl /putmessage=1);(<%% $f (> $f))) )'],
    [
      '/ip service set [find name=ssh disabled] port=22',
      '(evl /ip/service/setnumbers=(evl (evl /ip/service/findwhere=(  (= $name ssh) $disabled)));port=22)',
    ],
    ['/interface print as-value where running', '(evl /interface/printas-value=true;where=$running)'],
    ['/system script add name=s source={ a { b } }', '(evl /system/script/addname=s;source= a { b } )'],
    ['nowhere 1 a=2', '(<%% bad command name nowhere (line 1 column 1) nowhere;1;a=2)'],
  ])('%j', (script, expected) => {
    expect(form(script)).toBe(expected);
  });
});

describe('forms as structures', () => {
  it('are read with parentheses of their texts', () => {
    expect(readForm('a(b(c)d)')).toEqual(['a', { group: ['b', { group: ['c'] }, 'd'] }]);
    expect(readForm('a)b(c')).toEqual(['a)b', { group: ['c'] }]);
  });

  it.each([
    // A comment or an empty line stands as the current menu.
    ['(evl /putmessage=a);(evl /putmessage=b)', '/;(evl /putmessage=a);/;(evl /putmessage=b);/'],
    ['/ip/pool/;(evl /ip/pool/print)', '/ip/pool/;/ip/pool/;(evl /ip/pool/print)'],
    // The list of properties is the release's.
    ['(evl /ip/pool/findwhere=(= $name a))', '(evl /ip/pool/findwhere=$name;$ranges;$.id;$.about;(= $name a);5)'],
    ['(evl /ip/pool/findwhere=$name)', '(evl /ip/pool/findwhere=$name;$ranges;$.id;$.about;$name;0)'],
    ['(evl /ip/address/addaddress=10.1.1.1/8;disabled=no)', '(evl /ip/address/addaddress=10.1.1.1;8;disabled=false)'],
    ['(evl /putmessage=(+ 0x10 1))', '(evl /putmessage=(+ 16 1))'],
  ])('%j is the same as %j', (ours, routers) => {
    expect(difference(ours, routers)).toBeUndefined();
  });

  it.each([
    ['(evl /putmessage=a)', '(evl /putmessage=b)'],
    ['(evl /putmessage=a)', '(evl /putmessage=a);(evl /putmessage=a)'],
    ['(evl /ip/pool/print)', '/ip/pool/;(evl /ip/pool/print)'],
    ['(evl /putmessage=(- 1 2))', '(evl /putmessage=(+ 1 2))'],
    ['(evl /putmessage=(+ 1 2))', '(evl /putmessage=(+ 2 1))'],
    ['(evl /putmessage=$a)', '(evl /putmessage=a)'],
    ['(evl /ip/pool/addname=a;ranges=1)', '(evl /ip/pool/addname=a)'],
  ])('%j is not the same as %j', (ours, routers) => {
    expect(sameForm(ours, routers)).toBe(false);
  });
});

describe('constants', () => {
  it.each([
    ['yes', 'true'],
    ['0x1F', '31'],
    ['99999999999999999999', '9223372036854775807'],
    ['200ms', '00:00:00.200'],
    ['1d2h', '1d02:00:00'],
    ['60', '00:01:00'],
    ['2.2/24', '2.0.0.2/24'],
    ['10.0.0.1/8', '10.0.0.1;8'],
    ['80,443', '80;443'],
    ['!tcp', 'true;tcp'],
    ['a,!b', ';a;true;b'],
    ['equal:1', 'equal;1'],
    ['10M', '10000000'],
  ])('%s is printed as %s', (written, printed) => {
    expect(sameConstant(written, printed)).toBe(true);
  });

  it.each([
    ['yes', 'false'],
    ['1s', '00:00:02'],
    ['!tcp', ';tcp'],
    ['a,b', 'b;a'],
    ['a', 'a;b'],
    ['10.0.0.1/8', '10.0.0.1;9'],
  ])('%s is not printed as %s', (written, printed) => {
    expect(sameConstant(written, printed)).toBe(false);
  });
});

describe('places', () => {
  it.each([
    ['a\nbc', 3, { line: 2, column: 2 }],
    ['a\r\nb\rc', 5, { line: 3, column: 1 }],
    // A tab leads to the next multiple of eight.
    ['\t\tab', 3, { line: 1, column: 17 }],
    ['abcdefg\tx', 8, { line: 1, column: 16 }],
    ['é=', 1, { line: 1, column: 3 }],
  ])('%j at %i', (text, offset, place) => {
    expect(placeOf(text, offset)).toEqual(place);
    expect(offsetOf(text, place)).toBe(offset);
  });
});

describe('answers that packages explain', () => {
  it.each([
    ['/container/print', { line: 1, column: 11 }, true],
    ['\t/container/print', { line: 1, column: 18 }, true],
    ['/interface wireless', { line: 1, column: 12 }, true],
    ['/nonsense/print', { line: 1, column: 10 }, false],
    ['/ip address add name=x', { line: 1, column: 17 }, false],
    [':put (1', { line: 1, column: 8 }, false],
  ])('%j at %j: %s', (text, place, expected) => {
    expect(isOfPackage(text, place, release)).toBe(expected);
  });
});
