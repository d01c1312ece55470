import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../server/src/rules/fixes';
import { check, firstFix, ofRule } from './support';

/** Severities of the findings of one rule, in the order of the text. */
function severities(rule: string, text: string): string[] {
  return ofRule(check(text).findings, rule).map(({ severity }) => severity);
}

/** The message of the first finding of one rule. */
function message(rule: string, text: string): string {
  return ofRule(check(text).findings, rule)[0]?.message ?? '';
}

const sshOff = '\n/ip service set ssh disabled=yes';
const udp161 = '/ip firewall filter add chain=input action=accept protocol=udp dst-port=161';
const pppoe = '/interface pppoe-server server add disabled=no interface=ether2 authentication=';

describe('how much a finding says depends on what the file shows', () => {
  it.each<[string, string, string, string[]]>([
    [
      'a call that sends and keeps nothing',
      'fetch-plaintext-url',
      '/tool fetch url="http://203.0.113.7:81/a" output=none',
      ['hint'],
    ],
    [
      'a call with a query',
      'fetch-plaintext-url',
      '/tool fetch url="http://example.com/a?b=1" output=none',
      ['warning'],
    ],
    [
      'a call with a query that is put together',
      'fetch-plaintext-url',
      '/tool fetch url=("http://example.com/a?b=" . $b) output=none',
      ['warning'],
    ],
    [
      'a call with data',
      'fetch-plaintext-url',
      '/tool fetch url="http://example.com/a" http-data=$d output=none',
      ['warning'],
    ],
    [
      'a call with a login',
      'fetch-plaintext-url',
      '/tool fetch url="http://example.com/a" user=a password=$p output=none',
      ['warning'],
    ],
    ['a call whose answer is kept', 'fetch-plaintext-url', '/tool fetch url="http://example.com/a"', ['warning']],
    [
      'OpenVPN server that nothing switches on',
      'ovpn-weak-auth',
      '/interface ovpn-server server set auth=md5 cipher=aes256-cbc',
      ['hint'],
    ],
    [
      'OpenVPN server that is made and not switched on',
      'ovpn-weak-auth',
      '/interface ovpn-server server add auth=md5 name=vpn',
      ['hint'],
    ],
    [
      'OpenVPN server that is on',
      'ovpn-weak-auth',
      '/interface ovpn-server server set auth=md5 enabled=yes',
      ['warning'],
    ],
    [
      'OpenVPN server that may be on',
      'ovpn-weak-auth',
      '/interface ovpn-server server set auth=md5 enabled=$on',
      ['warning'],
    ],
    [
      'OpenVPN server that is enabled later',
      'ovpn-weak-auth',
      '/interface ovpn-server server add auth=md5 name=vpn\n/interface ovpn-server server enable vpn',
      ['warning'],
    ],
    [
      'OpenVPN cipher of a server that nothing switches on',
      'ovpn-weak-cipher',
      '/interface ovpn-server server set cipher=null',
      ['hint'],
    ],
    [
      'OpenVPN cipher of a server that is on',
      'ovpn-weak-cipher',
      '/interface ovpn-server server set cipher=null enabled=yes',
      ['warning'],
    ],
    ['SSH without encryption, and SSH off', 'ssh-null-cipher', `/ip ssh set ciphers=null${sshOff}`, ['hint']],
    [
      'SSH without encryption, and SSH on again',
      'ssh-null-cipher',
      `/ip ssh set ciphers=null${sshOff}\n/ip service enable ssh`,
      ['warning'],
    ],
    [
      'SSH without encryption by its old name, and SSH off',
      'ssh-null-cipher',
      `/ip ssh set allow-none-crypto=yes${sshOff}`,
      ['hint'],
    ],
    ['SSH forwarding, and SSH off', 'ssh-forwarding-enabled', `/ip ssh set forwarding-enabled=both${sshOff}`, ['hint']],
    ['weak SSH, and SSH off', 'ssh-strong-crypto-off', `/ip ssh set strong-crypto=no${sshOff}`, ['hint']],
    [
      'SSH passwords, and SSH off',
      'ssh-password-with-keys',
      `/ip ssh set password-authentication=yes${sshOff}`,
      ['hint'],
    ],
    [
      'SSH passwords, and another service off',
      'ssh-password-with-keys',
      '/ip ssh set password-authentication=yes\n/ip service set ftp disabled=yes',
      ['warning'],
    ],
    ['the port of SNMP, and nothing switches SNMP on', 'fw-mgmt-accept-unrestricted', udp161, ['hint']],
    ['the port of SNMP, and SNMP on', 'fw-mgmt-accept-unrestricted', `/snmp set enabled=yes\n${udp161}`, ['warning']],
    ['CHAP beside MS-CHAPv2 on a PPPoE server', 'ppp-weak-auth', `${pppoe}chap,mschap2`, ['information']],
    ['CHAP alone on a PPPoE server', 'ppp-weak-auth', `${pppoe}chap`, ['warning']],
    ['PAP beside MS-CHAPv2 on a PPPoE server', 'ppp-weak-auth', `${pppoe}pap,chap,mschap2`, ['warning']],
    [
      'CHAP beside MS-CHAPv2 on an L2TP server',
      'ppp-weak-auth',
      '/interface l2tp-server server set authentication=chap,mschap2 enabled=yes',
      ['warning'],
    ],
    [
      'an empty address, without quotes, of two services',
      'service-address-empty-assignment',
      '/ip service set ssh address=\n/ip service set winbox address=',
      ['warning', 'warning'],
    ],
    [
      'an empty address of all services by one command',
      'service-address-empty-assignment',
      '/ip service set api,ssh address=""',
      ['warning'],
    ],
    [
      'MD5 where SNMP signs',
      'snmp-v3-weak',
      '/snmp community set [find default=yes] security=authorized authentication-protocol=MD5',
      ['warning', 'warning'],
    ],
    [
      'DES where SNMP only signs',
      'snmp-v3-weak',
      '/snmp community set [find default=yes] security=authorized encryption-protocol=DES',
      ['warning'],
    ],
  ])('%s', (_, rule, text, expected) => {
    expect(severities(rule, text)).toEqual(expected);
  });
});

