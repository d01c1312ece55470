import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../server/src/rules/configuration/settings';
import { applyEdits } from '../../server/src/rules/fixes';
import { readPublicKey } from '../../server/src/rules/support/accessKeys';
import { weaknessOf } from '../../server/src/rules/support/accessPasswords';
import { breadthOf } from '../../server/src/rules/support/accessPrefixes';
import { check, firstFix, ofRule, outline, type Options } from './support';

/** The findings of some rules on a text, as `rule severity "marked text"`. */
function found(text: string, rules: RegExp, options: Options = {}): string[] {
  return outline(
    text,
    check(text, options).findings.filter(({ rule }) => rules.test(rule)),
  );
}

/** What the fixes of a rule's first finding make of the text, by their titles. */
function mended(text: string, rule: string, options: Options = {}): Record<string, string> {
  const [first] = ofRule(check(text, options).findings, rule);
  return Object.fromEntries((first?.fixes ?? []).map(({ title, edits }) => [title, applyEdits(text, edits)]));
}

const header = (release: string): string => `# 2024-05-01 12:00:00 by RouterOS ${release}\n`;

describe('services without encryption', () => {
  it('give one finding a rule for one command that switches several on, and one action mends all of them', () => {
    const text = '/ip service enable telnet,ftp,www,api';
    expect(found(text, /-enabled$/)).toEqual(
      [
        'api-plaintext-enabled warning "enable"',
        'ftp-enabled warning "enable"',
        'telnet-enabled warning "enable"',
        'www-plaintext-enabled warning "enable"',
      ].map((line) => line.replace('"enable"', JSON.stringify(text))),
    );
    const groups = check(text)
      .findings.filter(({ rule }) => rule.endsWith('-enabled'))
      .map((finding) => firstFix(finding)?.group);
    expect(new Set(groups)).toEqual(new Set(['disable-plain-services']));
  });

  it.each<[string, string, string[]]>([
    [
      'switched off under a condition: a hint',
      '/ip service enable telnet\n:if ($strict) do={ /ip service disable telnet }',
      ['telnet-enabled hint "/ip service disable telnet"'],
    ],
    [
      'switched on under a condition',
      ':if ($old) do={ /ip service enable ftp }',
      ['ftp-enabled warning "/ip service enable ftp"'],
    ],
    ['a list inside braces', '/ip service { set telnet disabled=yes; set ftp disabled=yes }', []],
    [
      'a script inside a value is a script',
      '/system script add name=open source="/ip service enable telnet"',
      ['telnet-enabled warning "/ip service enable telnet"'],
    ],
  ])('%s', (_, text, expected) => {
    expect(found(text, /^(?:telnet|ftp)-enabled$/)).toEqual(expected);
  });

  it('www may stay on for certificates from the release on that can serve those alone', () => {
    const text = '/ip service enable www';
    expect(Object.keys(mended(text, 'www-plaintext-enabled', { release: '7.20' }))).toEqual(['Switch www off']);
    expect(mended(text, 'www-plaintext-enabled', { release: '7.21' })).toEqual({
      'Switch www off': '/ip service disable www',
      'Keep www for certificates alone (RouterOS 7.21 and later)':
        '/ip service enable www; /ip service webserver set webfig-plain=no rest-plain=no graphs-plain=no index-plain=no',
    });
  });
});

describe('addresses of services', () => {
  it.each([
    ['0.0.0.0/0', 'everything'],
    ['::/0', 'everything'],
    ['0.0.0.0/1', 'broad'],
    ['128.0.0.0/7', 'broad'],
    ['10.0.0.0/8', 'narrow'],
    ['192.168.88.1', 'narrow'],
    ['2000::/3', 'broad'],
    ['2001:db8::/32', 'narrow'],
    ['fc00::/7', 'narrow'],
    ['fe80::/10', 'narrow'],
  ])('%s is %s', (prefix, breadth) => {
    expect(breadthOf(prefix)).toBe(breadth);
  });

  it('are no more than a hint behind an input chain that lets only trusted interfaces through', () => {
    const text = '/ip service set winbox address=0.0.0.0/0';
    const firewall = '/ip firewall filter add chain=input action=drop in-interface-list=!LAN\n';
    expect(found(text, /^service-address/)).toEqual(['service-address-any warning "0.0.0.0/0"']);
    expect(found(firewall + text, /^service-address/)).toEqual(['service-address-any hint "0.0.0.0/0"']);
  });

  it('are mended with the networks of the settings', () => {
    const settings = { ...defaultSettings, managementNetworks: ['10.9.0.0/16', 'fd00:9::/32'] };
    expect(
      Object.values(mended('/ip service set winbox address=0.0.0.0/0', 'service-address-any', { settings })),
    ).toEqual(['/ip service set winbox address=10.9.0.0/16,fd00:9::/32']);
  });
});

