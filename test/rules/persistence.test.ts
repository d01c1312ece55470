import { describe, expect, it } from 'vitest';
import type { Finding, Rule } from '../../server/src/rules/rule';
import destructiveCommand from '../../server/src/rules/correctness/destructive-command';
import lockoutAddressChange from '../../server/src/rules/correctness/lockout-address-change';
import lockoutMgmtServiceDisabled from '../../server/src/rules/correctness/lockout-mgmt-service-disabled';
import { defaultSettings, type ManagementTransport } from '../../server/src/rules/configuration/settings';
import notIdempotent from '../../server/src/rules/scripting/not-idempotent';
import noSafeMode from '../../server/src/rules/scripting/no-safe-mode';
import scriptOverbroadPolicy from '../../server/src/rules/scripting/script-overbroad-policy';
import fetchNoCertificateCheck from '../../server/src/rules/security/fetch-no-certificate-check';
import fetchPlaintextUrl from '../../server/src/rules/security/fetch-plaintext-url';
import fetchThenImport from '../../server/src/rules/security/fetch-then-import';
import schedulerPersistencePattern from '../../server/src/rules/security/scheduler-persistence-pattern';
import { checkWith, outline, type Options } from './support';

/** Findings of these rules alone: what the reader itself says of an example is not at stake. */
function findingsOf(only: readonly Rule[], text: string, options: Options = {}): readonly Finding[] {
  return checkWith(only, text, options).filter((finding) => only.some(({ id }) => id === finding.rule));
}

const fetchRules: readonly Rule[] = [fetchNoCertificateCheck, fetchPlaintextUrl, fetchThenImport];

describe('what is fetched', () => {
  it.each([
    ['/ppp profile add name=p on-up={ SCRIPT }'],
    ['/ppp profile add name=p on-down={ SCRIPT }'],
    ['/ip dhcp-server add interface=lan lease-script={ SCRIPT } name=d'],
    ['/ip dhcp-client add interface=wan script={ SCRIPT }'],
    ['/ip dhcp-server alert add interface=lan on-alert={ SCRIPT }'],
    ['/ip hotspot user profile add name=h on-login={ SCRIPT }'],
    ['/tool netwatch add down-script={ SCRIPT } host=10.0.0.1'],
    ['/system scheduler add name=s on-event={ SCRIPT }'],
    ['/system script add name=s source={ SCRIPT }'],
    [':execute { SCRIPT }'],
  ])('is judged inside %s', (frame) => {
    const text = frame.replace('SCRIPT', '/tool fetch url=https://example.com/a.rsc; /import a.rsc');
    expect(outline(text, findingsOf(fetchRules, text))).toEqual([
      'fetch-no-certificate-check warning "url=https://example.com/a.rsc"',
      'fetch-then-import warning "/import a.rsc"',
    ]);
  });

  it.each<[string, string[]]>([
    ['/tool fetch url="http://10.0.0.1/a"', ['fetch-plaintext-url information']],
    ['/tool fetch url="https://10.0.0.1/a"', ['fetch-no-certificate-check information']],
    ['/tool fetch url="https://[2001:db8::1]/a"', ['fetch-no-certificate-check warning']],
    ['/tool fetch url="http://$host/a"', ['fetch-plaintext-url information']],
    ['/tool fetch address=$host mode=ftp password=$p src-path=a', ['fetch-plaintext-url warning']],
    ['/tool fetch url=$url mode=https', ['fetch-no-certificate-check warning']],
    ['/tool fetch url=("https://example.com/" . $name)', ['fetch-no-certificate-check warning']],
    ['/tool fetch url=example.com/a', ['fetch-plaintext-url warning']],
    ['/tool fetch address=192.0.2.7 mode=sftp src-path=a', []],
    ['/tool fetch url="tftp://192.0.2.7/a"', ['fetch-plaintext-url warning']],
    ['/tool netwatch add check-certificate=no host=example.com type=https-get', []],
  ])('%s', (text, expected) => {
    expect(findingsOf(fetchRules, text).map(({ rule, severity }) => `${rule} ${severity}`)).toEqual(expected);
  });

  it.each<[string, string, string[]]>([
    ['a file by its computed name', '/tool fetch url=$u dst-path=$file; /import $file', ['warning']],
    ['another computed name', '/tool fetch url=$u dst-path=$file; /import $other', []],
    ['a file in another folder', '/tool fetch url=$u dst-path="flash/a.rsc"; /import flash/a.rsc', ['warning']],
    ['the name from the URL', '/tool fetch url="http://example.com/x/a.rsc?v=1"; /import a.rsc', ['warning']],
    ['contents of the file', '/tool fetch url=$u dst-path=a.txt; :execute [/file get a.txt contents]', ['warning']],
    [
      'data passed on',
      ':local r [/tool fetch url=$u as-value output=user]; :local code [:tolf ($r->"data")]; [:parse $code]',
      ['warning'],
    ],
    [
      'data that is taken apart',
      ':local r [/tool fetch url=$u as-value output=user]; :local ip [:pick ($r->"data") 0 15]; :execute $ip',
      [],
    ],
    [
      'a check of the certificate',
      '/tool fetch check-certificate=yes url="https://example.com/a.rsc"; /import a.rsc',
      ['information'],
    ],
    ['nothing written', '/tool fetch output=none url="http://example.com/a.rsc"; /import a.rsc', []],
  ])('and run: %s', (_, text, severities) => {
    expect(findingsOf([fetchThenImport], text).map(({ severity }) => severity)).toEqual(severities);
  });

  it('is a matter of the scheduler only where it runs by itself', () => {
    const text =
      '/system scheduler add interval=5m name=U3 on-event="/tool fetch url=\\"https://example.com/poll\\" output=none"';
    expect(outline(text, findingsOf([schedulerPersistencePattern], text))).toEqual([
      'scheduler-persistence-pattern warning "name=U3"',
    ]);
    expect(findingsOf([schedulerPersistencePattern], text.replace('U3', 'poll'))).toEqual([]);
  });
});

