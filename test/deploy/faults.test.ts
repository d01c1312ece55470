/** Whatever goes wrong, whenever: the outcome never says more than the router's state. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { states } from '../../client/src/deploy/machine';
import { startRouter, type Effect, type RouterVersion, type SimulatedRouter } from '../router';
import { addresses, password, push } from './harness';

const routers = new Map<RouterVersion, SimulatedRouter>();
const versions: readonly RouterVersion[] = ['7.15', '7.18', '7.24'];

beforeAll(async () => {
  for (const version of versions) routers.set(version, await startRouter({ version, password }));
});
afterAll(async () => {
  for (const router of routers.values()) await router.close();
});

const effects: readonly Effect[] = [
  { kind: 'silence' },
  { kind: 'cut', how: 'close' },
  { kind: 'cut', how: 'reset' },
  { kind: 'cut', how: 'half-close' },
  { kind: 'fatal', reason: 'session terminated' },
  { kind: 'trap', traps: [{ message: 'no such item', category: 0 }] },
  { kind: 'trap', traps: [{ message: 'failure: already have such entry (/ip/address/add; line 2)' }] },
  { kind: 'sentences', sentences: [{ word: '!huh', attributes: [] }] },
  { kind: 'sentences', sentences: [{ word: '!re', attributes: [['name', 'x']] }] },
  { kind: 'bytes', bytes: new Uint8Array([0xf8, 0x00, 0x01]) },
  { kind: 'delay', milliseconds: 5 },
  { kind: 'change', attribute: 'size', value: '1' },
  { kind: 'change', attribute: 'version', value: '7.9 (stable)' },
];

/** The longest way: identification, upload, check, import, removal, and the same once more over a new connection. */
const commands = 14;

const fault = fc.record({
  index: fc.nat({ max: commands }),
  when: fc.constantFrom('before' as const, 'after' as const),
  effect: fc.constantFrom(...effects),
});

let runs = 0;

async function check(
  version: RouterVersion,
  faults: readonly { index: number; when: 'before' | 'after'; effect: Effect }[],
) {
  const router = routers.get(version);
  if (router === undefined) throw new Error('no such router');
  runs += 1;
  const list = `run-${runs}`;
  const text = [
    '/ip firewall address-list',
    ...['192.0.2.1', '192.0.2.2'].map((each) => `add list=${list} address=${each}`),
  ];
  const logged = router.log.length;
  const { report, states: walked } = await push(router, text.join('\n'), {
    uniqueName: () => list,
    // Short: a machine under load may run into them without a fault, and then too nothing below may be wrong.
    limits: { shortestImport: 150, cleanCommand: 150, reconnect: 5_000, readBackPause: 1 },
    profile: { commandTimeoutSeconds: 0.15 },
    beforeCommand: (index, command) => {
      for (const { when, effect } of faults.filter((each) => each.index === index)) {
        router.addFault({ command, when, effect });
      }
    },
  });
  router.clearFaults();
  const there = addresses(router, list);
  const sent = router.log.slice(logged).filter((each) => each.command === '/import' && !('dry-run' in each.attributes));

  expect(sent.length).toBeLessThanOrEqual(1);
  if (report.outcome.kind === 'applied') expect(there).toEqual(['192.0.2.1', '192.0.2.2']);
  if (report.outcome.kind === 'not-applied') expect(there).toEqual([]);
  expect(report.outcome.kind).not.toBe('valid');
  if (router.file(`${list}.rsc`) !== undefined) {
    expect(report.leftovers).toEqual([expect.stringContaining(`${list}.rsc`)]);
  }
  expect(walked.at(-1)).toBe('done');
  for (const [position, state] of walked.entries()) {
    const next = walked[position + 1];
    // A state that fails leads out by `clean` or, before there is a connection, by `done`.
    if (state !== 'done' && next !== 'clean') expect(states[state].leadsTo).toContain(next);
  }
}

test('one fault at every command of a push', async () => {
  for (let index = 0; index < commands - 2; index += 1) {
    for (const effect of effects) {
      for (const when of ['before', 'after'] as const) await check('7.18', [{ index, when, effect }]);
    }
  }
}, 300_000);

test('several faults in one push', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...versions), fc.array(fault, { minLength: 2, maxLength: 4 }), (version, faults) =>
      check(version, faults),
    ),
    { numRuns: 60 },
  );
}, 300_000);
