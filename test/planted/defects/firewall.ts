import { add, alone, mayNotRun, type Defect } from './defect';

/** Filter, NAT and raw. */
export const firewallDefects: readonly Defect[] = [
  {
    rule: 'fw-mgmt-accept-unrestricted',
    planted: add('/ip/firewall/filter', 'chain=input', 'action=accept', 'protocol=tcp', 'dst-port=8728'),
    into: alone,
  },
  {
    rule: 'fw-implicit-accept',
    planted: add('/ip/firewall/filter', 'chain=input', 'protocol=tcp', 'dst-port=8729', 'src-address=10.0.0.0/24'),
  },
  {
    rule: 'fw-empty-matcher',
    planted: add('/ip/firewall/filter', 'chain=input', 'action=accept', 'protocol=tcp', 'src-address=""'),
  },
  { rule: 'fw-accept-all', planted: add('/ip/firewall/filter', 'chain=input', 'action=accept'), into: alone },
  {
    rule: 'fw-log-matches-everything',
    planted: add('/ip/firewall/filter', 'chain=input', 'action=log', 'log-prefix=planted'),
    into: alone,
  },
  {
    rule: 'fw-drop-before-accept',
    planted:
      '/ip firewall filter\nadd chain=input action=drop protocol=tcp dst-port=8728\nadd chain=input action=accept protocol=tcp dst-port=8728 src-address=192.168.1.100',
    except: mayNotRun,
  },
  {
    rule: 'fw-unreachable-rule',
    planted:
      '/ip firewall filter\nadd chain=forward action=drop protocol=udp dst-port=53\nadd chain=forward action=reject protocol=udp dst-port=53',
    except: mayNotRun,
  },
  { rule: 'nat-masquerade-unscoped', planted: add('/ip/firewall/nat', 'chain=srcnat', 'action=masquerade') },
  {
    rule: 'nat-dstnat-mgmt',
    planted: add(
      '/ip/firewall/nat',
      'chain=dstnat',
      'action=dst-nat',
      'protocol=tcp',
      'dst-port=8728',
      'to-addresses=10.0.0.2',
      'to-ports=8728',
      'in-interface-list=WAN',
    ),
  },
  {
    rule: 'fw-state-new-in-established',
    planted: add('/ip/firewall/filter', 'chain=input', 'action=accept', 'connection-state=established,related,new'),
    into: alone,
  },
  {
    rule: 'firewall-accept-5678',
    planted: add('/ip/firewall/filter', 'chain=input', 'action=accept', 'protocol=tcp', 'dst-port=5678'),
    into: alone,
  },
  {
    rule: 'fw-address-list-too-broad',
    planted:
      '/ip firewall address-list add list=planted address=0.0.0.0/1\n/ip firewall filter add chain=input action=accept protocol=tcp dst-port=8291 src-address-list=planted',
    into: alone,
  },
  {
    rule: 'fw-address-list-fqdn',
    planted:
      '/ip firewall address-list add list=planted address=office.example.net\n/ip firewall filter add chain=input action=accept protocol=tcp dst-port=22 src-address-list=planted',
    into: alone,
  },
  {
    rule: 'fw-fasttrack-without-accept',
    planted: add(
      '/ip/firewall/filter',
      'chain=forward',
      'action=fasttrack-connection',
      'connection-state=established,related',
    ),
    into: alone,
  },
  {
    rule: 'fw-ports-without-protocol',
    planted: add('/ip/firewall/filter', 'chain=input', 'action=drop', 'dst-port=23'),
  },
  {
    rule: 'fw-source-port-trust',
    planted: add('/ip/firewall/filter', 'chain=input', 'action=accept', 'protocol=udp', 'src-port=53'),
    into: alone,
  },
  {
    rule: 'nat-dstnat-unscoped',
    planted: add(
      '/ip/firewall/nat',
      'chain=dstnat',
      'action=dst-nat',
      'protocol=tcp',
      'dst-port=443',
      'to-addresses=10.0.0.2',
    ),
  },
  {
    rule: 'nat-redirect-mgmt',
    planted: add(
      '/ip/firewall/nat',
      'chain=dstnat',
      'action=redirect',
      'protocol=tcp',
      'dst-port=50000',
      'to-ports=8728',
    ),
  },
  {
    rule: 'raw-accept-or-notrack-mgmt',
    planted: add('/ip/firewall/raw', 'chain=prerouting', 'action=notrack', 'protocol=tcp', 'dst-port=8291'),
    into: alone,
  },
  {
    rule: 'fw-duplicate-rule',
    planted:
      '/ip firewall mangle add chain=prerouting action=mark-connection new-connection-mark=planted protocol=tcp dst-port=25\n/ip firewall mangle add chain=prerouting action=mark-connection new-connection-mark=planted protocol=tcp dst-port=25',
    except: mayNotRun,
  },
  {
    rule: 'fw-protection-disabled',
    planted: add('/ip/firewall/filter', 'chain=input', 'action=drop', 'in-interface-list=WAN', 'disabled=yes'),
    preset: 'strict',
  },
  {
    rule: 'fw-protection-disabled',
    planted: add('/ip/firewall/filter', 'chain=forward', 'action=reject', 'src-address=10.0.0.0/24', 'disabled=yes'),
    preset: 'strict',
  },
  {
    rule: 'fw-protection-disabled',
    planted: add('/ipv6/firewall/filter', 'chain=input', 'action=drop', 'in-interface-list=WAN', 'disabled=yes'),
    preset: 'strict',
  },
  {
    rule: 'fw-protection-disabled',
    planted:
      '/ip firewall filter\nadd chain=input action=drop in-interface-list=WAN comment="planted drop"\ndisable [find comment="planted drop"]',
    preset: 'strict',
  },
  {
    rule: 'fw-protection-disabled',
    planted:
      '/ip firewall filter\nadd chain=input action=drop in-interface-list=WAN comment="planted drop"\ndisable [find comment~"drop"]',
    preset: 'strict',
  },
  {
    rule: 'fw-undefined-reference',
    planted:
      '/ip firewall address-list add list=managers address=10.0.0.5\n/ip firewall filter add chain=input action=accept protocol=tcp dst-port=22 src-address-list=mangers',
  },
  {
    rule: 'fw-input-no-final-drop',
    planted:
      '/ip firewall nat add chain=srcnat action=masquerade out-interface-list=WAN\n/ip firewall filter\nremove [find]\nadd chain=input action=accept connection-state=established,related,untracked\nadd chain=input action=drop connection-state=invalid\nadd chain=input action=accept protocol=icmp',
    into: alone,
    except: mayNotRun,
  },
  {
    rule: 'fw-input-no-final-drop',
    planted:
      '/ip/firewall/nat/add chain=srcnat action=masquerade out-interface=ether1\n/ip/firewall/filter/remove [find]\n/ip/firewall/filter/add chain=input action=accept connection-state=established,related\n/ip/firewall/filter/add chain=input action=drop protocol=tcp dst-port=23,8291',
    into: alone,
    except: mayNotRun,
  },
  {
    rule: 'fw-no-established-accept',
    planted:
      '/ip firewall filter\nremove [find]\nadd chain=input action=accept protocol=icmp\nadd chain=input action=accept src-address=10.0.0.0/24\nadd chain=input action=drop',
    into: alone,
    except: mayNotRun,
  },
  {
    rule: 'fw-no-established-accept',
    planted:
      '/ip firewall filter remove [find]\n/ip firewall filter add chain=forward action=accept src-address=10.0.0.0/24\n/ip firewall filter add chain=forward action=drop comment="the rest"',
    into: alone,
    except: mayNotRun,
  },
  {
    rule: 'fw-address-list-no-timeout',
    planted:
      '/ip firewall filter\nadd chain=input action=drop src-address-list=blacklist\nadd chain=input action=add-src-to-address-list address-list=blacklist protocol=tcp dst-port=22 connection-state=new',
  },
  {
    rule: 'fw-address-list-no-timeout',
    planted:
      '/ip firewall filter add chain=input action=add-src-to-address-list address-list=scanners protocol=tcp psd=21,3s,3,1\n/ip firewall raw add chain=prerouting action=drop src-address-list=scanners',
  },
  {
    rule: 'fw-address-list-no-timeout',
    planted:
      '/ip/firewall/raw/add chain=prerouting action=add-src-to-address-list address-list=scanners in-interface-list=WAN protocol=tcp dst-port=23\n/ip/firewall/raw/add chain=prerouting action=drop src-address-list=scanners',
  },
  {
    rule: 'fw-address-list-no-timeout',
    planted:
      '/ip firewall filter\nadd chain=forward action=add-dst-to-address-list address-list=mailers protocol=tcp dst-port=25\nadd chain=forward action=reject dst-address-list=mailers',
  },
  {
    rule: 'fw-address-list-no-timeout',
    planted:
      '/ipv6 firewall filter\nadd chain=input action=add-src-to-address-list address-list=blacklist6 protocol=tcp dst-port=23\nadd chain=input action=drop src-address-list=blacklist6',
  },
  {
    rule: 'fw-duplicate-rule',
    planted:
      '/ip firewall filter\nadd chain=forward action=log protocol=udp dst-port=161 log-prefix=snmp\nadd chain=forward protocol=udp dst-port=161 log-prefix=snmp action=log comment="once more"',
    into: alone,
    except: mayNotRun,
  },
  {
    rule: 'fw-duplicate-rule',
    planted:
      '/ipv6 firewall mangle add chain=prerouting action=mark-packet new-packet-mark=planted protocol=udp passthrough=yes\n/ipv6/firewall/mangle/add action=mark-packet chain=prerouting passthrough=yes new-packet-mark=planted protocol=udp',
    except: mayNotRun,
  },
  {
    rule: 'nat-both-public',
    planted: add(
      '/ip/firewall/nat',
      'chain=dstnat',
      'action=dst-nat',
      'protocol=tcp',
      'dst-port=443',
      'dst-address=8.8.8.8',
      'to-addresses=9.9.9.9',
    ),
  },
];