describe('lockout-mgmt-service-disabled', () => {
  const found = (
    text: string,
    managementTransport: ManagementTransport | undefined,
    managementNetworks: readonly string[] = [],
  ): string[] => {
    const settings = { ...defaultSettings, managementTransport, managementNetworks };
    return outline(text, findingsOf([lockoutMgmtServiceDisabled], text, { settings })).map((line) =>
      line.replace('lockout-mgmt-service-disabled ', ''),
    );
  };

  it.each<[ManagementTransport | undefined, string, string[]]>([
    ['api-ssl', '/ip service set api-ssl disabled=yes', ['warning "disabled=yes"']],
    ['api-ssl', '/ip service set api-ssl port=8730', ['warning "port=8730"']],
    ['api-ssl', '/ip service set api-ssl port=8729', []],
    ['api-ssl', '/ip service set api-ssl certificate=new', ['information "certificate=new"']],
    ['api-ssl', ':if ($x) do={ /ip service disable api-ssl }', ['hint "/ip service disable api-ssl"']],
    ['api-ssl', '/ip service disable api-ssl\n/ip service enable api-ssl', []],
    ['api-ssl', '/ip service disable [find name~"api"]', ['warning "/ip service disable [find name~\\"api\\"]"']],
    // The certificate in an export is the one that the router has.
    ['api-ssl', '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n/ip service\nset api-ssl certificate=router', []],
    ['ssh', '/ip service set api-ssl disabled=yes', []],
    ['ssh', '/ip service set ssh certificate=x', []],
    [undefined, '/ip service set api-ssl disabled=yes', []],
    // An export says what is, and its router is managed somehow; no export has the verb `disable`.
    [
      undefined,
      `# 2024-05-01 12:00:00 by RouterOS 7.14.3\n/ip service\n${['ssh', 'winbox', 'www', 'www-ssl', 'api', 'api-ssl'].map((name) => `set ${name} disabled=yes`).join('\n')}`,
      [],
    ],
  ])('managed by %s: %s', (transport, text, expected) => {
    expect(found(text, transport)).toEqual(expected);
  });

  it.each([
    ['10.0.0.0/24', ['10.0.0.0/24'], []],
    ['10.0.0.0/8,192.168.1.0/24', ['10.0.0.0/24', '192.168.1.7'], []],
    ['10.0.1.0/24', ['10.0.0.0/24'], ['warning "address=10.0.1.0/24"']],
    ['10.0.0.0/25', ['10.0.0.0/24'], ['warning "address=10.0.0.0/25"']],
    ['""', ['10.0.0.0/24'], []],
    ['10.0.0.0/24', ['2001:db8::/64'], []],
    ['10.0.0.0/24', [], []],
  ])('address=%s, managed from %j', (address, networks, expected) => {
    expect(found(`/ip service set ssh address=${address}`, 'ssh', networks)).toEqual(expected);
  });
});

