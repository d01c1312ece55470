import { afterEach, describe, expect, test } from 'vitest';
import { usualLimits } from '../../client/src/deploy/run';
import { startRouter, type SimulatedRouter } from '../router';
import { addresses, all, hastyLimits, imports, password, push, temporaryFiles, three } from './harness';

let running: SimulatedRouter | undefined;

async function start(): Promise<SimulatedRouter> {
  running = await startRouter({ password });
  return running;
}

afterEach(async () => {
  await running?.close();
  running = undefined;
});

/** The second item is there twice. */
const conflict = three.replace('192.0.2.3', '192.0.2.2');

describe('the import', () => {
  test('that fails at a line is told as applied up to there', async () => {
    const router = await start();
    const { outcome } = await push(router, `${conflict}add list=push address=192.0.2.4\n`);
    expect(outcome).toEqual({
      kind: 'partly-applied',
      line: 4,
      reason: 'failure: already have such entry',
      diagnostics: [{ line: 4, column: 0, message: 'failure: already have such entry' }],
    });
    expect(addresses(router, 'push')).toEqual(['192.0.2.1', '192.0.2.2']);
    expect(imports(router)).toBe(1);
    expect(temporaryFiles(router)).toEqual([]);
  });

  test('that finds an unknown command only when it comes to it was applied up to there', async () => {
    const router = await start();
    const { outcome } = await push(router, `${three}:if (1 = 1) do={ foo }\n`);
    expect(outcome).toMatchObject({ kind: 'partly-applied', line: 5 });
    expect(addresses(router, 'push')).toEqual(all);
  });

  test('that was refused while it was read applied nothing', async () => {
    const router = await start();
    router.addFault({
      command: '/import',
      attributes: { 'dry-run': 'yes' },
      when: 'before',
      effect: { kind: 'sentences', sentences: [{ word: '!done', attributes: [] }] },
    });
    const { outcome } = await push(router, `${three})\n`);
    expect(outcome).toMatchObject({ kind: 'not-applied', diagnostics: [{ line: 5, column: 0 }] });
    expect(addresses(router, 'push')).toEqual([]);
    expect(imports(router)).toBe(1);
  });

  test('that fails in a text which the script runs may have applied anything', async () => {
    const router = await start();
    const { outcome } = await push(router, `${three}:local broken ")"\n[:parse $broken]\n`);
    expect(outcome).toMatchObject({ kind: 'partly-applied', line: undefined, diagnostics: [] });
    expect(addresses(router, 'push')).toEqual(all);
  });

  test('that fails in a text which the script runs names no line of the script', async () => {
    const router = await start();
    const inner = ':put 1\\n/ip firewall address-list add list=push address=192.0.2.1';
    const { outcome } = await push(router, `${three}:local inner "${inner}"\n:local f [:parse $inner]\n$f\n`);
    expect(outcome).toMatchObject({ kind: 'partly-applied', line: undefined, diagnostics: [] });
    expect(outcome.kind === 'partly-applied' && outcome.reason).toMatch(/already have such entry/);
    expect(addresses(router, 'push')).toEqual(all);
  });

  test('that the script ends in words which look like a syntax error is not called unapplied', async () => {
    const router = await start();
    const { outcome } = await push(router, `${three}:error "syntax error (line 1 column 1)"\n`);
    expect(outcome).toMatchObject({ kind: 'partly-applied', line: undefined });
    expect(addresses(router, 'push')).toEqual(all);
  });

  test('that is answered with an error in words is not called success', async () => {
    const router = await start();
    const { outcome } = await push(router, three, {
      beforeCommand: onRealImport(() =>
        router.addFault({
          command: '/import',
          when: 'before',
          effect: {
            kind: 'sentences',
            sentences: [{ word: '!done', attributes: [['ret', 'failure: no (/ip/address/add; line 2)']] }],
          },
        }),
      ),
    });
    expect(outcome).toEqual({
      kind: 'unknown',
      reason: 'The router ended the import with the words: failure: no (/ip/address/add; line 2)',
    });
    expect(addresses(router, 'push')).toEqual([]);
  });

  test('after which the router has another certificate: the outcome stays, nothing is sent, and the file is named', async () => {
    const router = await start();
    const { report, connects } = await push(router, three, {
      beforeCommand: onRealImport(() => {
        router.addFault({ command: '/import', when: 'after', effect: { kind: 'cut', how: 'close' } });
        router.renewCertificate();
      }),
    });
    expect(report.outcome.kind).toBe('unknown');
    expect(connects).toBe(2);
    expect(router.log.filter(({ command }) => command === '/login')).toHaveLength(1);
    expect(report.leftovers).toEqual([expect.stringContaining('is not the pinned one')]);
  });

  test('that worked but is answered with a trap is not called success', async () => {
    const router = await start();
    router.addFault({
      command: '/import',
      attributes: { 'file-name': 'routeros-guard-x.rsc' },
      when: 'before',
      effect: { kind: 'sentences', sentences: [{ word: '!done', attributes: [] }] },
    });
    router.addFault({
      command: '/import',
      when: 'after',
      effect: { kind: 'trap', traps: [{ message: 'no such item', category: 0 }] },
    });
    const { outcome } = await push(router, three, { uniqueName: () => 'routeros-guard-x' });
    expect(outcome).toMatchObject({ kind: 'partly-applied', line: undefined, diagnostics: [] });
    expect(addresses(router, 'push')).toEqual(all);
    expect(imports(router)).toBe(1);
    expect(temporaryFiles(router)).toEqual([]);
  });

  const lost: readonly [string, Parameters<SimulatedRouter['addFault']>[0]['effect']][] = [
    ['a closed connection', { kind: 'cut', how: 'close' }],
    ['a reset', { kind: 'cut', how: 'reset' }],
    ['a half-closed connection', { kind: 'cut', how: 'half-close' }],
    ['!fatal', { kind: 'fatal', reason: 'session terminated' }],
    ['bytes that are no API', { kind: 'bytes', bytes: new Uint8Array([0xff, 0xff, 0xff]) }],
    ['an unknown word', { kind: 'sentences', sentences: [{ word: '!huh', attributes: [] }] }],
    ['silence', { kind: 'silence' }],
    ['a record without an end', { kind: 'sentences', sentences: [{ word: '!re', attributes: [] }] }],
  ];
  describe.each([['before'], ['after']] as const)('that is struck %s it ran', (when) => {
    test.each(lost)('by %s is unknown, and the file is removed over a new connection', async (_name, effect) => {
      const router = await start();
      const { report, connects } = await push(router, three, {
        limits: { ...hastyLimits, cleanCommand: 20_000 },
        profile: { commandTimeoutSeconds: 0.3 },
        beforeCommand: onRealImport(() => router.addFault({ command: '/import', when, effect })),
      });
      expect(report.outcome.kind).toBe('unknown');
      expect(addresses(router, 'push')).toEqual(when === 'after' ? all : []);
      expect(imports(router)).toBe(1);
      expect(connects).toBe(2);
      expect(temporaryFiles(router)).toEqual([]);
      expect(report.leftovers).toEqual([]);
    });
  });

  test('whose connection is lost before it is sent did not happen', async () => {
    const router = await start();
    const { outcome } = await push(router, three, {
      decision: 'push',
      progress: (state) => {
        if (state === 'apply') router.cutConnections();
      },
    });
    // Cut in the same moment, the loss is not seen yet: then the router's silence is all there is.
    expect(['unknown', 'not-applied']).toContain(outcome.kind);
    expect(imports(router)).toBe(0);
    expect(addresses(router, 'push')).toEqual([]);
    expect(temporaryFiles(router)).toEqual([]);
  });

  test('is given a minute at least', () => {
    expect(usualLimits.shortestImport).toBe(60_000);
  });

  test('after which the router cannot be reached: the file is named', async () => {
    const router = await start();
    const { report } = await push(router, three, {
      beforeCommand: onRealImport(() => {
        router.addFault({ command: '/import', when: 'after', effect: { kind: 'cut', how: 'close' } });
        router.refuseConnections(true);
      }),
    });
    expect(report.outcome.kind).toBe('unknown');
    const [left] = temporaryFiles(router);
    expect(left).toBeDefined();
    expect(report.leftovers).toEqual([expect.stringContaining(left ?? '')]);
  });
});

/** Calls `act` before the second `/import`, the one that is meant. */
function onRealImport(act: () => void): (index: number, path: string) => void {
  let seen = 0;
  return (_index, path) => {
    if (path !== '/import') return;
    seen += 1;
    if (seen === 2) act();
  };
}
