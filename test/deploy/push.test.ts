import { afterEach, describe, expect, test } from 'vitest';
import type { ScriptFinding } from '../../client/src/deploy/types';
import { startRouter, type RouterOptions, type RouterVersion, type SimulatedRouter } from '../router';
import { addresses, all, imports, password, push, received, temporaryFiles, three } from './harness';

let running: SimulatedRouter | undefined;

async function start(options: RouterOptions = {}): Promise<SimulatedRouter> {
  running = await startRouter({ password, identity: 'gw-lab', serialNumber: 'HEX0001', ...options });
  return running;
}

afterEach(async () => {
  await running?.close();
  running = undefined;
});

const identification = [
  '/login',
  '/system/identity/print',
  '/system/resource/print',
  '/system/routerboard/print',
  '/system/device-mode/print',
];
const uploading = ['/file/print', '/file/add', '/file/print'];
const removing = ['/file/print', '/file/remove'];

function finding(severity: ScriptFinding['severity'], line: number): ScriptFinding {
  return { rule: 'some-rule', severity, message: 'password=hunter2', line, column: 4, endLine: line, endColumn: 9 };
}

describe('a push', () => {
  test.each<[RouterVersion, string, string]>([
    ['7.15', '/execute', '7.15.3 (stable)'],
    ['7.18', '/import dry-run', '7.18.2 (stable)'],
    ['7.24', '/import dry-run', '7.24 (stable)'],
  ])('to RouterOS %s applies the script: each command once and in order', async (version, check, printed) => {
    const router = await start({ version, deviceMode: 'home' });
    const { report, states, confirmations } = await push(router, three, { findings: [finding('warning', 2)] });
    expect(report.outcome).toEqual({ kind: 'applied' });
    expect(addresses(router, 'push')).toEqual(all);
    expect(received(router)).toEqual([...identification, ...uploading, check, '/import', ...removing]);
    expect(temporaryFiles(router)).toEqual([]);
    expect(report.leftovers).toEqual([]);
    expect(report.router).toEqual({
      identity: 'gw-lab',
      serial: 'HEX0001',
      version: printed,
      board: 'RB5009UG+S+',
      deviceMode: 'home',
    });
    expect(report.wayBack?.kind).toBe('none');
    const walked = [
      'analyse',
      'connect',
      'identify',
      'confirm',
      'upload',
      'validate',
      'arm',
      'apply',
      'verify',
      'clean',
    ];
    expect(states).toEqual([...walked, 'done']);
    expect(report.steps.map(({ state }) => state)).toEqual(walked);
    expect(report.steps.every(({ milliseconds }) => milliseconds >= 0)).toBe(true);
    expect(confirmations).toEqual([
      expect.objectContaining({
        router: report.router,
        fromHost: 'desk',
        file: 'first.rsc',
        unsaved: true,
        bytes: Buffer.byteLength(three),
        warnings: [finding('warning', 2)],
      }),
    ]);
    expect(router.connections.every(({ closed }) => closed)).toBe(true);
  });

  test('imports without verbose', async () => {
    const router = await start();
    await push(router, three);
    const [real] = router.log.filter(({ command, attributes }) => command === '/import' && !('dry-run' in attributes));
    expect(Object.keys(real?.attributes ?? {})).toEqual(['file-name']);
    expect(real?.attributes['file-name']).toMatch(/^routeros-guard-\d+\.rsc$/);
  });

  test('takes CRLF and text beyond ASCII', async () => {
    const router = await start();
    const text = ['/ip firewall address-list', 'add list=push address=192.0.2.1 comment="Büro 東京 😀"', ''].join(
      '\r\n',
    );
    const { outcome } = await push(router, text);
    expect(outcome).toEqual({ kind: 'applied' });
    expect(router.items('/ip/firewall/address-list').map(({ comment }) => comment)).toEqual(['Büro 東京 😀']);
  });

  test('sends no byte order mark', async () => {
    const router = await start();
    let sent: string | undefined;
    const { outcome } = await push(router, `\ufeff${three}`, {
      uniqueName: () => 'routeros-guard-mark',
      progress: (state) => {
        if (state === 'arm') sent = router.file('routeros-guard-mark.rsc');
      },
    });
    expect(outcome).toEqual({ kind: 'applied' });
    expect(sent).toBe(three);
  });

  test('says that characters were lost when the file was opened', async () => {
    const router = await start();
    const { confirmations } = await push(router, `${three}# B\ufffdro\n`, { decision: 'cancel' });
    expect(confirmations[0]?.warnings).toMatchObject([{ severity: 'warning', line: 5, column: 3, endColumn: 4 }]);
  });

  test('shows what the router says of itself on one line each', async () => {
    const router = await start({ identity: 'gw\r\nSerial: GOOD\u202e', serialNumber: `X${'9'.repeat(500)}` });
    const { confirmations } = await push(router, three, { decision: 'cancel' });
    expect(confirmations[0]?.router).toMatchObject({
      identity: 'gw Serial: GOOD?',
      serial: `X${'9'.repeat(119)}…`,
    });
  });

  test('to a router without routerboard and device-mode goes on', async () => {
    const router = await start();
    for (const command of ['/system/routerboard/print', '/system/device-mode/print']) {
      router.addFault({
        command,
        when: 'before',
        effect: { kind: 'trap', traps: [{ message: 'no such command prefix', category: 0 }] },
      });
    }
    const { report } = await push(router, three);
    expect(report.outcome.kind).toBe('applied');
    expect(report.router).toMatchObject({ serial: 'SIMU-LATD (software-id)', deviceMode: undefined });
  });

  test('takes another name where a file has the first one, and leaves that file alone', async () => {
    const router = await start();
    router.writeFile('routeros-guard-taken.rsc', 'theirs');
    const names = ['routeros-guard-taken', 'routeros-guard-free'];
    const { outcome } = await push(router, three, { uniqueName: () => names.shift() ?? '' });
    expect(outcome.kind).toBe('applied');
    expect(router.file('routeros-guard-taken.rsc')).toBe('theirs');
    expect(temporaryFiles(router)).toEqual(['routeros-guard-taken.rsc']);
  });

  test('falls back to :parse where a router that should have a dry run has none', async () => {
    const router = await start();
    router.addFault({
      command: '/import',
      attributes: { 'dry-run': 'yes' },
      when: 'before',
      effect: { kind: 'trap', traps: [{ message: 'unknown parameter dry-run' }] },
    });
    const { outcome } = await push(router, three);
    expect(outcome.kind).toBe('applied');
    expect(received(router)).toContain('/execute');
  });
});