describe('an empty password', () => {
  it.each([
    ['of a user that is there', '/user set admin password=""', 'warning'],
    [
      'that a script restores under a condition',
      ':if ($1 = "revert") do={ /user set admin password="" }',
      'information',
    ],
    ['of a user that is added under a condition', ':if ($1 = "x") do={ /user add name=bob password="" }', 'warning'],
  ])('%s', (_, text, severity) => {
    expect(found(text, /^user-empty-password$/)).toEqual([`user-empty-password ${severity} "\\"\\""`]);
  });
});

describe('a command that runs only sometimes', () => {
  const revert = (command: string): string => `:if ($action = "revert") do={ ${command} }`;
  it.each<[string, string, boolean]>([
    ['user-empty-password', revert('/user set admin password=""'), true],
    ['user-empty-password', revert('/user add name=bob group=read'), true],
    ['user-empty-password', '/user set admin password=""', false],
    ['default-admin-user', revert('/user set admin password=$p'), true],
    ['default-admin-user', '/user set admin password=$p', false],
  ])('%s names the condition: %s', (rule, text, expected) => {
    const messages = check(text).findings.filter((finding) => /^(?:user|default)-/.test(finding.rule));
    expect(messages.map((finding) => finding.rule)).toEqual([rule]);
    expect(messages[0]?.message.includes('where the condition around this command holds')).toBe(expected);
  });

  it('is not said to stand under a condition where it stands in a block that catches errors', () => {
    const [finding] = ofRule(check(':do { /user set admin password="" } on-error={}').findings, 'user-empty-password');
    expect(finding?.message).not.toContain('condition');
  });
});

describe('an export', () => {
  it.each<[string, string, string[]]>([
    ['never shows passwords', `${header('7.14.3')}/user\nadd group=full name=netops`, []],
    [
      'shows an empty one where it is written',
      `${header('7.14.3')}/user\nadd group=read name=netops password=""`,
      ['user-empty-password warning "\\"\\""'],
    ],
  ])('%s', (_, text, expected) => {
    expect(found(text, /^user-empty-password$/)).toEqual(expected);
  });

  it('of a release whose default is known shows SSH at its default by leaving it out', () => {
    const text = `${header('7.14.3')}/ip ssh\nset host-key-size=4096`;
    expect(found(text, /^ssh-strong/)).toEqual(['ssh-strong-crypto-off hint "set host-key-size=4096"']);
  });
});

describe('passwords', () => {
  it.each<[string, readonly string[], string | undefined]>([
    ['newpassword', [], 'is one of those that are tried first'],
    ['Password123456', [], 'is one of those that are tried first'],
    ['Secure-P4ssw0rd!x', [], 'is one of those that are tried first'],
    ['1234567890', [], 'is one of those that are tried first'],
    ['xxxxxxxxxxxxxxxx', [], 'has hardly any different characters'],
    ['Netops-of-2024!', ['netops'], 'holds the name of the user'],
    ['Kx7-mQz', [], 'is shorter than 12 characters'],
    ['48151623421065', [], 'has one kind of character only'],
    ['correcthorsebatterystaple', [], undefined],
    ['Kx7-mQz9pLw2', ['ab'], undefined],
  ])('%s of %j: %s', (password, users, weakness) => {
    expect(weaknessOf(password, users, 12)).toBe(weakness);
  });

  it('are judged by the length of the options', () => {
    const text = '/user set netops password=Kx7-mQz9pLw2';
    const rules = { 'user-weak-password': { options: { minimumLength: 16 } } };
    expect(found(text, /^user-weak/)).toEqual([]);
    expect(found(text, /^user-weak/, { rules })).toEqual(['user-weak-password warning "Kx7-mQz9pLw2"']);
  });

  it('stand in no message, title or related place', () => {
    const secret = 'netops-Hunter2';
    const text = `/user add name=netops group=full password=${secret}\n/ppp secret add name=${secret}x password=${secret}`;
    const findings = check(text, { preset: 'strict' }).findings.filter(({ rule }) =>
      /password|secret-|user-/.test(rule),
    );
    expect(findings.length).toBeGreaterThan(2);
    for (const { message, fixes, related } of findings) {
      const words = [message, ...fixes.map(({ title }) => title), ...related.map((place) => place.message)].join('\n');
      expect(words).not.toContain(secret);
    }
  });
});

