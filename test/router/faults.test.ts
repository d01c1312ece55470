import { once } from 'node:events';
import { connect } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attributesOf, connectTo, type TestClient } from './client';
import { startRouter, type SimulatedRouter } from './index';
import { encodeSentence } from './wire/words';

let router: SimulatedRouter;
let client: TestClient;

beforeEach(async () => {
  router = await startRouter();
  client = await connectTo(router);
  await client.login();
});

afterEach(() => router.close());

const rename = ['/system/identity/set', '=name=changed'] as const;

function identity(): string | undefined {
  return router.items('/system/identity')[0]?.name;
}

describe('a fault', () => {
  it.each([
    ['before', 'MikroTik'],
    ['after', 'changed'],
  ] as const)('that cuts the connection %s the command leaves the name %s', async (when, name) => {
    router.addFault({ command: rename[0], when, effect: { kind: 'cut', how: 'close' } });
    expect(await client.talk(...rename)).toEqual([]);
    expect(identity()).toBe(name);
    expect(router.connections.at(-1)).toMatchObject({ secured: true });
  });

  it('resets the connection', async () => {
    router.addFault({ command: rename[0], when: 'before', effect: { kind: 'cut', how: 'reset' } });
    client.send(...rename);
    expect(await client.closed).toBe('ECONNRESET');
  });

  it('closes only its own side and still listens', async () => {
    router.addFault({ command: rename[0], when: 'after', effect: { kind: 'cut', how: 'half-close' } });
    expect(await client.talk(...rename)).toEqual([]);
    expect(identity()).toBe('changed');
  });

  it('sends !fatal and closes', async () => {
    router.addFault({ command: rename[0], when: 'before', effect: { kind: 'fatal', reason: 'out of memory' } });
    expect(await client.talk(...rename)).toEqual([['!fatal', 'out of memory']]);
    expect(await client.closed).toBe('end');
  });

  it('traps although the command worked, several times with categories', async () => {
    const traps = [{ message: 'no such item', category: 0 }, { message: 'and more' }];
    router.addFault({ command: rename[0], when: 'after', effect: { kind: 'trap', traps } });
    expect(await client.talk(...rename, '.tag=9')).toEqual([
      ['!trap', '.tag=9', '=category=0', '=message=no such item'],
      ['!trap', '.tag=9', '=message=and more'],
      ['!done', '.tag=9'],
    ]);
    expect(identity()).toBe('changed');
  });

  it('changes what is read back, for the command that it names, as often as it says', async () => {
    router.writeFile('a', '12345');
    router.addFault({
      command: '/file/print',
      attributes: { '.proplist': 'size' },
      when: 'after',
      effect: { kind: 'change', attribute: 'size', value: '4' },
      times: 2,
    });
    const sizes: (string | undefined)[] = [];
    for (const list of ['size', 'name,size', 'size', 'size']) {
      sizes.push(attributesOf((await client.talk('/file/print', `=.proplist=${list}`))[0]).size);
    }
    expect(sizes).toEqual(['4', '5', '4', '5']);
  });

  it('says what no router says', async () => {
    router.addFault({
      command: rename[0],
      when: 'before',
      effect: { kind: 'sentences', sentences: [{ word: '!strange', attributes: [['a', 'b']] }] },
    });
    client.send(...rename);
    expect(await client.next()).toEqual(['!strange', '=a=b']);
    router.addFault({
      command: rename[0],
      when: 'before',
      effect: { kind: 'bytes', bytes: encodeSentence(['!done', '=ret=raw']) },
    });
    expect(await client.talk(...rename)).toEqual([['!done', '=ret=raw']]);
  });

  it('never answers one command, and goes on with the next', async () => {
    router.addFault({ command: rename[0], when: 'after', effect: { kind: 'silence' } });
    client.send(...rename);
    expect(await client.talk('/system/identity/print')).toEqual([['!re', '=name=changed'], ['!done']]);
  });

  it('can be taken back', async () => {
    router.addFault({ command: rename[0], when: 'before', effect: { kind: 'silence' } });
    router.clearFaults();
    expect(await client.talk(...rename)).toEqual([['!done']]);
  });
});

describe('the wire', () => {
  it('sends every byte alone', async () => {
    router.wire.splitEveryByte = true;
    const rows = await client.talk('/ip/service/print');
    expect(rows).toHaveLength(9);
  });

  it('ends after any number of bytes', async () => {
    const whole = encodeSentence(['!re', '=name=MikroTik']).length + encodeSentence(['!done']).length;
    for (let bytes = 1; bytes <= whole; bytes += 1) {
      const other = await connectTo(router);
      await other.login();
      router.wire.cutAfter = bytes;
      const received = await other.talk('/system/identity/print');
      expect(received.length, `${bytes} bytes`).toBe(bytes === whole ? 2 : bytes < whole - 7 ? 0 : 1);
      other.close();
    }
  });

  it('is cut in two at any byte', async () => {
    for (let at = 1; at < 30; at += 1) {
      router.wire.splitAt = at;
      expect(await client.talk('/system/identity/print')).toEqual([['!re', '=name=MikroTik'], ['!done']]);
    }
  });
});

describe('the network side', () => {
  it('shows that no login was sent', async () => {
    const other = await startRouter();
    const socket = connect({ host: other.host, port: other.port, rejectUnauthorized: false });
    await once(socket, 'secureConnect');
    socket.destroy();
    await once(socket, 'close');
    expect(other.log).toEqual([]);
    expect(other.connections).toHaveLength(1);
    await other.close();
  });

  it('changes its certificate', async () => {
    const before = router.certificate.sha256;
    const after = router.renewCertificate().sha256;
    expect(after).not.toBe(before);
    const socket = connect({ host: router.host, port: router.port, rejectUnauthorized: false });
    await once(socket, 'secureConnect');
    expect(socket.getPeerX509Certificate()?.fingerprint256).toBe(after);
    socket.destroy();
  });

  it('speaks only TLS 1.2 once told so', async () => {
    const protocol = async (): Promise<string | null> => {
      const socket = connect({ host: router.host, port: router.port, rejectUnauthorized: false });
      await once(socket, 'secureConnect');
      const agreed = socket.getProtocol();
      socket.destroy();
      return agreed;
    };
    expect(await protocol()).toBe('TLSv1.3');
    await client.talk('/ip/service/set', '=numbers=api-ssl', '=tls-version=only-1.2');
    expect(await protocol()).toBe('TLSv1.2');
  });

  it('refuses the usual handshake where it has no certificate', async () => {
    const other = await startRouter({ transport: 'anonymous-tls' });
    await expect(connectTo(other)).rejects.toThrow(/no connection: .*(?:HANDSHAKE|CIPHER|PROTO|ECONNRESET)/);
    await other.close();
  });

  it('refuses and cuts connections when asked', async () => {
    router.refuseConnections(true);
    await expect(connectTo(router)).rejects.toThrow('no connection');
    router.refuseConnections(false);
    (await connectTo(router)).close();
    router.cutConnections();
    await client.closed;
    expect(await client.next()).toBeUndefined();
  });

  it('survives peers that are not TLS', async () => {
    await expect(connectTo(router, 'plain').then((peer) => peer.talk('/login'))).resolves.toEqual([]);
    (await connectTo(router)).close();
  });
});