describe('a validation', () => {
  test.each<[RouterVersion, 'parse' | 'dry-run']>([
    ['7.15', 'parse'],
    ['7.18', 'dry-run'],
    ['7.24', 'dry-run'],
  ])('on RouterOS %s asks nobody, changes nothing and tells how (%s)', async (version, how) => {
    const router = await start({ version });
    const { report, confirmations, states } = await push(router, three, { mode: 'validate' });
    expect(report.outcome).toEqual({ kind: 'valid', how });
    expect(report.wayBack).toBeUndefined();
    expect(confirmations).toEqual([]);
    expect(states).toEqual(['analyse', 'connect', 'identify', 'upload', 'validate', 'clean', 'done']);
    expect(imports(router)).toBe(0);
    expect(addresses(router, 'push')).toEqual([]);
    expect(temporaryFiles(router)).toEqual([]);
  });

  test('is what a push becomes when the person chooses it', async () => {
    const router = await start();
    const { outcome } = await push(router, three, { decision: 'validate' });
    expect(outcome).toEqual({ kind: 'valid', how: 'dry-run' });
    expect(imports(router)).toBe(0);
    expect(temporaryFiles(router)).toEqual([]);
  });
});

describe('nothing is sent', () => {
  test('for a script with errors: their number and the first place are told, not their text', async () => {
    const router = await start();
    const findings = [finding('warning', 0), finding('error', 2), finding('error', 4)];
    const { outcome, states } = await push(router, three, { findings });
    expect(outcome).toMatchObject({
      kind: 'not-applied',
      reason: 'The script has 2 errors; the first at line 3, column 5 (some-rule)',
    });
    expect(JSON.stringify(outcome)).not.toContain('hunter2');
    expect(states).toEqual(['analyse', 'done']);
    expect(router.connections).toEqual([]);
  });

  test('for a script without a command', async () => {
    const router = await start();
    const { outcome } = await push(router, '# nothing\n\n');
    expect(outcome).toMatchObject({
      kind: 'not-applied',
      reason: 'The script has no command: there is nothing to send to the router',
    });
    expect(router.connections).toEqual([]);
  });

  test('for half a surrogate pair: the router would get another text', async () => {
    const router = await start();
    const { outcome } = await push(router, `${three}# \ud83d\n`);
    expect(outcome.kind === 'not-applied' && outcome.reason).toMatch(/half of a character at line 6, column 3/);
    expect(router.connections).toEqual([]);
  });

  test('for 60,001 bytes, whatever the number of characters', async () => {
    const router = await start();
    const text = `${':put "é"\n#'.padEnd(59_999, 'x')}\n`;
    expect(text.length).toBe(60_000);
    const { outcome } = await push(router, text);
    expect(outcome).toMatchObject({ kind: 'not-applied' });
    expect(outcome.kind === 'not-applied' && outcome.reason).toMatch(/has 60001 bytes .* at most 60000/);
    expect(router.connections).toEqual([]);
  });

  test('but 60,000 bytes are pushed', async () => {
    const router = await start();
    const text = `${three}#`.padEnd(60_000, 'x');
    const { outcome } = await push(router, text);
    expect(outcome).toEqual({ kind: 'applied' });
    expect(addresses(router, 'push')).toEqual(all);
  });

  test('to a router with another certificate: no login arrives', async () => {
    const router = await start();
    const pinned = router.certificate.sha256;
    router.renewCertificate();
    const { outcome } = await push(router, three, { profile: { sha256: pinned } });
    expect(outcome.kind === 'not-applied' && outcome.reason).toMatch(/is not the pinned one/);
    expect(received(router)).toEqual([]);
  });

  test('after a wrong password, which is not repeated', async () => {
    const router = await start();
    const { outcome, connects } = await push(router, three, { password: 'wrong-secret' });
    expect(outcome.kind === 'not-applied' && outcome.reason).toMatch(/refused the login of user admin/);
    expect(JSON.stringify(outcome)).not.toContain('wrong-secret');
    expect(received(router)).toEqual(['/login']);
    expect(connects).toBe(1);
  });

  test('where nobody listens', async () => {
    const router = await start();
    await router.close();
    const { outcome, connects } = await push(router, three);
    expect(outcome.kind === 'not-applied' && outcome.reason).toMatch(/cannot be reached/);
    expect(connects).toBe(1);
  });

  test('to RouterOS 6, which has no /file add', async () => {
    const router = await start();
    router.addFault({
      command: '/system/resource/print',
      when: 'after',
      effect: { kind: 'change', attribute: 'version', value: '6.49.10 (long-term)' },
    });
    const { outcome } = await push(router, three);
    expect(outcome.kind === 'not-applied' && outcome.reason).toMatch(/^The router runs RouterOS 6\.49\.10/);
    expect(received(router)).toEqual(identification);
  });
});

