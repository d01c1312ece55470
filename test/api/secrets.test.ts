import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sentenceBytes, startPeer, tagWord } from './peer';
import type { Peer } from './peer';

const root = fileURLToPath(new URL('../..', import.meta.url));
const client = join(root, 'test/api/secretsClient.ts');
const password = 'hunter-пароль-91c7';
const secret = 'ppp-секрет-4d20';

let peer: Peer;
let refusing: Peer;

beforeAll(async () => {
  peer = await startPeer(async (conversation) => {
    await conversation.acceptLogin();
    for (;;) {
      const words = await conversation.next();
      const tag = tagWord(words);
      switch (words[0]) {
        case '/ppp/secret/add':
          await conversation.say('!re', tag, words.find((word) => word.startsWith('=password=')) ?? '=x=');
          await conversation.say('!done', tag);
          break;
        case '/trap':
          await conversation.write(
            Buffer.concat([sentenceBytes('!trap', tag, '=message=refused'), sentenceBytes('!done', tag)]),
          );
          break;
        default:
          break;
      }
    }
  });
  refusing = await startPeer(async (conversation) => {
    const tag = tagWord(await conversation.next());
    await conversation.say('!trap', tag, '=message=invalid user name or password (6)');
    await conversation.say('!done', tag);
  });
});

afterAll(async () => {
  await peer.close();
  await refusing.close();
});

interface Outcome {
  readonly status: number | null;
  readonly output: string;
}

/** Runs the client with DEBUG=* and returns all that it printed. */
function run(nodeArguments: readonly string[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...nodeArguments, String(peer.port), String(refusing.port), peer.sha256], {
      cwd: root,
      env: { ...process.env, DEBUG: '*', DEBUG_HIDE_DATE: '1', NODE_OPTIONS: '' },
    });
    let output = '';
    const listen = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, output }));
    child.stdin.end(`${password}\n${secret}`);
  });
}

function expectSilentSuccess({ status, output }: Outcome): void {
  const outcomes = output.split(/\r?\n/).filter((line) => /^[a-z ]+ (fulfilled|rejected)/.test(line));
  expect(outcomes.map((line) => /^[a-z ]+ (?:fulfilled|rejected)/.exec(line)?.[0])).toEqual([
    'refused rejected',
    'wrong pin rejected',
    'command fulfilled',
    'trap rejected',
    'timeout rejected',
    'closed rejected',
  ]);
  expect(output).toContain('\nend');
  expect(status).toBe(0);
  for (const hidden of [password, secret]) {
    for (const encoding of ['utf8', 'latin1', 'hex', 'base64'] as const) {
      expect(output).not.toContain(Buffer.from(hidden, 'utf8').toString(encoding));
    }
    // What a damaged character set would leave of it.
    expect(output).not.toContain(hidden.slice(-5));
  }
}

describe('no secret is printed, with DEBUG=*', () => {
  test('from the sources, with the real packages', async () => {
    const outcome = await run(['--import', 'tsx', client]);
    // The real `debug` is at work: otherwise this would prove nothing.
    expect(outcome.output).toContain('routeros-api:');
    expectSilentSuccess(outcome);
  });

  test('bundled, with the stand-ins: small, and not a word of debugging', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'routeros-guard-'));
    try {
      const outfile = join(folder, 'client.cjs');
      const shims = join(root, 'client/src/api/shims');
      const { metafile } = await build({
        entryPoints: [client],
        outfile,
        absWorkingDir: root,
        bundle: true,
        minify: true,
        platform: 'node',
        target: 'node20',
        format: 'cjs',
        metafile: true,
        logLevel: 'silent',
        define: { 'process.env.ENV': '"production"' },
        alias: {
          debug: join(shims, 'debug.ts'),
          'iconv-lite': join(shims, 'iconvLite.ts'),
          'source-map-support': join(shims, 'sourceMapSupport.ts'),
        },
      });
      const packages = Object.keys(metafile.inputs).flatMap((path) => /node_modules\/([^/]+)/.exec(path)?.[1] ?? []);
      expect([...new Set(packages)]).toEqual(['node-routeros']);
      expect(Object.values(metafile.outputs)[0]?.bytes).toBeLessThan(60_000);
      const outcome = await run([outfile]);
      expect(outcome.output).not.toContain('routeros-api:');
      expectSilentSuccess(outcome);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
