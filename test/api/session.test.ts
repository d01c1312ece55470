import { afterEach, describe, expect, test } from 'vitest';
import { connectNodeRouteros } from '../../client/src/api/nodeRouteros';
import {
  columnFromBytes,
  executeAsString,
  importFile,
  parseErrorPlace,
  parseVersion,
  readDeviceMode,
  readFile,
  readIdentity,
  readResource,
  readSerial,
  removeFile,
  uploadFile,
  versionAtLeast,
} from '../../client/src/api/session';
import type { RouterTransport } from '../../client/src/api/transport';
import { argumentWords, startPeer, tagWord } from './peer';
import type { Peer } from './peer';

/** What the peer answers to a command: sentences without tag; `!done` is added unless given. */
type Answer = readonly (readonly string[])[];

let open: { peer: Peer; transport: RouterTransport } | undefined;

afterEach(async () => {
  await open?.transport.close();
  await open?.peer.close();
  open = undefined;
});

/** A router that answers by path; several answers are given in order, the last one again and again. Returns what it heard, too. */
async function router(
  answers: Readonly<Record<string, readonly Answer[]>>,
): Promise<{ transport: RouterTransport; heard: (readonly string[])[] }> {
  const heard: (readonly string[])[] = [];
  const peer = await startPeer(async (conversation) => {
    await conversation.acceptLogin();
    const asked = new Map<string, number>();
    for (;;) {
      const words = await conversation.next();
      const path = words[0] ?? '';
      heard.push([path, ...argumentWords(words)]);
      const count = asked.get(path) ?? 0;
      asked.set(path, count + 1);
      const choices = answers[path] ?? [[['!trap', '=category=0', '=message=no such command']]];
      const answer = choices[Math.min(count, choices.length - 1)] ?? [];
      for (const sentence of answer) await conversation.say(...sentence, tagWord(words));
      if (answer.at(-1)?.[0] !== '!done') await conversation.say('!done', tagWord(words));
    }
  });
  const transport = await connectNodeRouteros({
    host: peer.host,
    port: peer.port,
    user: 'deploy',
    password: 'x',
    pinnedSha256: peer.sha256,
    connectTimeoutMs: 20_000,
    commandTimeoutMs: 20_000,
  });
  open = { peer, transport };
  return { transport, heard };
}

const refused: Answer = [['!trap', '=category=4', '=message=not enough permissions (9)']];

describe('who and what the router is', () => {
  test('identity', async () => {
    const { transport } = await router({ '/system/identity/print': [[['!re', '=name=ядро']]] });
    expect(await readIdentity(transport)).toBe('ядро');
  });

  test('resource', async () => {
    const { transport } = await router({
      '/system/resource/print': [
        [['!re', '=uptime=1d', '=version=7.18.2 (stable)', '=board-name=hAP ax3', '=architecture-name=arm64']],
      ],
    });
    expect(await readResource(transport)).toEqual({
      version: { text: '7.18.2 (stable)', release: '7.18.2', major: 7, minor: 18, patch: 2, channel: 'stable' },
      board: 'hAP ax3',
      architecture: 'arm64',
    });
  });

  test('a resource without a version is an error', async () => {
    const { transport } = await router({ '/system/resource/print': [[['!re', '=board-name=x']], [['!empty']]] });
    await expect(readResource(transport)).rejects.toMatchObject({ kind: 'protocol' });
    await expect(readResource(transport)).rejects.toMatchObject({ kind: 'protocol' });
  });

  test('the serial number of a routerboard', async () => {
    const { transport, heard } = await router({
      '/system/routerboard/print': [[['!re', '=routerboard=true', '=serial-number=HF1234']]],
    });
    expect(await readSerial(transport)).toEqual({ kind: 'serial-number', value: 'HF1234' });
    expect(heard).toEqual([['/system/routerboard/print']]);
  });

  test.each([
    ['no such menu', 'software-id', undefined],
    ['no routerboard', 'system-id', [['!re', '=routerboard=false']] as Answer],
  ])('%s: the licence tells (%s)', async (_what, kind, board) => {
    const { transport } = await router({
      '/system/license/print': [[['!re', `=${kind}=ABCD-1234`, '=nlevel=6']]],
      ...(board === undefined ? {} : { '/system/routerboard/print': [board] }),
    });
    expect(await readSerial(transport)).toEqual({ kind, value: 'ABCD-1234' });
  });

  test('nothing tells', async () => {
    const { transport } = await router({ '/system/license/print': [refused] });
    expect(await readSerial(transport)).toBeUndefined();
  });

  test.each([
    ['yes and no', ['=mode=home', '=scheduler=no', '=flagged=no'], { mode: 'home', scheduler: false, flagged: false }],
    [
      'true and false',
      ['=mode=advanced', '=scheduler=true', '=flagged=true'],
      { mode: 'advanced', scheduler: true, flagged: true },
    ],
    ['nothing said', ['=mode=basic'], { mode: 'basic', scheduler: undefined, flagged: undefined }],
  ])('device-mode: %s', async (_what, words, expected) => {
    const { transport } = await router({ '/system/device-mode/print': [[['!re', ...words]]] });
    expect(await readDeviceMode(transport)).toEqual(expected);
  });

  test('no device-mode', async () => {
    const { transport } = await router({});
    expect(await readDeviceMode(transport)).toBeUndefined();
  });

  test('only a refusal is tolerated, not a lost connection', async () => {
    const { transport } = await router({ '/system/routerboard/print': [[['!fatal', 'gone']]] });
    await expect(readSerial(transport)).rejects.toMatchObject({ kind: 'fatal' });
    await expect(readDeviceMode(transport)).rejects.toMatchObject({ kind: 'dropped' });
  });
});