describe('the router refuses', () => {
  test.each<[RouterVersion]>([['7.15'], ['7.18'], ['7.24']])(
    'a syntax error at its place, counted in bytes (RouterOS %s)',
    async (version) => {
      const router = await start({ version });
      const text = `${three.replaceAll('\n', '\r\n')}add list=push comment="Grüße 😀" )\r\n`;
      const { outcome } = await push(router, text);
      const column = 'add list=push comment="Grüße 😀" '.length;
      expect(outcome).toMatchObject({ kind: 'not-applied', diagnostics: [{ line: 5, column }] });
      expect(outcome.kind === 'not-applied' && outcome.reason).toMatch(
        new RegExp(`^The router refuses the script at line 6, column ${column + 1}: \\S`),
      );
      expect(addresses(router, 'push')).toEqual([]);
      expect(imports(router)).toBe(0);
      expect(temporaryFiles(router)).toEqual([]);
    },
  );

  test.each<[RouterVersion]>([['7.15'], ['7.18']])('an unknown command (RouterOS %s)', async (version) => {
    const router = await start({ version });
    const { outcome } = await push(router, `${three}/ip/firewall/address-list/ad-d list=push\nfoo\n`);
    expect(outcome).toMatchObject({ kind: 'not-applied', diagnostics: [{ line: 5 }] });
    expect(addresses(router, 'push')).toEqual([]);
    expect(imports(router)).toBe(0);
  });

  test('the upload: nothing was applied and nothing is left', async () => {
    const router = await start();
    router.addFault({
      command: '/file/add',
      when: 'before',
      effect: { kind: 'trap', traps: [{ message: 'not enough permissions (9)' }] },
    });
    const { outcome, report } = await push(router, three);
    expect(outcome.kind === 'not-applied' && outcome.reason).toMatch(/not enough permissions/);
    expect(report.leftovers).toEqual([]);
  });

  test('a name that is taken in between: that file is not removed', async () => {
    const router = await start();
    const { outcome, report } = await push(router, three, {
      uniqueName: () => 'routeros-guard-late',
      beforeCommand: (_index, path) => {
        if (path === '/file/add') router.writeFile('routeros-guard-late.rsc', 'theirs');
      },
    });
    expect(outcome.kind === 'not-applied' && outcome.reason).toMatch(/already have such file/);
    expect(router.file('routeros-guard-late.rsc')).toBe('theirs');
    expect(report.leftovers).toEqual([
      'The file routeros-guard-late.rsc was on the router already, as it says; it was left alone',
    ]);
  });

  test('to judge the script: no judgement is not an acceptance', async () => {
    const router = await start({ version: '7.15' });
    router.addFault({
      command: '/execute',
      when: 'before',
      effect: {
        kind: 'sentences',
        sentences: [{ word: '!done', attributes: [['ret', 'not enough permissions (9)']] }],
      },
    });
    const { outcome } = await push(router, three);
    expect(outcome).toMatchObject({
      kind: 'not-applied',
      reason: 'The router could not check the script: not enough permissions (9)',
      diagnostics: [],
    });
    expect(imports(router)).toBe(0);
  });

  test('by words at the end of a dry run: that is no acceptance', async () => {
    const router = await start();
    router.addFault({
      command: '/import',
      when: 'before',
      effect: {
        kind: 'sentences',
        sentences: [{ word: '!done', attributes: [['ret', 'expected end of command (line 3 column 5)']] }],
      },
    });
    const { outcome } = await push(router, three);
    expect(outcome).toMatchObject({ kind: 'not-applied', diagnostics: [{ line: 2, column: 4 }] });
    expect(imports(router)).toBe(0);
  });

  test('nothing, but is lost before the import: nothing is said to be uncertain', async () => {
    const router = await start();
    router.addFault({ command: '/file/add', when: 'after', effect: { kind: 'cut', how: 'close' } });
    const { outcome } = await push(router, three);
    expect(outcome).toMatchObject({ kind: 'not-applied', advice: 'Check the connection to the router and try again' });
    expect(temporaryFiles(router)).toEqual([]);
  });

  test('to say that all arrived', async () => {
    const router = await start();
    router.addFault({
      command: '/file/print',
      when: 'after',
      effect: { kind: 'change', attribute: 'size', value: '17' },
      times: 4,
    });
    const { outcome } = await push(router, three);
    expect(outcome.kind === 'not-applied' && outcome.reason).toBe(
      `The script did not arrive whole: ${Buffer.byteLength(three)} bytes were sent and the router has 17`,
    );
    expect(imports(router)).toBe(0);
    expect(temporaryFiles(router)).toEqual([]);
  });

  test('to say so at first, then does: the push goes on', async () => {
    const router = await start();
    router.addFault({
      command: '/file/print',
      when: 'after',
      effect: { kind: 'change', attribute: 'size', value: '0' },
      times: 2,
    });
    expect((await push(router, three)).outcome).toEqual({ kind: 'applied' });
  });

  test('to remove the file: it is named, and the outcome stays', async () => {
    const router = await start();
    router.addFault({
      command: '/file/remove',
      when: 'before',
      effect: { kind: 'trap', traps: [{ message: 'failure: busy' }] },
    });
    const { report, connects } = await push(router, three);
    expect(report.outcome).toEqual({ kind: 'applied' });
    expect(connects).toBe(1);
    const [left] = temporaryFiles(router);
    expect(left).toBeDefined();
    expect(report.leftovers).toEqual([expect.stringContaining(left ?? '')]);
    expect(report.leftovers).toEqual([expect.stringContaining('(failure: busy)')]);
  });
});

