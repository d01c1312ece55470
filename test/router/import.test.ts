import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attributesOf, connectTo, type TestClient } from './client';
import { startRouter, type RouterOptions, type SimulatedRouter } from './index';

let router: SimulatedRouter;
let client: TestClient;

async function start(options: RouterOptions = {}): Promise<void> {
  router = await startRouter(options);
  client = await connectTo(router);
  await client.login();
}

/** Imports a script; gives the message of the trap, or `done`. */
async function importText(text: string, ...words: string[]): Promise<string> {
  router.writeFile('push.rsc', text);
  const [first] = await client.talk('/import', '=file-name=push.rsc', ...words);
  return first?.[0] === '!done' ? 'done' : (attributesOf(first).message ?? '');
}

async function execute(script: string): Promise<string | undefined> {
  return attributesOf((await client.talk('/execute', `=script=${script}`, '=as-string='))[0]).ret;
}

function rules(): string[] {
  return router
    .items('/ip/firewall/filter')
    .map((item) => `${item.chain ?? ''} ${item.action ?? ''} ${item.comment ?? ''}`.trim());
}

function service(name: string): Record<string, string> {
  return router.items('/ip/service').find((item) => item.name === name) ?? {};
}

afterEach(() => router.close());

describe('import', () => {
  beforeEach(() => start());

  it('applies a script as it is written', async () => {
    const script = [
      '# a comment',
      '/ip/firewall/address-list',
      'add address=192.168.88.0/24 list=admins comment="the office: \\"west\\" \\C3\\A9"',
      'add address=10.0.0.1 \\',
      '    list=admins',
      '/ip firewall filter add chain=input action=accept comment=first; /ip firewall filter add chain=input action=drop comment=last',
      '/ip service',
      'set telnet,ftp disabled=yes',
      'disable [find name=www]',
      'set [find where name="api"] port=18728 address=192.168.88.0/24',
      ':local who "net"',
      '/system identity set name=($who . "-edge")',
      ':if ([:len [/ip/firewall/filter/find]] = 2) do={ /log info "two rules" } else={ :error "odd" }',
      '/interface list add name=LAN',
      ':foreach port in={"ether2";"ether3"} do={ /interface list member add list=LAN interface=$port }',
    ].join('\r\n');
    expect(await importText(script)).toBe('done');
    expect(
      router.items('/ip/firewall/address-list').map(({ address, list, comment }) => [address, list, comment]),
    ).toEqual([
      ['192.168.88.0/24', 'admins', 'the office: "west" é'],
      ['10.0.0.1', 'admins', undefined],
    ]);
    expect(rules()).toEqual(['input accept first', 'input drop last']);
    expect(['telnet', 'ftp', 'www', 'ssh'].map((name) => service(name).disabled)).toEqual([
      'true',
      'true',
      'true',
      'false',
    ]);
    expect([service('api').port, service('api').address]).toEqual(['18728', '192.168.88.0/24']);
    expect(router.items('/system/identity')[0]?.name).toBe('net-edge');
    expect(router.items('/interface/list/member').map(({ list, interface: port }) => [list, port])).toEqual([
      ['LAN', 'ether2'],
      ['LAN', 'ether3'],
    ]);
    expect(router.messages()).toContain('script,info two rules');
  });

  it('applies nothing of a file with a syntax error', async () => {
    const script = '/ip/firewall/filter\nadd chain=input comment=one\nadd chain=input colour=red\n';
    expect(await importText(script)).toBe('expected end of command (line 3 column 17)');
    expect(rules()).toEqual([]);
  });

  it('applies line by line with verbose, up to the syntax error', async () => {
    const script = '/ip/firewall/filter\nadd chain=input comment=one\nadd chain=input colour=red\n';
    expect(await importText(script, '=verbose=yes')).toBe('expected end of command (line 3 column 17)');
    expect(rules()).toEqual(['input accept one']);
  });

  it('stops at a command that fails, keeps what came before, and says where', async () => {
    const script =
      '/ip/firewall/address-list\nadd list=a address=1.1.1.1\nadd list=a address=1.1.1.1\nadd list=b address=2.2.2.2\n';
    expect(await importText(script)).toBe('failure: already have such entry (/ip/firewall/address-list/add; line 3)');
    expect(router.items('/ip/firewall/address-list')).toHaveLength(1);
    expect(router.messages().at(-1)).toContain('script,error');
  });

  it('names the argument whose value was refused', async () => {
    expect(await importText('\n/ip service set api-ssl tls-version=modern\n')).toBe(
      'input does not match any value of tls-version (/ip/service/set (tls-version); line 2)',
    );
    expect(await importText(':error "stop here"')).toBe('stop here (:error; line 1)');
  });

  it('meets an unknown command only when it runs', async () => {
    const script = '/system identity set name=before\n/ip/firewal/filter\n';
    expect(await importText('/system identity set name=before\nfoo bar=1\n')).toBe(
      'bad command name foo (line 2 column 1)',
    );
    expect(router.items('/system/identity')[0]?.name).toBe('before');
    // Followed by more than a blank it makes the line unreadable.
    expect(await importText(script.replace('firewal/', 'firewallx/'))).toBe('syntax error (line 2 column 14)');
  });

  it('counts columns in bytes', async () => {
    expect(await importText('/ip address add comment="é⚙" colour=1')).toBe(
      'expected end of command (line 1 column 33)',
    );
  });

  it('finds errors without applying in a dry run, which needs verbose', async () => {
    expect(await importText('/system identity set name=x', '=dry-run=yes')).toContain('verbose');
    expect(await importText('/system identity set name=x', '=verbose=yes', '=dry-run=yes')).toBe('done');
    expect(await importText('/system identity set nam', '=verbose=yes', '=dry-run=yes')).toContain(
      '(line 1 column 22)',
    );
    // A dry run finds syntax, not conflicts.
    expect(await importText('/interface list add name=all', '=verbose=yes', '=dry-run=yes')).toBe('done');
    expect(router.items('/system/identity')[0]?.name).toBe('MikroTik');
  });

  it('begins at a line', async () => {
    const script = 'this is no script at all (\n/system identity set name=second\n';
    expect(await importText(script, '=from-line=2')).toBe('done');
    expect(router.items('/system/identity')[0]?.name).toBe('second');
  });

  it('needs a file', async () => {
    expect(attributesOf((await client.talk('/import', '=file-name=none.rsc'))[0]).message).toContain('none.rsc');
    expect(attributesOf((await client.talk('/import'))[0]).message).toBe('missing value(s) of argument(s) file-name');
  });

  it('ends scripts that do not end by themselves', async () => {
    expect(await importText(':while (true) do={}')).toContain('does not end');
    router.writeFile('push.rsc', '/import push.rsc');
    expect(attributesOf((await client.talk('/import', '=file-name=push.rsc'))[0]).message).toContain('nested too deep');
  });

  it('catches errors where the script does', async () => {
    const script =
      ':do { /interface list add name=all } on-error={ /log warning "was there" }\n:onerror e in={ :error "x" } do={ /log info $e }';
    expect(await importText(script)).toBe('done');
    expect(router.messages().slice(-3, -1)).toEqual(['script,warning was there', 'script,info x (:error; line 2)']);
  });

  it('makes and signs a certificate that a service can then use', async () => {
    const script = [
      '/certificate add name=api-cert common-name=router key-usage=digital-signature,key-encipherment,tls-server',
      '/certificate sign api-cert',
      '/ip service set api-ssl certificate=api-cert tls-version=only-1.2',
    ].join('\n');
    expect(await importText(script)).toBe('done');
    expect([service('api-ssl').certificate, service('api-ssl')['tls-version']]).toEqual(['api-cert', 'only-1.2']);
  });

  it('keeps empty values of matchers unset and moves rules', async () => {
    const script =
      '/ip firewall filter\nadd chain=input src-address= action=accept comment=a\nadd chain=input comment=b\nmove [find comment=b] [find comment=a]';
    expect(await importText(script)).toBe('done');
    expect(rules()).toEqual(['input accept b', 'input accept a']);
    expect(router.items('/ip/firewall/filter')[1]).not.toHaveProperty('src-address');
  });

  it('renames the account that is logged in, which keeps its rights', async () => {
    const script =
      '/user set admin name=netops\n/user set netops password=longer-than-before\n/log print where message~"api"\n';
    expect(await importText(script)).toBe('done');
    expect(await client.talk('/system/identity/set', '=name=still')).toEqual([['!done']]);
    const other = await connectTo(router);
    expect((await other.login('admin'))[0]?.[0]).toBe('!trap');
    expect(await other.login('netops', 'longer-than-before')).toEqual([['!done']]);
    expect(JSON.stringify([router.log, router.messages(), router.items('/user')])).not.toContain('longer-than-before"');
    other.close();
  });

  it('takes any menu of the tree, and says what it cannot do', async () => {
    expect(
      await importText(
        '/ip dhcp-server lease add address=10.0.0.9 mac-address=AA:BB:CC:DD:EE:FF\n/ip settings set tcp-syncookies=yes',
      ),
    ).toBe('done');
    expect(router.items('/ip/dhcp-server/lease')[0]?.address).toBe('10.0.0.9');
    expect(router.items('/ip/settings')[0]?.['tcp-syncookies']).toBe('yes');
    expect(await importText('/system reboot')).toContain('does not know what /system/reboot does');
  });
});

