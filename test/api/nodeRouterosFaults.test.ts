import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { connectNodeRouteros } from '../../client/src/api/nodeRouteros';
import { startPeer, tagWord } from './peer';

/** node-routeros gives up a socket that was silent for this long, and sends `#` after half of it. */
const packageTimeoutMs = 10_000;

test('a command that takes longer than the time limits of node-routeros: nothing else is sent, and its answer arrives', async () => {
  const heard: string[] = [];
  const peer = await startPeer(async (conversation) => {
    await conversation.acceptLogin();
    const tag = tagWord(await conversation.next());
    void wait(packageTimeoutMs + 1000).then(() => conversation.say('!done', tag, '=ret=late'));
    for (;;) heard.push((await conversation.next())[0] ?? '');
  });
  const transport = await connectNodeRouteros({
    host: peer.host,
    port: peer.port,
    user: 'deploy',
    password: 'x',
    pinnedSha256: peer.sha256,
    connectTimeoutMs: 5000,
    commandTimeoutMs: 60_000,
  });
  expect((await transport.command('/slow')).ret).toBe('late');
  await transport.close();
  await peer.close();
  expect(heard).toEqual([]);
});
