import { afterEach, describe, expect, it } from 'vitest';
import { attributesOf, connectTo, type TestClient } from './client';
import { startRouter, type RouterOptions, type SimulatedRouter } from './index';

let router: SimulatedRouter | undefined;

afterEach(async () => {
  await router?.close();
  router = undefined;
});

async function open(options: RouterOptions = {}): Promise<{ router: SimulatedRouter; client: TestClient }> {
  router = await startRouter({ password: 'secret', ...options });
  const client = await connectTo(router, options.transport === 'plain' ? 'plain' : 'tls');
  return { router, client };
}

async function openLoggedIn(options: RouterOptions = {}): Promise<{ router: SimulatedRouter; client: TestClient }> {
  const opened = await open(options);
  expect(await opened.client.login(options.user ?? 'admin', 'secret')).toEqual([['!done']]);
  return opened;
}

describe('login', () => {
  it('refuses a wrong password and takes the right one, and the log shows neither', async () => {
    const { router: device, client } = await open();
    expect(await client.login('admin', 'wrong')).toEqual([
      ['!trap', '=message=invalid user name or password (6)'],
      ['!done'],
    ]);
    expect(await client.login('admin', 'secret')).toEqual([['!done']]);
    expect(device.log.map(({ command, attributes }) => [command, attributes.password])).toEqual([
      ['/login', '***'],
      ['/login', '***'],
    ]);
    expect(JSON.stringify([device.log, device.messages()])).not.toContain('secret');
  });

  it('takes non-ASCII names and passwords', async () => {
    const { client } = await open({ user: 'jürgen', password: 'пароль' });
    expect(await client.login('jürgen', 'пароль')).toEqual([['!done']]);
  });

  it('ends the conversation at a command before it', async () => {
    const { client } = await open();
    expect(await client.talk('/system/identity/print')).toEqual([['!fatal', 'not logged in']]);
    expect(await client.next()).toBeUndefined();
  });

  it('answers with a challenge where the router is older than 6.43', async () => {
    const { client } = await open({ loginChallenge: true });
    expect((await client.login('admin', 'secret'))[0]?.[1]).toMatch(/^=ret=[0-9a-f]{32}$/);
    expect(await client.talk('/system/identity/print')).toEqual([['!fatal', 'not logged in']]);
  });

  it('is refused to a user without the right to use the API', async () => {
    const { router: device, client } = await open();
    device.putItem('/user/group', { name: 'deaf', policy: 'read,write' });
    device.putItem('/user', { name: 'eve', password: 'x', group: 'deaf', disabled: 'false' });
    expect((await client.login('eve', 'x'))[0]).toContain('=message=invalid user name or password (6)');
  });
});

