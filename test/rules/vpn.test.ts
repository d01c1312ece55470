import { describe, expect, it } from 'vitest';
import wgAllowedAddressOverlap from '../../server/src/rules/correctness/wg-allowed-address-overlap';
import ipsecIncomplete from '../../server/src/rules/security/ipsec-incomplete';
import ipsecWeakDh from '../../server/src/rules/security/ipsec-weak-dh';
import ipsecWeakEncryption from '../../server/src/rules/security/ipsec-weak-encryption';
import ipsecWeakHash from '../../server/src/rules/security/ipsec-weak-hash';
import ipsecWeakPsk from '../../server/src/rules/security/ipsec-weak-psk';
import l2tpWithoutIpsec from '../../server/src/rules/security/l2tp-without-ipsec';
import ovpnClientNoVerify from '../../server/src/rules/security/ovpn-client-no-verify';
import ovpnNoClientCert from '../../server/src/rules/security/ovpn-no-client-cert';
import ovpnWeakCipher from '../../server/src/rules/security/ovpn-weak-cipher';
import pppWeakAuth from '../../server/src/rules/security/ppp-weak-auth';
import pptpServerEnabled from '../../server/src/rules/security/pptp-server-enabled';
import sstpNoCertificate from '../../server/src/rules/security/sstp-no-certificate';
import sstpPfsOff from '../../server/src/rules/security/sstp-pfs-off';
import sstpWeakCipher from '../../server/src/rules/security/sstp-weak-cipher';
import tunnelCleartextOverWan from '../../server/src/rules/security/tunnel-cleartext-over-wan';
import type { Finding, Rule } from '../../server/src/rules/rule';
import { checkWith, outline, type Options } from './support';

/** Findings of the rule alone: what the reader itself says of an example is not at stake. */
function findingsOf(rule: Rule, text: string, options: Options = {}): readonly Finding[] {
  return checkWith([rule], text, options).filter((finding) => finding.rule === rule.id);
}

function found(rule: Rule, text: string, options: Options = {}): string[] {
  return outline(text, findingsOf(rule, text, options)).map((line) => line.replace(`${rule.id} `, ''));
}

const hiding = '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n';
const showing = `${hiding}/ppp secret\nadd name=u password=hunter2 service=sstp\n`;

describe('the state at the end of the file', () => {
  const cases: [Rule, string, string[]][] = [
    [
      ipsecWeakEncryption,
      '/ip ipsec proposal add enc-algorithms=3des name=a\n:if ($x) do={ /ip ipsec proposal set a enc-algorithms=aes-256-gcm }',
      ['hint "enc-algorithms=3des"'],
    ],
    [ipsecWeakEncryption, '/ip ipsec proposal add enc-algorithms=3des name=a\n/ip ipsec proposal remove a', []],
    [
      ipsecWeakDh,
      '/ip ipsec profile add dh-group=modp1024 name=a\n/ip ipsec profile set [find name~"^a"] dh-group=ecp256',
      [],
    ],
    [
      ipsecWeakHash,
      '/ip ipsec profile add hash-algorithm=md5 name=a\n/ip ipsec profile set $x hash-algorithm=sha256',
      [],
    ],
    [pptpServerEnabled, ':if ($old) do={ /interface pptp-server server set enabled=yes }', ['warning "enabled=yes"']],
    [
      l2tpWithoutIpsec,
      '/interface l2tp-server server set enabled=yes\n/interface l2tp-server server set use-ipsec=required',
      [],
    ],
    [
      ovpnClientNoVerify,
      '/interface ovpn-client add connect-to=a name=b\n/interface ovpn-client enable b',
      ['warning "/interface ovpn-client add connect-to=a name=b"'],
    ],
  ];
  it.each(cases.map(([rule, text, expected]) => [rule.id, text, expected, rule] as const))(
    '%s: %s',
    (_, text, expected, rule) => {
      expect(found(rule, text)).toEqual(expected);
    },
  );
});

describe('what an export hides or leaves out', () => {
  const tunnel = '/interface gre\nadd name=g remote-address=198.51.100.4';

  it('is no evidence where secrets are hidden', () => {
    expect(found(tunnelCleartextOverWan, hiding + tunnel)).toEqual([]);
    expect(found(tunnelCleartextOverWan, showing + tunnel)).toEqual(['warning "remote-address=198.51.100.4"']);
    expect(found(ipsecWeakPsk, `${hiding}/ip ipsec identity\nadd peer=a`)).toEqual([]);
  });

  it('says that a client is off: it is made switched off, and disabled=no is not the default', () => {
    const client = '/interface ovpn-client\nadd connect-to=vpn.example.com';
    expect(found(ovpnClientNoVerify, `${hiding}${client} name=a`)).toEqual([]);
    expect(found(ovpnClientNoVerify, `${hiding}${client} disabled=no name=a`)).toHaveLength(1);
  });
});