describe('release 7.15', () => {
  it('has no dry run', async () => {
    await start({ version: '7.15' });
    expect(await importText('/system identity set name=x', '=verbose=yes', '=dry-run=yes')).toBe(
      'unknown parameter dry-run',
    );
  });
});

describe('device-mode home', () => {
  it('refuses schedulers', async () => {
    await start({ deviceMode: 'home' });
    expect(await importText('/system scheduler add name=x on-event="/system reboot"')).toContain(
      'not allowed by device-mode',
    );
  });
});

describe('execute', () => {
  beforeEach(() => start());

  it('gives its output as text', async () => {
    expect(await execute(':put 1; :put [/system identity get name]; :put [/ip service get api disabled]')).toBe(
      '1\r\nMikroTik\r\nfalse',
    );
  });

  it('gives errors as text, with !done', async () => {
    expect(await execute(':put')).toBe('');
    expect(await execute(':put (1')).toBe('syntax error (line 1 column 8)');
    expect(await execute(':put before\n:error xxx')).toBe('before\r\nxxx (:error; line 2)');
    expect(await execute('/ip/service/set api certificate=none2')).toBe(
      'input does not match any value of certificate (/ip/service/set (certificate); line 1)',
    );
  });

  it('is a job without as-string', async () => {
    expect(await client.talk('/execute', '=script=/system identity set name=job')).toEqual([['!done', '=ret=*1']]);
    expect(router.items('/system/identity')[0]?.name).toBe('job');
  });

  it.each([
    ['/ip/service/set api-ssl port=8729', '(evl /ip/service/setnumbers=api-ssl;port=8729)'],
    [':local x 1\n:put "a$x"', '(evl /localname=x;value=1);(evl /putmessage=(. a $x))'],
    ['/ip firewall filter\n', '/ip/firewall/filter/'],
    [':if (1=1) do={:put yes}', '(evl /ifcondition=(= 1 1);do=;(evl (evl /putmessage=true)))'],
    ['foo bar', '(<%% bad command name foo (line 1 column 1) foo;bar)'],
    ['/ip address add name=x', 'expected end of command (line 1 column 17)'],
    [':put {', 'expected closing brace (line 1 column 7)'],
    [':set undeclared 1', 'syntax error (line 1 column 6)'],
  ])('reads %j with :parse', async (script, form) => {
    router.writeFile('p.rsc', script);
    expect(await execute(':put [:parse [/file get p.rsc contents]]')).toBe(form);
  });

  it.each([
    [':put [:typeof [:parse ":put 1"]]', 'code'],
    [':local f [:parse ":put 1"]; $f', '1'],
    ['[[:parse ":put 1; :put 2"]]', '1\r\n2'],
    ['[:parse ":put 1"]', ''],
    [
      '[[:parse "\\n\\n/ip/service/set api certificate=none2"]]',
      'input does not match any value of certificate (/ip/service/set (certificate); line 3)',
    ],
  ])('calls what :parse has read: %j', async (script, printed) => {
    expect(await execute(script)).toBe(printed);
  });

  it('has a limit', async () => {
    const [trap] = await client.talk('/execute', `=script=${' '.repeat(65_537)}`, '=as-string=');
    expect(trap?.[0]).toBe('!trap');
  });

  it('runs stored scripts', async () => {
    await client.talk('/system/script/add', '=name=s', '=source=/system identity set name=stored');
    expect(await client.talk('/system/script/run', '=number=s')).toEqual([['!done']]);
    expect(router.items('/system/identity')[0]?.name).toBe('stored');
  });
});