describe('commands', () => {
  it('carry their tag back, or none', async () => {
    const { client } = await openLoggedIn({ identity: 'edge' });
    expect(await client.talk('/system/identity/print')).toEqual([['!re', '=name=edge'], ['!done']]);
    expect(await client.talk('/system/identity/print', '.tag=a1')).toEqual([
      ['!re', '.tag=a1', '=name=edge'],
      ['!done', '.tag=a1'],
    ]);
  });

  it('overlap: a later one is answered while an earlier one waits', async () => {
    const { router: device, client } = await openLoggedIn();
    device.addFault({ command: '/system/identity/print', when: 'before', effect: { kind: 'delay', milliseconds: 50 } });
    client.send('/system/identity/print', '.tag=slow');
    client.send('/ip/service/print', '?name=api', '=.proplist=port', '.tag=fast');
    const order = [await client.next(), await client.next(), await client.next(), await client.next()];
    expect(order.map((sentence) => sentence?.[1])).toEqual(['.tag=fast', '.tag=fast', '.tag=slow', '.tag=slow']);
  });

  it('are cancelled by tag', async () => {
    const { router: device, client } = await openLoggedIn();
    device.addFault({ command: '/system/identity/print', when: 'before', effect: { kind: 'silence' } });
    client.send('/system/identity/print', '.tag=1');
    client.send('/cancel', '=tag=1', '.tag=2');
    expect([await client.next(), await client.next(), await client.next()]).toEqual([
      ['!trap', '.tag=1', '=category=2', '=message=interrupted'],
      ['!done', '.tag=1'],
      ['!done', '.tag=2'],
    ]);
  });

  it('end with /quit', async () => {
    const { client } = await openLoggedIn();
    expect((await client.talk('/quit'))[0]?.[0]).toBe('!fatal');
    expect(await client.closed).toBe('end');
  });

  it('that do not exist are refused', async () => {
    const { client } = await openLoggedIn();
    expect((await client.talk('/ip/nowhere/print'))[0]).toContain('=message=no such command prefix');
    expect((await client.talk('/ip/service/add', '=name=x'))[0]).toContain('=message=no such command');
    expect((await client.talk('/ip/service/set', '=colour=red'))[0]).toContain('=message=unknown parameter colour');
    expect((await client.talk('/ip/service/set', '=.id=*FFF', '=port=1'))[0]).toEqual([
      '!trap',
      '=category=0',
      '=message=no such item',
    ]);
  });

  it('that are no API end the conversation', async () => {
    const { client } = await openLoggedIn();
    client.sendBytes(Buffer.from([0xff, 0x01, 0x02]));
    expect(await client.next()).toBeUndefined();
  });
});

describe('releases', () => {
  it.each([
    ['7.15', '7.15.3 (stable)', [['!done']]],
    ['7.18', '7.18.2 (stable)', [['!empty'], ['!done']]],
    ['7.24', '7.24 (stable)', [['!empty'], ['!done']]],
  ] as const)('%s prints its version, and an empty print as it does', async (version, printed, empty) => {
    const { client } = await openLoggedIn({ version });
    expect(attributesOf((await client.talk('/system/resource/print'))[0]).version).toBe(printed);
    expect(await client.talk('/ip/firewall/filter/print')).toEqual(empty);
  });

  it.each([
    ['7.15', '/import', 'dry-run', false],
    ['7.18', '/import', 'dry-run', true],
    ['7.15', '/ip/service/set', 'max-sessions', false],
    ['7.18', '/ip/service/set', 'max-sessions', true],
    ['7.18', '/ip/service/set', 'available-from', false],
    ['7.24', '/ip/service/set', 'available-from', true],
  ] as const)('%s: %s %s is known: %s', async (version, command, argument, known) => {
    const { client } = await openLoggedIn({ version });
    const [first] = await client.talk(command, `=${argument}=`);
    const refused = first?.includes(`=message=unknown parameter ${argument}`) === true;
    expect(refused).toBe(!known);
  });

  it.each(['7.15', '7.18', '7.24'] as const)('%s tells who it is', async (version) => {
    const { client } = await openLoggedIn({ version, serialNumber: 'HE1', boardName: 'hAP', architectureName: 'arm' });
    expect(attributesOf((await client.talk('/system/routerboard/print'))[0])['serial-number']).toBe('HE1');
    const resource = attributesOf((await client.talk('/system/resource/print'))[0]);
    expect([resource['board-name'], resource['architecture-name']]).toEqual(['hAP', 'arm']);
    expect(attributesOf((await client.talk('/system/device-mode/print'))[0]).scheduler).toBe('true');
    expect(attributesOf((await client.talk('/system/license/print'))[0])['software-id']).toBe('SIMU-LATD');
  });
});

