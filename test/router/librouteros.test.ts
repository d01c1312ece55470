import { afterEach, describe, expect, it } from 'vitest';
import { startRouter, type SimulatedRouter } from './index';
import { expectedItems, hasLibrouteros, readBack, readBackRows } from './librouteros';

const available = hasLibrouteros();
let router: SimulatedRouter | undefined;

afterEach(async () => {
  await router?.close();
  router = undefined;
});

describe.skipIf(!available)('librouteros', () => {
  it('logs in over TLS, adds items and reads back what was written down by hand', async () => {
    router = await startRouter({ user: 'netops', password: 'correct horse' });
    const answers = await readBackRows(router, 'netops', 'correct horse', [
      { path: '/interface/list/add', attributes: { name: 'LAN', comment: 'Büro ⚙' } },
      { path: '/interface/list/member/add', attributes: { list: 'LAN', interface: 'bridge' } },
      { path: '/ip/firewall/address-list/add', attributes: { list: 'admins', address: '192.168.88.0/24' } },
      {
        path: '/ip/firewall/filter/add',
        attributes: { chain: 'input', 'src-address-list': 'admins', action: 'accept' },
      },
      { path: '/ip/firewall/filter/add', attributes: { chain: 'input', 'in-interface-list': '!LAN', action: 'drop' } },
      { path: '/ip/service/set', attributes: { numbers: 'telnet', disabled: 'yes' } },
      { path: '/interface/list/print', queries: ['builtin=false'] },
      { path: '/interface/list/member/print' },
      { path: '/ip/firewall/address-list/print' },
      { path: '/ip/firewall/filter/print' },
      { path: '/ip/service/print', queries: ['name=telnet'] },
    ]);
    const expected = expectedItems('by-hand');
    const paths = [
      '/interface/list',
      '/interface/list/member',
      '/ip/firewall/address-list',
      '/ip/firewall/filter',
      '/ip/service',
    ];
    expect(Object.keys(expected)).toEqual(paths);
    paths.forEach((path, index) => {
      const rows = answers[6 + index] ?? [];
      expect(rows, path).toHaveLength(expected[path]?.length ?? 0);
      expect(rows, path).toMatchObject(expected[path] ?? []);
    });
  });

  it('imports a file and reads it back', async () => {
    router = await startRouter({ password: 'x' });
    const script = '/ip/firewall/address-list\nadd list=servers address=10.0.0.1\nadd list=servers address=10.0.0.1\n';
    const [added, imported, found] = await readBack(router, 'admin', 'x', [
      { path: '/file/add', attributes: { name: 'a.rsc', contents: script } },
      { path: '/import', attributes: { 'file-name': 'a.rsc' } },
      { path: '/ip/firewall/address-list/print' },
    ]);
    expect(added?.rows).toHaveLength(1);
    expect(imported?.trap).toContain('failure: already have such entry (/ip/firewall/address-list/add; line 3)');
    expect(found?.rows).toMatchObject([{ list: 'servers', address: '10.0.0.1' }]);
  });

  it('is told of a wrong password', async () => {
    router = await startRouter({ password: 'x' });
    await expect(readBack(router, 'admin', 'y', [])).rejects.toThrow('invalid user name or password (6)');
  });

  it.each(['7.15', '7.18', '7.24'] as const)('reads an empty menu of %s', async (version) => {
    router = await startRouter({ version });
    const [answer] = await readBack(router, 'admin', '', [{ path: '/ip/firewall/filter/print' }]);
    expect(answer).toEqual({ rows: [] });
  });

  it('carries words of a megabyte', async () => {
    router = await startRouter();
    router.writeFile('big', 'x'.repeat(59_000));
    const [answer] = await readBack(router, 'admin', '', [
      { path: '/system/script/add', attributes: { name: 'long', source: 'y'.repeat(1_000_000) } },
    ]);
    expect(answer?.trap).toBeUndefined();
    expect(router.items('/system/script')[0]?.source).toHaveLength(1_000_000);
  });
});
