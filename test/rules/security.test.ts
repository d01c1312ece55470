import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../server/src/rules/fixes';
import { isPlaceholder } from '../../server/src/rules/support/secrets';
import { check, outline } from './support';

/** Findings of the rules on services and TLS, as `rule severity "marked text"`. */
function security(text: string): string[] {
  return outline(
    text,
    check(text).findings.filter(({ rule }) =>
      /^(?:api|www|service|services|tls|telnet|ftp|user|default-admin)-/.test(rule),
    ),
  );
}

const header = '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n';
const interfaces = [
  '/interface bridge\nadd name=bridge',
  '/interface list\nadd name=LAN',
  '/ip address\nadd address=192.168.88.1/24 interface=bridge',
  '/ip dhcp-client\nadd interface=ether1',
  '/system clock\nset time-zone-name=Europe/Riga',
  '/ip dns\nset servers=192.168.88.2',
];

/** A full export with these sections. */
function fullExport(...sections: string[]): string {
  return `${header}${[...interfaces, ...sections].join('\n')}\n`;
}

const trustedDrop = '/ip firewall filter\nadd action=drop chain=input in-interface-list=!LAN';

describe('the state at the end of the file', () => {
  it.each<[string, string, string[]]>([
    [
      'a condition does not switch a service off for certain',
      '/ip service set api disabled=no address=10.0.0.0/8\n:if ($strict) do={ /ip service set api disabled=yes }',
      ['api-plaintext-enabled hint "disabled=yes"'],
    ],
    [
      'what a condition switches on is on',
      '/ip service set api disabled=yes address=10.0.0.0/8\n:if ($old) do={ /ip service set api disabled=no }',
      ['api-plaintext-enabled warning "disabled=no"'],
    ],
    [
      'a block of a menu is that menu',
      '/ip service { set telnet disabled=yes; enable api }',
      ['api-plaintext-enabled warning "enable api"', 'service-address-unrestricted warning "enable api"'],
    ],
    ['a list of names is all of them', '/ip service set api,api-ssl disabled=yes certificate=none', []],
    [
      'a loop over names may switch off any service',
      '/ip service enable api\n:foreach s in={"api";"ftp"} do={ /ip service disable [find name=$s] }',
      [],
    ],
    [
      'a row number may be any service',
      '/ip service set api disabled=no\n/ip service set 0 disabled=yes',
      ['service-numeric-selector information "0"'],
    ],
    ['comments are no commands', '# /ip service set api disabled=no', []],
    ['texts are no commands', ':put "/ip service set api disabled=no"', []],
    [
      'abbreviations are the same commands',
      '/ip serv s api dis=no addr=10.0.0.0/8',
      ['api-plaintext-enabled warning "dis=no"'],
    ],
    ['other menus are other menus', '/ip firewall service-port set ftp disabled=no', []],
  ])('%s', (_, text, expected) => {
    expect(security(text)).toEqual(expected);
  });
});

describe('what is mended only under a condition is no more than a hint', () => {
  const sometimes = (command: string): string => `\n:if ($strict) do={ /ip service set ${command} }`;
  it.each<[string, string[]]>([
    [
      `/ip service set winbox disabled=no${sometimes('winbox address=10.0.0.0/8')}`,
      ['service-address-unrestricted hint "disabled=no"'],
    ],
    [
      `/ip service set winbox address=""${sometimes('winbox address=10.0.0.0/8')}`,
      ['service-address-empty-assignment hint "address=\\"\\""'],
    ],
    [
      `/ip service set api-ssl certificate=c${sometimes('api-ssl tls-version=only-1.2')}`,
      ['tls-version-missing hint "certificate=c"'],
    ],
    [
      `/ip service set api-ssl tls-version=any${sometimes('api-ssl tls-version=only-1.2')}`,
      ['tls-version-any hint "tls-version=any"'],
    ],
    [
      `/ip service set api-ssl disabled=no address=10.0.0.0/8 tls-version=only-1.2${sometimes('api-ssl certificate=c')}`,
      ['api-ssl-no-certificate hint "disabled=no"'],
    ],
  ])('%s', (text, expected) => {
    expect(security(text)).toEqual(expected);
  });

  it('unless it is also made under the same condition', () => {
    expect(
      security(
        ':if ($strict) do={ /ip service set api-ssl disabled=no address=10.0.0.0/8 certificate=c; /ip service set api-ssl tls-version=only-1.2 }',
      ),
    ).toEqual([]);
  });
});