describe('items', () => {
  it('are added, changed, disabled and removed', async () => {
    const { router: device, client } = await openLoggedIn();
    const [added] = await client.talk(
      '/ip/firewall/filter/add',
      '=chain=input',
      '=protocol=tcp',
      '=dst-port=8729',
      '=comment=API ⚙',
    );
    const id = attributesOf(added).ret ?? '';
    expect(id).toMatch(/^\*[0-9A-F]+$/);
    expect(await client.talk('/ip/firewall/filter/set', `=.id=${id}`, '=action=drop')).toEqual([['!done']]);
    expect(await client.talk('/ip/firewall/filter/disable', `=numbers=${id}`)).toEqual([['!done']]);
    expect(device.items('/ip/firewall/filter')).toEqual([
      {
        '.id': id,
        action: 'drop',
        chain: 'input',
        protocol: 'tcp',
        'dst-port': '8729',
        comment: 'API ⚙',
        log: 'false',
        'log-prefix': '',
        dynamic: 'false',
        invalid: 'false',
        disabled: 'true',
      },
    ]);
    expect(await client.talk('/ip/firewall/filter/remove', `=.id=${id}`)).toEqual([['!done']]);
    expect(device.items('/ip/firewall/filter')).toEqual([]);
  });

  it('have the factory state of the services', async () => {
    const { client } = await openLoggedIn();
    const rows = (await client.talk('/ip/service/print', '=.proplist=name,port,disabled,tls-version'))
      .slice(0, -1)
      .map(attributesOf);
    expect(rows).toEqual([
      { name: 'ftp', port: '21', disabled: 'false' },
      { name: 'ssh', port: '22', disabled: 'false' },
      { name: 'telnet', port: '23', disabled: 'false' },
      { name: 'www', port: '80', disabled: 'false' },
      { name: 'www-ssl', port: '443', disabled: 'true', 'tls-version': 'any' },
      { name: 'winbox', port: '8291', disabled: 'false' },
      { name: 'api', port: '8728', disabled: 'false' },
      { name: 'api-ssl', port: '8729', disabled: 'false', 'tls-version': 'any' },
    ]);
  });

  it.each([
    ['/ip/service/set', ['=numbers=api-ssl', '=tls-version=modern'], 'input does not match any value of tls-version'],
    ['/ip/service/set', ['=numbers=api-ssl', '=certificate=api-cert'], 'input does not match any value of certificate'],
    ['/ip/service/set', ['=numbers=api', '=port=70000'], 'invalid value for argument port'],
    ['/ip/service/set', ['=numbers=api', '=disabled=maybe'], 'invalid value for argument disabled'],
    ['/ip/service/set', ['=numbers=api', '=address=here'], 'value of address expects range of ip addresses'],
    ['/ip/address/add', ['=address=1.2.3.4/24', '=interface=ether9'], 'input does not match any value of interface'],
    ['/ip/address/add', ['=address=1.2.3.4/24'], 'missing value(s) of argument(s) interface'],
    ['/interface/list/add', ['=name=all'], 'failure: already have such entry'],
    ['/user/add', ['=name=x'], 'missing value(s) of argument(s) group password'],
    ['/user/remove', ['=numbers=admin'], 'failure: at least one user with full access rights is needed'],
    ['/certificate/add', ['=name=a', '=key-usage=keyEncipherment'], 'input does not match any value of key-usage'],
  ])('%s %j is refused: %s', async (command, words, message) => {
    const { client } = await openLoggedIn();
    const [trap, done] = await client.talk(command, ...words);
    expect(attributesOf(trap).message).toBe(message);
    expect(done).toEqual(['!done']);
  });

  it('never print a password', async () => {
    const { client } = await openLoggedIn();
    expect(JSON.stringify(await client.talk('/user/print'))).not.toContain('secret');
    expect(attributesOf((await client.talk('/user/get', '=.id=admin', '=value-name=name'))[0]).ret).toBe('admin');
  });

  it('are filtered by queries', async () => {
    const { client } = await openLoggedIn();
    const names = async (...queries: string[]): Promise<string[]> =>
      (await client.talk('/ip/service/print', '=.proplist=name', ...queries))
        .filter(([word]) => word === '!re')
        .map((sentence) => attributesOf(sentence).name ?? '');
    expect(await names('?name=api')).toEqual(['api']);
    expect(await names('?=name=api')).toEqual(['api']);
    expect(await names('?>port=1000')).toEqual(['winbox', 'api', 'api-ssl']);
    expect(await names('?tls-version')).toEqual(['www-ssl', 'api-ssl']);
    expect(await names('?name=api', '?name=ssh', '?#|')).toEqual(['ssh', 'api']);
    expect(await names('?disabled=no', '?#!')).toEqual(['www-ssl']);
  });

  it('need the right to change them', async () => {
    const { router: device, client } = await open();
    device.putItem('/user', { name: 'viewer', password: 'x', group: 'read', disabled: 'false' });
    await client.login('viewer', 'x');
    expect((await client.talk('/system/identity/set', '=name=mine'))[0]).toContain(
      '=message=not enough permissions (9)',
    );
    expect((await client.talk('/system/identity/print'))[0]).toEqual(['!re', '=name=MikroTik']);
  });
});