describe('OpenVPN servers', () => {
  it('are one set of values before 7.17, and a list from then on', () => {
    expect(found(ovpnNoClientCert, '/interface ovpn-server server set enabled=yes', { release: '7.16' })).toEqual([
      'warning "enabled=yes"',
    ]);
    expect(
      found(ovpnNoClientCert, '/interface ovpn-server server add disabled=no name=a', { release: '7.20' }),
    ).toEqual(['warning "disabled=no"']);
    expect(found(ovpnNoClientCert, '/interface ovpn-server server add name=a', { release: '7.20' })).toEqual([]);
  });

  it('each for itself', () => {
    const text =
      '/interface ovpn-server server add cipher=aes256-gcm disabled=no name=a\n/interface ovpn-server server add cipher=null disabled=no name=b';
    expect(found(ovpnWeakCipher, text)).toEqual(['warning "cipher=null"']);
  });
});

describe('ppp-weak-auth', () => {
  it.each<[string, string[]]>([
    [
      '/interface l2tp-server server set authentication=pap enabled=yes use-ipsec=required',
      ['information "authentication=pap"'],
    ],
    [
      '/interface l2tp-server server set authentication=pap enabled=yes use-ipsec=yes',
      ['warning "authentication=pap"'],
    ],
    [
      '/interface l2tp-client add allow=mschap1 connect-to=a disabled=no name=b use-ipsec=yes',
      ['information "allow=mschap1"'],
    ],
    [
      '/interface sstp-client add authentication=mschap2,chap connect-to=a disabled=no name=b',
      ['information "authentication=mschap2,chap"'],
    ],
  ])('%s', (text, expected) => {
    expect(found(pppWeakAuth, text)).toEqual(expected);
  });

  it('judges PPPoE clients only when asked to', () => {
    const text = '/interface pppoe-client add allow=pap disabled=no interface=ether1 name=wan';
    expect(found(pppWeakAuth, text)).toEqual([]);
    expect(found(pppWeakAuth, text, { rules: { 'ppp-weak-auth': { options: { pppoeClients: true } } } })).toEqual([
      'warning "allow=pap"',
    ]);
  });
});

describe('SSTP', () => {
  it('of RouterOS 6 is not judged by what later releases have', () => {
    const text = '/interface sstp-server server set certificate=a enabled=yes';
    expect(found(sstpPfsOff, text, { release: '6.49' })).toEqual([]);
    expect(found(sstpPfsOff, text, { release: '7.20' })).toEqual(['hint "enabled=yes"']);
    expect(
      found(
        sstpWeakCipher,
        '# feb/28/2019 16:30:04 by RouterOS 6.48.6\n/interface sstp-server server\nset certificate=a enabled=yes force-aes=no',
      ),
    ).toEqual(['information "force-aes=no"']);
  });

  it('is offered a certificate only where the file makes one', () => {
    const server = '/interface sstp-server server set enabled=yes';
    expect(findingsOf(sstpNoCertificate, server).map(({ fixes }) => fixes.length)).toEqual([0]);
    const [finding] = findingsOf(sstpNoCertificate, `/certificate add common-name=a name=a\n${server}`);
    expect(finding?.fixes.map(({ title }) => title)).toEqual(['Set certificate=a']);
  });

  it.each([
    ['a script that says nothing of it', '', 'set enabled=yes', 'information', 'this script sets no certificate'],
    ['a script that says that it has none', '', 'set certificate=none enabled=yes', 'warning', 'has no certificate'],
    ['an export of its menu', hiding, 'set enabled=yes', 'warning', 'has no certificate'],
  ])('without a certificate, in %s', (_, header, command, severity, words) => {
    const [finding] = findingsOf(sstpNoCertificate, `${header}/interface sstp-server server\n${command}`);
    expect(finding?.severity).toBe(severity);
    expect(finding?.message).toContain(words);
  });
});

describe('tunnels over the Internet', () => {
  it.each([
    ['10.0.0.1', false],
    ['100.64.0.1', false],
    ['172.31.0.1', false],
    ['172.32.0.1', true],
    ['198.51.100.4', true],
    ['0.0.0.0', false],
    ['branch.example.com', false],
  ])('to %s: %s', (remote, expected) => {
    expect(
      found(tunnelCleartextOverWan, `/interface eoip add name=t remote-address=${remote} tunnel-id=1`).length > 0,
    ).toBe(expected);
  });

  it('are protected by the policy of the peer with their address', () => {
    const text =
      '/interface gre add name=g remote-address=198.51.100.4\n/ip ipsec peer add address=198.51.100.4/32 name=a\n/ip ipsec policy add peer=a protocol=gre src-address=203.0.113.1/32';
    expect(found(tunnelCleartextOverWan, text)).toEqual([]);
  });
});

describe('peers and identities', () => {
  it('a peer of RouterOS 6.43 and before has its secret in itself', () => {
    expect(found(ipsecIncomplete, '/ip ipsec peer add address=198.51.100.4/32 name=a secret=$psk')).toEqual([]);
  });

  it('a certificate or a group of its own may make the policies', () => {
    const text =
      '/ip ipsec peer add address=198.51.100.4/32 name=a\n/ip ipsec identity add peer=a mode-config=request-only';
    expect(found(ipsecIncomplete, text)).toEqual([]);
  });
});

describe('wg-allowed-address-overlap', () => {
  it('takes an address for the prefix that it is', () => {
    const text =
      '/interface wireguard peers add allowed-address=10.9.0.2 interface=wg\n/interface wireguard peers add allowed-address=10.9.0.2/32 interface=wg';
    expect(found(wgAllowedAddressOverlap, text)).toEqual(['warning "allowed-address=10.9.0.2/32"']);
  });
});
