/**
 * The client of secrets.test.ts: a process of its own, so that everything it could print can be read. Takes the addresses from its
 * arguments, the secrets from the standard input (never from arguments), and prints every error that it gets in full.
 */
import { text } from 'node:stream/consumers';
import { inspect } from 'node:util';
import { connectNodeRouteros } from '../../client/src/api/nodeRouteros';
import type { ConnectOptions } from '../../client/src/api/transport';

async function attempt(name: string, run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
    console.log(name, 'fulfilled');
  } catch (error) {
    console.log(name, 'rejected', inspect(error, { depth: 10, showHidden: true }));
  }
}

async function main(): Promise<void> {
  const [port = '', refusingPort = '', sha256 = ''] = process.argv.slice(2);
  const [password = '', secret = ''] = (await text(process.stdin)).split('\n');
  const options: ConnectOptions = {
    host: '127.0.0.1',
    port: Number(port),
    user: 'deploy',
    password,
    pinnedSha256: sha256,
    connectTimeoutMs: 20_000,
    commandTimeoutMs: 20_000,
  };
  await attempt('refused', () => connectNodeRouteros({ ...options, port: Number(refusingPort) }));
  await attempt('wrong pin', () => connectNodeRouteros({ ...options, pinnedSha256: 'AB'.repeat(32) }));
  const transport = await connectNodeRouteros(options);
  console.log('connected', inspect(transport, { depth: 10, showHidden: true }));
  await attempt('command', async () => {
    const { records } = await transport.command('/ppp/secret/add', { name: 'a', password: secret });
    if (records[0]?.password !== secret) throw new Error('The answer was damaged');
  });
  await attempt('trap', () => transport.command('/trap', { password: secret }));
  await attempt('timeout', () => transport.command('/silence', { password: secret }, { timeoutMs: 200 }));
  await attempt('closed', () => transport.command('/later', { password: secret }));
  await transport.close();
  console.log('end');
}

void main();