describe('last-full-user-removed', () => {
  const rule = /^last-full/;
  it.each<[string, string, string[]]>([
    ['no other in a part of a configuration', '/user remove admin', ['hint']],
    ['one further down', '/user remove admin\n/user add name=a group=full password=$p', ['warning']],
    ['one that is disabled', '/user add name=a group=full disabled=yes\n/user disable admin', ['hint']],
    [
      'one with fewer rights',
      '/user group add name=g policy=read,write\n/user add name=a group=g\n/user disable admin',
      ['hint'],
    ],
    ['a group that the file does not make', '/user add name=a group=ours password=$p\n/user disable admin', []],
    ['all users', '/user add name=a group=full password=$p\n/user remove [find]', ['hint']],
    ['a copy of another user', '/user add name=a copy-from=admin\n/user disable admin', []],
  ])('%s', (_, text, severities) => {
    expect(found(text, rule).map((line) => line.split(' ')[1])).toEqual(severities);
  });

  it('is a warning where scripts are complete', () => {
    const settings = { ...defaultSettings, assumeComplete: true };
    expect(found('/user remove admin', rule, { settings })).toEqual([
      'last-full-user-removed warning "/user remove admin"',
    ]);
  });
});

describe('SSH by release', () => {
  it.each<[string, string, string, string[]]>([
    ['7.16', '/ip ssh set allow-none-crypto=no', '', []],
    ['7.17', '/ip ssh set allow-none-crypto=no', '/ip ssh set ciphers=auto', ['error']],
    ['7.16', '/ip ssh set ciphers=auto', '/ip ssh set allow-none-crypto=no', ['error']],
    ['7.20.8', '/ip ssh set always-allow-password-login=no', '', []],
    [
      '7.21',
      '/ip ssh set always-allow-password-login=no',
      '/ip ssh set password-authentication=yes-if-no-key',
      ['error'],
    ],
    ['7.20', '/ip ssh set password-authentication=yes', '/ip ssh set always-allow-password-login=yes', ['error']],
    // What the old property has no word for is left to a person.
    ['7.20', '/ip ssh set password-authentication=no', '', ['error']],
  ])('%s: %s', (release, text, fixed, severities) => {
    expect(found(text, /^ssh-renamed/, { release }).map((line) => line.split(' ')[1])).toEqual(severities);
    expect(Object.values(mended(text, 'ssh-renamed-property', { release }))).toEqual(fixed === '' ? [] : [fixed]);
  });

  it('both forms are offered where the release is not known', () => {
    expect(Object.values(mended('/ip ssh set always-allow-password-login=yes', 'ssh-password-with-keys'))).toEqual([
      '/ip ssh set always-allow-password-login=no',
      '/ip ssh set password-authentication=yes-if-no-key',
    ]);
  });
});

/** A public key of the OpenSSH form with a modulus of so many bits. */
function rsaKey(bits: number): string {
  const field = (bytes: readonly number[]): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return Buffer.concat([length, Buffer.from(bytes)]);
  };
  const bytes = Math.ceil(bits / 8);
  const first = 1 << ((bits - 1) % 8);
  const modulus = [...(first === 0x80 ? [0] : []), first, ...Array.from({ length: bytes - 1 }, () => 0xa5)];
  const blob = Buffer.concat([field([...Buffer.from('ssh-rsa')]), field([1, 0, 1]), field(modulus)]);
  return `ssh-rsa ${blob.toString('base64')} netops@laptop`;
}

describe('SSH keys', () => {
  it.each([512, 1023, 1024, 2047, 2048, 3072, 4096])('the size of an RSA key is read from it: %i bits', (bits) => {
    expect(readPublicKey(rsaKey(bits))).toEqual({ type: 'ssh-rsa', bits });
  });

  it.each([
    [1024, 1],
    [2047, 1],
    [2048, 0],
    [4096, 0],
  ])('%i bits: %i findings', (bits, findings) => {
    expect(found(`/user ssh-keys add user=netops key="${rsaKey(bits)}"`, /^ssh-key-weak$/)).toHaveLength(findings);
  });

  it.each(['', 'ssh-rsa', 'ssh-rsa ???', 'ssh-rsa AAAA', 'ssh-rsa AAAAB3NzaC1yc2E=', 'ssh-dss AAAAB3NzaC1yc2E='])(
    'nothing is said of %j, which is no key or not what it says',
    (key) => {
      const type = readPublicKey(key)?.type;
      expect(type === undefined || readPublicKey(key)?.bits === undefined).toBe(true);
      expect(found(`/user ssh-keys add user=netops key="${key}"`, /^ssh-key-weak$/)).toEqual([]);
    },
  );
});

