import { add, alone, apart, item, mayNotRun, set, verb, type Defect } from './defect';

/** What a router offers to a network or tells it: layer 2, DNS, SNMP, logs, sharing. */
export const networkDefects: readonly Defect[] = [
  { rule: 'mac-telnet-all', planted: set('/tool/mac-server', 'allowed-interface-list=all') },
  { rule: 'mac-winbox-all', planted: set('/tool/mac-server/mac-winbox', 'allowed-interface-list=all') },
  { rule: 'mac-ping', planted: set('/tool/mac-server/ping', 'enabled=yes') },
  { rule: 'neighbor-discovery-all', planted: set('/ip/neighbor/discovery-settings', 'discover-interface-list=all') },
  { rule: 'romon-enabled', planted: set('/tool/romon', 'enabled=yes') },
  { rule: 'btest-server', planted: set('/tool/bandwidth-server', 'enabled=yes', 'authenticate=no') },
  {
    rule: 'snmp-default-community',
    planted: '/snmp community set [find default=yes] name=public\n/snmp set enabled=yes',
  },
  { rule: 'snmp-write-access', planted: add('/snmp/community', 'name=planted', 'write-access=yes') },
  {
    rule: 'snmp-v3-weak',
    planted: add(
      '/snmp/community',
      'name=planted',
      'security=private',
      'authentication-protocol=MD5',
      'encryption-protocol=DES',
    ),
  },
  { rule: 'snmp-any-address', planted: add('/snmp/community', 'name=planted', 'addresses=0.0.0.0/0'), into: alone },
  { rule: 'socks-enabled', planted: set('/ip/socks', 'enabled=yes', 'port=5678') },
  { rule: 'upnp-enabled', planted: set('/ip/upnp', 'enabled=yes') },
  { rule: 'nat-pmp-enabled', planted: set('/ip/nat-pmp', 'enabled=yes') },
  { rule: 'smb-enabled', planted: set('/ip/smb', 'enabled=yes') },
  { rule: 'proxy-enabled', planted: set('/ip/proxy', 'enabled=yes') },
  { rule: 'doh-no-verify', planted: set('/ip/dns', 'use-doh-server=https://1.1.1.1/dns-query', 'verify-doh-cert=no') },
  { rule: 'cloud-ddns', planted: set('/ip/cloud', 'ddns-enabled=yes') },
  { rule: 'tftp-open', planted: add('/ip/tftp', 'real-filename=image', 'read-only=no', 'allow=yes') },
  { rule: 'graphing-public', planted: add('/tool/graphing/interface', 'allow-address=0.0.0.0/0'), into: alone },
  { rule: 'sniffer-streaming', planted: set('/tool/sniffer', 'streaming-enabled=yes', 'streaming-server=203.0.113.9') },
  {
    rule: 'email-no-tls',
    planted: set('/tool/e-mail', 'server=mail.example.com', 'user=planted', 'password=$pw', 'tls=no'),
  },
  { rule: 'logging-removed', planted: '/system logging disable [find]' },
  { rule: 'backup-no-password', planted: verb('/system/backup', 'save', 'name=planted', 'dont-encrypt=yes') },
  { rule: 'export-show-sensitive', planted: '/export show-sensitive file=planted' },
  {
    rule: 'radius-no-message-auth',
    planted: add('/radius', 'address=10.0.0.5', 'secret=$s', 'service=login', 'require-message-auth=no'),
  },
  { rule: 'radius-weak-secret', planted: add('/radius', 'address=10.0.0.5', 'secret=test', 'service=login') },
  { rule: 'radius-incoming-accept', planted: set('/radius/incoming', 'accept=yes') },
  { rule: 'hotspot-http-pap', planted: '/ip hotspot profile set default login-by=http-pap' },
  { rule: 'package-channel-unstable', planted: set('/system/package/update', 'channel=development') },
  { rule: 'back-to-home', planted: set('/ip/cloud', 'back-to-home-vpn=enabled', 'update-time=no') },
  {
    rule: 'container-risk',
    planted: set('/container/config', 'registry-url=http://registry.example', 'tmpdir=disk1/pull'),
  },
  {
    rule: 'container-veth-in-lan',
    planted:
      '/interface veth add name=planted address=172.17.0.2/24 gateway=172.17.0.1\n/interface list member add interface=planted list=LAN',
  },
  { rule: 'ip-redirects-accepted', planted: set('/ip/settings', 'accept-redirects=yes') },
  { rule: 'ip-source-routing', planted: set('/ip/settings', 'accept-source-route=yes') },
  { rule: 'ipv6-ra-accepted', planted: set('/ipv6/settings', 'accept-router-advertisements=yes') },
  { rule: 'logging-stop-on-full', planted: item('/system/logging/action', 'memory', 'memory-stop-on-full=yes') },
  { rule: 'ntp-client-off', planted: set('/system/ntp/client', 'enabled=no') },
  { rule: 'smb-disk-sharing', planted: set('/disk/settings', 'auto-smb-sharing=yes') },
  {
    rule: 'snmp-trap-v1v2-public',
    planted: set('/snmp', 'enabled=yes', 'trap-target=10.0.0.5', 'trap-community=public'),
  },
  {
    rule: 'traffic-flow-to-public',
    planted: add('/ip/traffic-flow/target', 'dst-address=203.0.113.9', 'port=2055', 'version=9'),
  },
  // Addresses and interfaces that lock out
  {
    rule: 'address-on-bridge-port',
    planted: add('/ip/address', 'address=10.20.0.1/24', 'interface=ether2'),
    into: ['hardened'],
    except: apart,
  },
  {
    rule: 'address-on-bridge-port',
    planted:
      '/ip address add address=10.20.0.1/24 interface=ether7\n/interface bridge port add bridge=bridge interface=ether7',
    except: mayNotRun,
  },
  {
    rule: 'address-on-bridge-port',
    planted:
      '/interface bridge port\nadd bridge=bridge interface=ether7\n/ip address\nadd address=10.20.0.1/24 interface=ether7',
    except: mayNotRun,
  },
  {
    rule: 'list-entry-missing-for-interface',
    planted:
      '/interface bridge add name=bridge2 comment="management network"\n/ip address add address=10.97.0.1/24 interface=bridge2\n/ip firewall filter add chain=input action=drop in-interface-list=!BASE\n/interface list member add list=BASE interface=bridge',
    into: ['alone', 'layered-firewall'],
    except: mayNotRun,
  },
  // DNS for everybody
  { rule: 'dns-open-resolver', planted: set('/ip/dns', 'allow-remote-requests=yes'), into: alone },
  {
    rule: 'dns-open-resolver',
    planted:
      '/ip dns set allow-remote-requests=yes servers=1.1.1.1\n/ip firewall filter add chain=input action=accept protocol=udp dst-port=53',
    into: alone,
  },
  {
    rule: 'list-entry-missing-for-interface',
    planted:
      '/interface list member add list=BASE interface=bridge\n/interface vlan add name=management interface=bridge vlan-id=99\n/ip address add address=10.99.0.1/24 interface=management\n/ip firewall filter add chain=input action=drop in-interface-list=!BASE',
    into: alone,
    except: mayNotRun,
  },
  {
    rule: 'list-entry-missing-for-interface',
    planted:
      '/interface/list/member/add interface=bridge list=BASE\n/interface/wireguard/add listen-port=13231 name=wg0 comment="admin access"\n/ip/address/add address=10.98.0.1/24 interface=wg0\n/ip/firewall/filter/add action=drop chain=input in-interface-list=!BASE',
    into: alone,
    except: mayNotRun,
  },
  {
    rule: 'list-entry-missing-for-interface',
    planted:
      '/ip service set ssh,winbox address=10.97.0.0/24\n/interface list member add list=BASE interface=bridge\n/interface bridge add name=bridge2\n/ip address add address=10.97.0.1/24 interface=bridge2\n/ip firewall filter add chain=input action=drop in-interface-list=!BASE',
    into: alone,
    except: mayNotRun,
  },
];