describe('what a finding says fits what the file shows', () => {
  it.each<[string, string, string, string, string]>([
    ['a restart at the end', 'destructive-command', ':put a\n/system reboot', 'restarts the router', 'is not run'],
    [
      'a restart in between',
      'destructive-command',
      '/system reboot\n:put a',
      'What comes after it in the script is not run',
      'meant',
    ],
    [
      'a list of interfaces is there already',
      'fw-mgmt-accept-unrestricted',
      '/ip firewall filter add chain=input action=accept protocol=tcp dst-port=22 in-interface-list=WAN',
      'src-address-list=',
      'in-interface-list=',
    ],
    ['the segment of PPPoE', 'ppp-weak-auth', `${pppoe}chap,mschap2`, 'Ethernet segment', 'clear text'],
    [
      'Nv2 takes nothing from the profile',
      'wifi-open-network',
      '/interface wireless security-profiles add name=open mode=none\n/interface wireless set wlan1 mode=ap-bridge wireless-protocol=nv2 security-profile=open disabled=no',
      'nv2-security=enabled',
      'profile',
    ],
    [
      'the name of another network',
      'wifi-weak-passphrase',
      '/interface wifi security add name=s passphrase=SunnyMeadowCafe\n/interface wifi set wifi1 configuration.ssid=SunnyMeadowCafe security=t',
      'is the name of a network in this file',
      'SunnyMeadowCafe',
    ],
    [
      'the name of its own network',
      'wifi-weak-passphrase',
      '/interface wifi security add name=s passphrase=SunnyMeadowCafe\n/interface wifi set wifi1 configuration.ssid=SunnyMeadowCafe security=s',
      'is the name of the network',
      'in this file',
    ],
    [
      'Netwatch runs the script',
      'script-no-permissions',
      '/system script add dont-require-permissions=yes name=a source={ :put a }\n/tool netwatch add host=192.0.2.1 up-script="/system script run a"',
      'policy=read,write,test together with dont-require-permissions=no',
      'give the rights',
    ],
    [
      'Netwatch runs another script',
      'script-no-permissions',
      '/system script add dont-require-permissions=yes name=a source={ :put a }\n/tool netwatch add host=192.0.2.1 up-script="/system script run b"',
      'give the rights to those who need them',
      'Netwatch',
    ],
  ])('%s', (_, rule, text, said, notSaid) => {
    expect(message(rule, text)).toContain(said);
    expect(message(rule, text)).not.toContain(notSaid);
  });

  it('a script that Netwatch runs gets its rights with the same fix', () => {
    const text =
      '/system script add dont-require-permissions=yes name=a policy=ftp,read,write source={ :put a }\n/tool netwatch add host=192.0.2.1 down-script=a';
    const fix = firstFix(ofRule(check(text).findings, 'script-no-permissions')[0]);
    expect(applyEdits(text, fix?.edits ?? [])).toBe(
      '/system script add dont-require-permissions=no name=a policy=read,write,test source={ :put a }\n/tool netwatch add host=192.0.2.1 down-script=a',
    );
  });
});