describe('the user admin', () => {
  const netops = '/user add name=netops group=full password=$password';
  it.each<[string, string, string[]]>([
    ['kept, by a condition', '/user set [find where name="admin"] password=$p', ['warning']],
    ['one of a list', '/user set admin,guest password=$p', ['warning']],
    ['set up only where a condition holds', ':if ($action = "revert") do={ /user set admin password=$p }', ['hint']],
    ['renamed', '/user set admin name=newadmin\n/user set newadmin password=$p', []],
    ['removed, by a condition', `${netops}\n/user remove [find name=admin]`, []],
    ['not mentioned beside another user with full rights', netops, ['hint']],
    ['mentioned by a condition', `${netops}\n:if ([:len [/user find name=admin]] > 0) do={ /user disable admin }`, []],
    ['perhaps one of those removed', `${netops}\n/user remove [find name!=netops]`, []],
    ['not mentioned beside a user who is added sometimes', `:if ($first) do={ ${netops} }`, []],
  ])('%s', (_, text, expected) => {
    const found = check(text).findings.filter(({ rule }) => rule === 'default-admin-user');
    expect(found.map(({ severity }) => severity)).toEqual(expected);
  });
});

describe('exports', () => {
  /** What is said about single services: the summary of those that the export does not list is left out. */
  const single = (text: string): string[] => security(text).filter((line) => !line.startsWith('services-at-defaults'));

  it('that do not mention services yield one finding, and none behind a firewall', () => {
    expect(security(fullExport())).toEqual([`services-at-defaults information ${JSON.stringify(header.trim())}`]);
    expect(security(fullExport(trustedDrop))).toEqual([]);
  });

  it('of services alone yield one finding about what they leave out, and claim nothing about the firewall', () => {
    const text = `${header}/ip service\nset telnet disabled=yes\nset ftp disabled=yes\n`;
    // Not the line of a service that is off.
    expect(security(text)).toEqual(['services-at-defaults information "/ip service"']);
    expect(check(text).findings[0]?.message).not.toContain('input chain');
    const closed = 'set www disabled=yes\nset api disabled=yes\nset api-ssl disabled=yes\n';
    const restricted = 'set ssh address=10.0.0.0/8\nset winbox address=10.0.0.0/8\n';
    expect(security(`${text}${closed}${restricted}`)).toEqual([]);
    expect(security(`${header}/ip address\nadd address=10.0.0.1/8 interface=ether1\n`)).toEqual([]);
  });

  it('mark the first service that is named, where the file lists it', () => {
    const text = `${header}/ip service\nset telnet disabled=yes\nset ftp disabled=yes\nset api disabled=yes\nset api-ssl certificate=c tls-version=only-1.2\nset ssh port=2222\n`;
    expect(security(text)).toEqual([
      'services-at-defaults information "set api-ssl certificate=c tls-version=only-1.2"',
    ]);
    expect(check(text).findings[0]?.message).toMatch(/^api-ssl, ssh,/);
  });

  it('tell what is missing from an item that they list: the rest is at its default', () => {
    const services = '/ip service\nset api-ssl address=10.0.0.0/8';
    expect(single(fullExport(services))).toEqual(['api-ssl-no-certificate warning "set api-ssl address=10.0.0.0/8"']);
    expect(single(fullExport(trustedDrop, services))).toEqual([]);
    expect(single(services)).toEqual([]);
  });

  it('with all values written out are read as such', () => {
    const verbose =
      '/ip service\nset ssh address="" disabled=no port=22\nset www-ssl address="" certificate=none disabled=yes port=443 tls-version=any';
    expect(security(fullExport(verbose))).toEqual([
      'services-at-defaults information "set ssh address=\\"\\" disabled=no port=22"',
    ]);
    expect(security(fullExport(trustedDrop, verbose))).toEqual([]);
    const webfig = '/ip service\nset www-ssl address="" certificate=c disabled=no tls-version=only-1.2';
    expect(single(fullExport(webfig))).toEqual(['service-address-unrestricted warning "disabled=no"']);
  });

  it('say nothing about users', () => {
    expect(security(`${header}/user\nset admin comment="system default user"\n`)).toEqual([]);
  });
});