describe('what other parts do wrong', () => {
  test('a confirmation that fails applies nothing', async () => {
    const router = await start();
    const { outcome } = await push(router, three, { confirm: () => Promise.reject(new Error('no window')) });
    expect(outcome).toMatchObject({
      kind: 'not-applied',
      reason: 'The push failed before anything was applied: no window',
    });
    expect(router.log.map(({ command }) => command)).toEqual(identification);
  });

  test('a display that fails does not stop the push', async () => {
    const router = await start();
    const { outcome } = await push(router, three, {
      progress: () => {
        throw new Error('display');
      },
    });
    expect(outcome).toEqual({ kind: 'applied' });
    expect(temporaryFiles(router)).toEqual([]);
  });

  test('a name that the router would run by itself is not used', async () => {
    const router = await start();
    const { outcome } = await push(router, three, { uniqueName: () => 'x.auto' });
    expect(outcome.kind).toBe('not-applied');
    expect(received(router)).not.toContain('/file/add');
  });
});

test('no outcome, step or leftover holds the password or a line of the script', async () => {
  const router = await start();
  const secret = 'add name=eve group=full password=hunter2';
  const texts = [`/user\n${secret}\n${secret}\n`, `/user\n${secret} )\n`, `/user ${secret}\nfoo\n`];
  for (const text of texts) {
    const { report } = await push(router, text);
    expect(report.outcome.kind).not.toBe('applied');
    expect(JSON.stringify(report)).not.toMatch(/hunter2|pässword/);
  }
});
