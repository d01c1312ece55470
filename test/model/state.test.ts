import { describe, expect, it } from 'vitest';
import { read } from './resolve';

/** `name: property=value ...` of every item of a menu; removed ones in brackets. */
function stateOf(text: string, menu: string): string[] {
  return read(text)
    .state(menu)
    .items.map((item) => {
      const properties = [...item.properties.values()].map(({ name, value }) => `${name}=${value ?? '?'}`).join(' ');
      const line = `${item.name ?? '-'}: ${properties}`;
      return item.removed ? `[${line}]` : line;
    });
}

const services = '/ip/service';

describe('the state that a file leaves', () => {
  it.each([
    ['last write wins', '/ip service\nset api disabled=no\nset api disabled=yes', ['api: disabled=yes']],
    [
      'enable and disable',
      '/ip service\nenable api\ndisable telnet,ftp',
      ['api: disabled=no', 'telnet: disabled=yes', 'ftp: disabled=yes'],
    ],
    ['find by name', '/ip service disable [find name=api]', ['api: disabled=yes']],
    ['find where name', '/ip service disable [find where name="www"]', ['www: disabled=yes']],
    ['find by name, narrowed', '/ip service disable [find name=winbox and !dynamic]', ['winbox: disabled=yes']],
    [
      'find by a pattern',
      '/ip service disable [find name~"^(telnet|ftp)\\$"]',
      ['ftp: disabled=yes', 'telnet: disabled=yes'],
    ],
    [
      'block',
      '/ip service { set telnet disabled=yes; set ftp disabled=yes }',
      ['telnet: disabled=yes', 'ftp: disabled=yes'],
    ],
    ['computed value', '/ip service set api port=$p', ['api: port=?']],
    ['unset', '/ip service\nset api address=10.0.0.0/8\nset api !address', ['api: ']],
  ])('%s', (_name, text, items) => {
    expect(stateOf(text, services)).toEqual(items);
  });

  it('knows all services behind [find]', () => {
    const state = read('/ip service disable [find]').state(services);
    expect(state.item('api')?.disabled).toBe(true);
    expect(state.items).toHaveLength(9);
  });

  it('follows a rename', () => {
    const text = '/user set admin name=netops\n/user set netops password=$p';
    expect(stateOf(text, '/user')).toEqual(['netops: name=netops password=?']);
    expect(read(text).state('/user').items[0]?.formerNames).toEqual(['admin']);
  });

  it('keeps removed items and what was emptied', () => {
    const state = read('/ip firewall filter\nadd chain=input\nremove [find]\nadd chain=forward').state(
      '/ip/firewall/filter',
    );
    expect(state.cleared).toBe(true);
    expect(state.items.map(({ removed }) => removed)).toEqual([true, false]);
  });

  it.each([
    'set 0 disabled=yes',
    'set $x disabled=yes',
    'set [find comment="x"] disabled=yes',
    'set *1 disabled=yes',
    'disable [find dynamic]',
  ])('cannot tell what `%s` means', (command) => {
    const state = read(`/ip service ${command}`).state(services);
    expect(state.unresolved).toHaveLength(1);
    expect(state.items).toEqual([]);
  });

  it('takes all conditions of a find into account', () => {
    const text =
      '/ip firewall filter\nadd chain=input comment=a\nadd chain=forward comment=a\ndisable [find comment=a chain=forward]\ndisable [find comment=a and dynamic]';
    const state = read(text).state('/ip/firewall/filter');
    expect(state.items.map(({ disabled }) => disabled)).toEqual([undefined, true]);
    expect(state.unresolved).toHaveLength(1);
  });

  it('finds an added item by its comment', () => {
    const text = '/ip firewall filter\nadd chain=input comment="a b"\ndisable [find comment="a b"]';
    expect(read(text).state('/ip/firewall/filter').items[0]?.disabled).toBe(true);
  });

  it('keeps what a conditional write stands over', () => {
    const property = read('/ip service set api disabled=no\n:if ($x) do={/ip service set api disabled=yes}')
      .state(services)
      .item('api')
      ?.properties.get('disabled');
    expect(property).toMatchObject({ value: 'yes', conditional: true, earlier: { value: 'no', conditional: false } });
  });
});

it('is empty for a menu that no command works on', () => {
  const state = read('/log info').state('/ip/service');
  expect(state).toMatchObject({ menu: '/ip/service', items: [], unresolved: [], cleared: false });
  expect(state.item('api')).toBeUndefined();
  expect(read('/ip service print').state('/ip/service').items).toEqual([]);
});