describe('files and scripts', () => {
  test('upload', async () => {
    const { transport, heard } = await router({ '/file/add': [[['!done', '=ret=*5']]] });
    await uploadFile(transport, 'guard.rsc', '/ip service\nset api=x comment="ключ"\n');
    expect(heard).toEqual([['/file/add', '=name=guard.rsc', '=contents=/ip service\nset api=x comment="ключ"\n']]);
  });

  test('upload refused', async () => {
    const { transport } = await router({
      '/file/add': [[['!trap', '=message=failure: file with the same name already exists']]],
    });
    await expect(uploadFile(transport, 'a.rsc', '')).rejects.toMatchObject({ kind: 'trap' });
  });

  test('reading a file back: only the one of exactly this name', async () => {
    const { transport, heard } = await router({
      '/file/print': [
        [
          ['!re', '=.id=*1', '=name=flash/a.rsc', '=size=1'],
          ['!re', '=.id=*2', '=name=a.rsc', '=size=60000'],
        ],
        [['!re', '=.id=*3', '=name=a.rsc']],
        [['!empty']],
        [['!re', '=.id=*4', '=name=b.rsc', '=size=1']],
      ],
    });
    expect(await readFile(transport, 'a.rsc')).toEqual({ id: '*2', name: 'a.rsc', size: 60_000 });
    expect(await readFile(transport, 'a.rsc')).toEqual({ id: '*3', name: 'a.rsc', size: undefined });
    expect(await readFile(transport, 'a.rsc')).toBeUndefined();
    expect(await readFile(transport, 'a.rsc')).toBeUndefined();
    expect(heard[0]).toEqual(['/file/print', '=.proplist=.id,name,size', '?name=a.rsc']);
  });

  test('removing by id', async () => {
    const { transport, heard } = await router({
      '/file/print': [[['!re', '=.id=*2', '=name=a.rsc', '=size=1']]],
      '/file/remove': [[]],
    });
    expect(await removeFile(transport, 'a.rsc')).toBe(true);
    expect(heard.at(-1)).toEqual(['/file/remove', '=.id=*2']);
  });

  test('removing what is not there, or vanishes meanwhile, is no error', async () => {
    const { transport } = await router({
      '/file/print': [[['!empty']], [['!re', '=.id=*2', '=name=a.rsc']], [['!empty']]],
      '/file/remove': [[['!trap', '=message=no such item']]],
    });
    expect(await removeFile(transport, 'a.rsc')).toBe(false);
    expect(await removeFile(transport, 'a.rsc')).toBe(false);
  });

  test('removing what stays is an error', async () => {
    const { transport } = await router({
      '/file/print': [[['!re', '=.id=*2', '=name=a.rsc']]],
      '/file/remove': [refused],
    });
    await expect(removeFile(transport, 'a.rsc')).rejects.toMatchObject({ kind: 'trap' });
  });

  test('import and dry run', async () => {
    const { transport, heard } = await router({ '/import': [[]] });
    await importFile(transport, 'a.rsc');
    await importFile(transport, 'a.rsc', { dryRun: true, timeoutMs: 10_000 });
    await importFile(transport, 'a.rsc', { dryRun: false });
    expect(heard).toEqual([
      ['/import', '=file-name=a.rsc'],
      ['/import', '=file-name=a.rsc', '=verbose=yes', '=dry-run=yes'],
      ['/import', '=file-name=a.rsc'],
    ]);
  });

  test('execute', async () => {
    const { transport, heard } = await router({ '/execute': [[['!done', '=ret=a\r\nb']], [['!done']]] });
    expect(await executeAsString(transport, ':put [:parse "x"]')).toBe('a\r\nb');
    expect(await executeAsString(transport, ':nothing')).toBe('');
    expect(heard[0]).toEqual(['/execute', '=script=:put [:parse "x"]', '=as-string=']);
  });
});