describe('a drop at the end of the input chain', () => {
  const open = '/ip service set winbox disabled=no';
  const found = ['service-address-unrestricted warning "disabled=no"'];
  it.each([
    ['of all that is not LAN', 'add chain=input action=drop in-interface-list=!LAN', []],
    ['of all', 'add chain=input action=accept src-address=10.0.0.5\nadd chain=input action=drop', []],
    ['of what comes from the internet', 'add chain=input action=drop in-interface-list=WAN log=yes', []],
    [
      'followed by a log rule and other chains',
      'add chain=input action=drop in-interface-list=!LAN\nadd chain=input action=log\nadd chain=forward action=accept',
      [],
    ],
    ['of one protocol', 'add chain=input action=drop in-interface-list=!LAN protocol=tcp', found],
    ['of the guests', 'add chain=input action=drop in-interface-list=guests', found],
    ['that is disabled', 'add chain=input action=drop in-interface-list=!LAN disabled=yes', found],
    ['before an accept', 'add chain=input action=drop in-interface-list=!LAN\nadd chain=input action=accept', []],
    [
      'of an interface of the Internet',
      '/interface list member add list=WAN interface=ether1\n/ip firewall filter add chain=input action=drop in-interface=ether1',
      [],
    ],
    ['of an interface that nothing is known of', 'add chain=input action=drop in-interface=ether1', found],
    ['of new connections', 'add chain=input action=drop in-interface-list=WAN connection-state=new', []],
    ['of other connections', 'add chain=input action=drop in-interface-list=WAN connection-state=invalid', found],
    ['of all that is not WAN', 'add chain=input action=drop in-interface-list=!WAN', found],
    [
      'in a chain that all packets go to',
      'add chain=input action=jump jump-target=last\nadd chain=last action=drop in-interface-list=!LAN',
      [],
    ],
    [
      'in a chain that some packets go to',
      'add chain=input action=jump jump-target=last protocol=udp\nadd chain=last action=drop in-interface-list=!LAN',
      found,
    ],
    ['in a chain that comes back to itself', 'add chain=input action=jump jump-target=input', found],
    ['of another chain', 'add chain=forward action=drop in-interface-list=!LAN', found],
    ['that may be removed', 'add chain=input action=drop in-interface-list=!LAN\nremove $rule', found],
  ])('%s', (_, rules, expected) => {
    expect(security(`/ip firewall filter\n${rules}\n${open}`)).toEqual(expected);
  });
});

