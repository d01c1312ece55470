import { describe, expect, it } from 'vitest';
import { schema } from '../../server/src/schema/bundled';
import { lookupWord } from '../../server/src/schema/lookup';
import { schemaView } from '../../server/src/schema/view';

describe('schemaView', () => {
  const old = schemaView(schema(), { release: '7.20.8', baseOnly: true });
  const everything = schemaView(schema(), { release: '7.22.1' });
  const x86 = schemaView(schema(), { release: '7.22.1', x86Only: true });

  it.each([
    ['/ip/service', true, true, true],
    ['/container', false, true, true],
    ['/zerotier', false, true, false],
    ['/lcd', false, true, false],
    ['/disk/smb-share', false, false, false],
  ])('%s: base %s, all %s, x86 %s', (path, base, all, onX86) => {
    expect([old, everything, x86].map((view) => view.menu(path) !== undefined)).toEqual([base, all, onX86]);
  });

  it('has the commands and arguments of its release only', () => {
    expect(old.root.commands.has('break')).toBe(false);
    expect(everything.root.commands.has('break')).toBe(true);
    const ssh = old.menu('/ip/ssh')?.commands.get('set');
    expect(ssh?.arguments.has('always-allow-password-login')).toBe(true);
    expect(ssh?.arguments.has('password-authentication')).toBe(false);
    expect(everything.menu('/ip/ssh')?.commands.get('set')?.arguments.has('password-authentication')).toBe(true);
  });

  it('makes exact names unknown that the router does not have', () => {
    expect(lookupWord(old.root, 'container')).toEqual({ kind: 'unknown' });
    expect(lookupWord(schema().root, 'container').kind).toBe('menu');
  });

  it('keeps what the schema knows of a menu', () => {
    expect(old.menu('')).toBe(old.root);
    expect(old.menu('/ip/address')).toBe(old.menu('/ip/address'));
    expect(old.required('/ip/address')).toEqual(schema().required('/ip/address'));
    expect(old.packageOf('/interface/wireless')).toEqual({ names: ['wireless'], gives: 'menu' });
    expect(old.menu('/ip/route')?.commands.get('set')?.positional).toEqual(['numbers']);
    expect(old.menu('/ip/service')?.properties.get('port')?.type).toEqual({ kind: 'number' });
    expect(old.root.commands.get('ping')?.alias?.command.path).toBe('/tool/ping');
  });

  it('has the name of a menu that the router takes for another one, from the release on that does so', () => {
    const wifi = (release: string): string | undefined =>
      schemaView(schema(), { release, baseOnly: true }).menu('/interface/wifiwave2')?.path;
    expect(wifi('7.12.2')).toBeUndefined();
    expect(wifi('7.20.8')).toBe('/interface/wifi');
  });
});