describe('versions', () => {
  test.each([
    ['7.18.2 (stable)', '7.18.2', 7, 18, 2, 'stable'],
    ['7.24', '7.24', 7, 24, 0, undefined],
    ['7.23rc1 (testing)', '7.23rc1', 7, 23, 0, 'testing'],
    ['7.23beta5 (development)', '7.23beta5', 7, 23, 0, 'development'],
    ['6.49.10 (long-term)', '6.49.10', 6, 49, 10, 'long-term'],
  ])('%s', (text, release, major, minor, patch, channel) => {
    expect(parseVersion(text)).toEqual({ text, release, major, minor, patch, channel });
  });

  test.each(['', 'stable', '7', 'v7.1'])('%j is none', (text) => {
    expect(parseVersion(text)).toBeUndefined();
  });

  test.each([
    ['7.16', true],
    ['7.16beta1', true],
    ['7.15.3', false],
    ['7.9', false],
    ['6.49.10', false],
    ['8.0', true],
  ])('%s has what came with 7.16: %s', (text, expected) => {
    const version = parseVersion(text);
    expect(version !== undefined && versionAtLeast(version, 7, 16)).toBe(expected);
  });
});

describe('where the router found an error', () => {
  test.each([
    ['syntax error (line 1 column 6)', 'syntax error', 1, 6],
    ['expected end of command (line 12 column 160)', 'expected end of command', 12, 160],
    ['Script file loaded\r\nexpected command name (line 3 column 2)\r\n', 'expected command name', 3, 2],
    [
      '/;(evl /globalname=$a;value=(evl (<%% bad command name regex (line 7 column 19) regex;x=1)));(<%% bad command name b (line 8 column 1) b)',
      'bad command name regex',
      7,
      19,
    ],
    ['bad parameter a(b) (line 2 column 9)', 'bad parameter a(b)', 2, 9],
    ['failure: already have such entry (/ip/address/add; line 3)', 'failure: already have such entry', 3, undefined],
    ['input does not match (/ip/service/set (certificate); line 1)', 'input does not match', 1, undefined],
    ['xxx (:error; line 3)', 'xxx', 3, undefined],
    ['(line 4 column 5)', '', 4, 5],
  ])('%j', (text, message, line, byteColumn) => {
    expect(parseErrorPlace(text)).toEqual({ message, line, byteColumn });
  });

  test('the place that the router adds counts, not one in the words of the script', () => {
    expect(parseErrorPlace('see (line 1 column 2) (:error; line 7)')).toEqual({
      message: 'see (line 1 column 2)',
      line: 7,
      byteColumn: undefined,
    });
  });

  test.each(['', 'no such item', 'line 3', 'on line 3 column 4', '; line 3)'])('%j names no place', (text) => {
    expect(parseErrorPlace(text)).toBeUndefined();
  });

  test.each([
    ['abc', 1, 1],
    ['abc', 3, 3],
    ['abc', 4, 4],
    ['abc', 99, 4],
    ['', 1, 1],
    // д has 2 bytes, 鍵 has 3, 🙂 has 4 and is two UTF-16 units.
    ['дa', 1, 1],
    ['дa', 2, 1],
    ['дa', 3, 2],
    ['鍵a', 4, 2],
    ['🙂a', 4, 1],
    ['🙂a', 5, 3],
    ['é🙂x', 7, 4],
    ['abc', 0, 1],
    // A tab leads to the next multiple of eight.
    ['\tabc', 8, 2],
    ['\tabc', 3, 1],
    ['\t\t/container/config', 26, 13],
  ])('in %j byte column %i is column %i', (text, byteColumn, column) => {
    expect(columnFromBytes(text, byteColumn)).toBe(column);
  });
});