describe('files', () => {
  it('are added once, read back, changed and removed', async () => {
    const { client } = await openLoggedIn();
    expect((await client.talk('/file/add', '=name=a.rsc', '=contents=:put ⚙'))[0]?.[0]).toBe('!done');
    expect((await client.talk('/file/add', '=name=a.rsc', '=contents=x'))[0]?.[0]).toBe('!trap');
    const [row] = await client.talk('/file/print', '?name=a.rsc', '=.proplist=size,contents');
    expect(attributesOf(row)).toEqual({ size: '8', contents: ':put ⚙' });
    await client.talk('/file/set', '=numbers=a.rsc', '=contents=short');
    expect(attributesOf((await client.talk('/file/print', '?name=a.rsc'))[0]).size).toBe('5');
    expect(await client.talk('/file/remove', '=numbers=a.rsc')).toEqual([['!done']]);
    expect((await client.talk('/file/remove', '=numbers=a.rsc'))[0]).toContain('=message=no such item');
  });

  it('take 60,000 bytes and not one more', async () => {
    const { client } = await openLoggedIn();
    expect((await client.talk('/file/add', '=name=full', `=contents=${'x'.repeat(60_000)}`))[0]?.[0]).toBe('!done');
    expect((await client.talk('/file/add', '=name=over', `=contents=${'é'.repeat(30_000)}x`))[0]?.[0]).toBe('!trap');
  });

  it('show no contents when large, and are then read in pieces', async () => {
    const { router: device, client } = await openLoggedIn();
    device.writeFile('big.txt', 'ab'.repeat(50_000));
    const row = attributesOf((await client.talk('/file/print', '?name=big.txt'))[0]);
    expect([row.size, row.contents]).toEqual(['100000', undefined]);
    const piece = attributesOf(
      (await client.talk('/file/read', '=file=big.txt', '=offset=99999', '=chunk-size=100'))[0],
    );
    expect(piece).toEqual({ data: 'b' });
    const most = attributesOf((await client.talk('/file/read', '=file=big.txt', '=offset=0', '=chunk-size=90000'))[0]);
    expect(most.data?.length).toBe(32_768);
  });
});

describe('service', () => {
  it('refuses connections once a script has shut it, where that is asked for', async () => {
    const { router: device, client } = await openLoggedIn({ enforceService: true });
    await client.talk('/ip/service/set', '=numbers=api-ssl', '=address=10.0.0.0/8');
    await expect(connectTo(device)).rejects.toThrow('no connection');
    await client.talk('/ip/service/set', '=numbers=api-ssl', '=address=10.0.0.0/8,127.0.0.0/8');
    (await connectTo(device)).close();
    await client.talk('/ip/service/disable', '=numbers=api-ssl');
    await expect(connectTo(device)).rejects.toThrow('no connection');
  });

  it('works without TLS too', async () => {
    const { client } = await openLoggedIn({ transport: 'plain' });
    expect(await client.talk('/system/identity/print')).toEqual([['!re', '=name=MikroTik'], ['!done']]);
  });
});