describe('certificates', () => {
  const template = '/certificate add name=web common-name=router.example.com';
  const service = '/ip service set www-ssl disabled=no certificate=server tls-version=only-1.2';

  it('keep their identity when signing renames them', () => {
    const text = `${template} key-usage=tls-client subject-alt-name=DNS:a.example.com\n/certificate sign web name=server\n${service}`;
    expect(found(text, /^cert-/)).toEqual(['cert-server-missing-tls-server warning "key-usage=tls-client"']);
  });

  it('may be signed by a script inside a value', () => {
    const text = `${template} key-usage=tls-server\n/system scheduler add name=s on-event="/certificate sign web"`;
    expect(found(text, /^cert-never/)).toEqual([]);
  });

  it('that nothing uses and nothing signs are a hint', () => {
    expect(found(template, /^cert-never/)).toEqual([`cert-never-signed hint ${JSON.stringify(template)}`]);
  });

  it.each<[string, string, string[]]>([
    ['another spelling of tls-server is not a missing one', 'key-usage=serverAuth', []],
    ['two settings in two commands', 'key-usage=tls-client\n/certificate set web key-usage=tls-server', []],
  ])('%s', (_, usage, expected) => {
    const text = `${template} ${usage}\n/certificate sign web name=server\n${service}`;
    expect(found(text, /^cert-server/)).toEqual(expected);
  });
});

describe('secret-variable-unassigned', () => {
  it('is silent on what the fixes of the other rules make', () => {
    for (const text of ['/user add name=bob group=read', '/user add name=bob group=read password=S0me-long-Secret']) {
      const finding = check(text).findings.find(({ rule }) => /^user-(?:empty|plaintext)-password$/.test(rule));
      const fixed = applyEdits(text, firstFix(finding)?.edits ?? []);
      expect(fixed).toContain('password=$bobPassword');
      expect(found(fixed, /^(?:secret-variable|user-(?:empty|plaintext))/)).toEqual([]);
    }
  });

  it.each<[string, string, number]>([
    ['set further up', ':global pw "x7"\n/user set a password=$pw', 0],
    ['asked for', ':local pw [/terminal ask prompt="pw:"]\n/user set a password=$pw', 0],
    ['only declared', ':global pw\n/user set a password=$pw', 1],
    [
      'its name is the beginning of one that is checked',
      ':global pw\n:if ([:len $pw2] = 0) do={ :error "x" }\n/user set a password=$pw',
      1,
    ],
    ['checked by its type', ':if ([:typeof $pw] = "nothing") do={ :error "x" }\n/user set a password=$pw', 0],
    ['in the quotes of a text', '/user set a password="$pw"', 1],
    ['part of a longer text', '/user set a password="$pw-x"', 0],
    ['two variables', '/user set a password=$pw\n/user set b password=$pv', 2],
  ])('%s', (_, text, findings) => {
    expect(found(text, /^secret-variable/)).toHaveLength(findings);
  });
});

describe('user-group-drops-api', () => {
  const text = '/user group set full policy=ssh,read,write,!api';
  it.each([
    [undefined, ['user-group-drops-api hint "ssh,read,write,!api"']],
    ['api-ssl' as const, ['user-group-drops-api warning "ssh,read,write,!api"']],
    ['ssh' as const, []],
  ])('managed over %s', (managementTransport, expected) => {
    expect(found(text, /^user-group-drops/, { settings: { ...defaultSettings, managementTransport } })).toEqual(
      expected,
    );
  });
});

describe('service-port-conflict', () => {
  it.each<[string, string, string[]]>([
    [
      'an export shows what is at its default',
      `${header('7.14.3')}/ip service\nset ssh port=8291`,
      ['service-port-conflict warning "port=8291"'],
    ],
    [
      'the later of two is marked',
      '/ip service\nset api port=9000\nset ssh port=9000',
      ['service-port-conflict warning "port=9000"'],
    ],
    ['a command that cannot be told', '/ip service\nset api port=9000\nset ssh port=9000\nset $which port=9001', []],
  ])('%s', (_, text, expected) => {
    expect(found(text, /^service-port-conflict/)).toEqual(expected);
  });
});