describe('lockout-address-change', () => {
  const found = (text: string, managementNetworks: readonly string[] = []): string[] =>
    findingsOf([lockoutAddressChange], text, { settings: { ...defaultSettings, managementNetworks } }).map(
      ({ severity }) => severity,
    );

  it.each<[string, string[], string[]]>([
    ['/ip address remove [find address="192.168.88.1/24"]', ['192.168.88.0/24'], ['warning']],
    ['/ip address remove [find address="192.168.88.1/24"]', ['10.0.0.0/8'], []],
    ['/ip address disable [find where address=10.1.2.3/16]', ['10.0.0.0/8'], ['warning']],
    ['/ip address remove [find address="192.168.88.1/24"]', [], []],
    ['/routing rule add action=drop dst-address=10.0.0.0/8', ['10.1.0.0/16'], ['warning']],
    ['/routing rule add action=drop dst-address=10.0.0.0/8 interface=ether9', ['10.1.0.0/16'], []],
    ['/routing rule add action=lookup dst-address=10.0.0.0/8 table=main', ['10.1.0.0/16'], []],
    ['/ip address set [find address="192.168.88.1/24"] interface=bridge2', ['192.168.88.0/24'], ['warning']],
    ['/ip address set [find address="192.168.88.1/24"] address=192.168.88.2/24', ['192.168.88.0/24'], ['warning']],
    ['/ip address set [find address="192.168.88.1/24"] comment=lan', ['192.168.88.0/24'], []],
    ['/ip address set [find address="192.168.88.1/24"] interface=bridge2', ['10.0.0.0/8'], []],
    ['/ip address remove [find dynamic=no]', [], ['warning']],
    ['/ip address remove [:pick [find] 0]', [], []],
    [':if ($x) do={ /ip address remove [find] }', [], ['information']],
  ])('%s, managed from %j', (text, networks, expected) => {
    expect(found(text, networks)).toEqual(expected);
  });
});

describe('destructive-command', () => {
  it.each([
    [':if ($x) do={ /system reset-configuration }', ['information']],
    ['/system shutdown', ['information']],
    ['/user remove [find]', ['warning']],
    ['/user remove [find name=old]', []],
    ['/ip firewall filter remove [find where !dynamic]', ['warning']],
    ['/system routerboard settings set protected-routerboot=enabled', ['warning']],
    ['/system device-mode update flagging-enabled=no', ['information']],
    ['/system device-mode update fetch=no', []],
  ])('%s', (text, expected) => {
    expect(findingsOf([destructiveCommand], text).map(({ severity }) => severity)).toEqual(expected);
  });
});

describe('rules of the strict preset', () => {
  const cases: [Rule, string, number][] = [
    [notIdempotent, '/interface list add name=LAN\n/interface list add name=WAN', 1],
    [notIdempotent, '/interface list set LAN comment=x', 0],
    [noSafeMode, '/ip address remove [find]', 1],
    [noSafeMode, '/safe-mode/take\n/ip address remove [find]', 0],
    [scriptOverbroadPolicy, '/system script add name=s source={ :put [/system identity get name] }', 1],
    [scriptOverbroadPolicy, '/system script add name=s policy=read source={ :put [/system identity get name] }', 0],
  ];
  it.each(cases.map(([rule, text, count]) => [rule.id, text, count, rule] as const))(
    '%s on %s',
    (_, text, count, rule) => {
      expect(findingsOf([rule], text)).toEqual([]);
      expect(findingsOf([rule], text, { preset: 'strict' })).toHaveLength(count);
    },
  );

  it('safe mode is asked for only where the router has it', () => {
    expect(findingsOf([noSafeMode], '/ip address remove [find]', { preset: 'strict', release: '7.17' })).toEqual([]);
  });
});