describe('TLS', () => {
  it.each<[string, string, string[]]>([
    [
      'a refused value in an earlier command leaves the version unset',
      '/ip service set api-ssl tls-version=modern\n/ip service set api-ssl certificate=c',
      ['tls-version-invalid error "modern"', 'tls-version-missing warning "certificate=c"'],
    ],
    [
      'a refused value in a later command is the one thing to mend',
      '/ip service set api-ssl certificate=c\n/ip service set api-ssl tls-version=modern',
      ['tls-version-invalid error "modern"'],
    ],
    [
      'a version that is unset is missing',
      '/ip service set api-ssl certificate=c !tls-version',
      ['tls-version-missing warning "certificate=c"'],
    ],
    ['a tunnel that is off needs none', '/interface sstp-client add name=hq connect-to=a.example disabled=yes', []],
    ['a tunnel that copies another has its version', '/interface sstp-client add copy-from=hq name=hq2', []],
    [
      'an OpenVPN server of a list is in use once added',
      '/interface ovpn-server server add name=roadwarriors certificate=c',
      ['tls-version-missing warning "/interface ovpn-server server add name=roadwarriors certificate=c"'],
    ],
    [
      'in RouterOS 6 it is not known since when it exists',
      '# feb/28/2019 16:30:04 by RouterOS 6.44.1\n/interface sstp-client\nadd connect-to=a.example name=hq',
      [],
    ],
    ['a plain service has none', '/ip service set www disabled=yes', []],
    [
      'an empty value is none',
      '/ip service set api-ssl certificate=c tls-version=',
      ['tls-version-missing warning "certificate=c"'],
    ],
    [
      'a later command may set it',
      '/ip service set api-ssl tls-version=any\n:foreach s in={"api-ssl"} do={ /ip service set $s tls-version=only-1.2 }',
      [],
    ],
  ])('%s', (_, text, expected) => {
    expect(security(text)).toEqual(expected);
  });

  it.each([
    ['1.2', 'safe'],
    ['tls1.2', 'safe'],
    ['TLSv1.2', 'safe'],
    ['only_1.2', 'safe'],
    ['ONLY-1.2', 'safe'],
    ['modern', 'suggestion'],
    ['only-1.3', 'suggestion'],
    ['1.0', 'suggestion'],
    ['any,only-1.2', 'suggestion'],
  ])('the fix of %s is %s', (value, expected) => {
    const of = (menu: string) => check(`${menu} tls-version=${value}`).findings.flatMap((finding) => finding.fixes);
    expect(of('/ip service set api-ssl').map((fix) => fix.class)).toEqual([expected]);
    expect(of('/interface sstp-server server set').map((fix) => fix.class)).toEqual(['suggestion']);
  });

  it.each([['/ip service set api-ssl'], ['/interface sstp-server server set']])(
    'a safe fix never restarts a tunnel: %s',
    (menu) => {
      const classes = check(`${menu} tls-version=any`).findings.flatMap(({ fixes }) => fixes.map((fix) => fix.class));
      expect(classes).toEqual([menu.includes('sstp') ? 'suggestion' : 'safe']);
    },
  );
});

describe('passwords', () => {
  const secret = 'correct-Horse-7-battery';

  it.each([
    `/user add name=a group=full password=${secret}`,
    `/user set a password="${secret}"`,
    `/password new-password=${secret} confirm-new-password=${secret}`,
    `:if (true) do={ /user add name=a group=read password=${secret} }`,
  ])('never appear in a finding or its fix: %s', (text) => {
    const found = check(text).findings.filter(({ rule }) => rule === 'user-plaintext-password');
    expect(found).toHaveLength(1);
    expect(JSON.stringify(found)).not.toContain(secret);
    const [fix] = found[0]?.fixes ?? [];
    const fixed = applyEdits(text, fix?.edits ?? []);
    expect(fixed).not.toContain(secret);
    expect(check(fixed).findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    // A variable that is not set must stop the script, not give the user an empty password.
    expect(fixed).toMatch(/:if \(\[:len \$\w+\] = 0\) do=\{:error /);
  });

  it('are only taken for such where the argument is named', () => {
    expect(security('/password one two three')).toEqual([]);
  });

  it('inside a block of one line are mended on that line', () => {
    const text = ':if ($first) do={ /user add name=a group=read password=secret-1 }';
    const finding = check(text).findings.find(({ rule }) => rule === 'user-plaintext-password');
    expect(applyEdits(text, finding?.fixes[0]?.edits ?? [])).toBe(
      ':if ($first) do={ :global aPassword; :if ([:len $aPassword] = 0) do={:error "Set the global variable aPassword first"}; /user add name=a group=read password=$aPassword }',
    );
  });

  it.each([
    '',
    '{{ pw }}',
    '<PASSWORD>',
    '${PW}',
    '%PW%',
    '***',
    'xxxxxx',
    'CHANGEME',
    'change-me',
    'REDACTED',
    'YOUR_PASSWORD',
    'none',
    'auto',
    '[PASSWORD]',
    '{password}',
    '__PASSWORD__',
    '@@password@@',
    'REPLACE_ME',
    'paste-the-password-here',
  ])('placeholder %j', (text) => {
    expect(isPlaceholder(text)).toBe(true);
  });

  it.each([
    'hunter2',
    'xx',
    '**',
    'changeme2',
    'yours',
    '100%',
    '<3',
    'nonesuch',
    'your',
    '[a1]',
    'put-Out-7-cats',
    '{Xy9!}',
  ])('secret %j', (text) => {
    expect(isPlaceholder(text)).toBe(false);
  });
});
