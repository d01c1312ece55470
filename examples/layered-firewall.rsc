# A firewall in two layers, after the vendor's "Building Advanced Firewall": raw rules throw away what can never be right, filter rules decide
# who may reach the router and the clients behind it. ICMP is accepted before known connections on purpose, and the input chain needs no rule for
# invalid packets: its last rule drops whatever does not come from LAN.
/interface list
add name=WAN comment="towards the Internet"
add name=LAN comment="own network"
/interface list member
add interface=ether1 list=WAN
add interface=bridge list=LAN

/ip firewall address-list
add list=never_forwarded address=0.0.0.0/8 comment="this network"
add list=never_forwarded address=169.254.0.0/16 comment="link local"
add list=never_forwarded address=224.0.0.0/4 comment="multicast"
add list=never_forwarded address=255.255.255.255 comment="broadcast"
add list=never_seen address=127.0.0.0/8 comment="loopback"
add list=never_seen address=192.0.2.0/24 comment="documentation"
add list=never_seen address=198.51.100.0/24 comment="documentation"
add list=never_seen address=203.0.113.0/24 comment="documentation"
add list=never_seen address=240.0.0.0/4 comment="reserved"
add list=never_from_wan address=10.0.0.0/8 comment="private"
add list=never_from_wan address=100.64.0.0/10 comment="shared by carriers"
add list=never_from_wan address=172.16.0.0/12 comment="private"
add list=never_from_wan address=192.168.0.0/16 comment="private"
add list=never_from_wan address=198.18.0.0/15 comment="benchmarks"
add list=never_a_source address=224.0.0.0/4 comment="multicast"
add list=never_a_source address=255.255.255.255 comment="broadcast"

/ip firewall raw
add action=accept chain=prerouting comment="switch on to look through" disabled=yes
add action=accept chain=prerouting comment="DHCP of clients" dst-address=255.255.255.255 dst-port=67 in-interface-list=LAN protocol=udp \
    src-address=0.0.0.0 src-port=68
add action=drop chain=prerouting comment="from addresses that do not exist" src-address-list=never_seen
add action=drop chain=prerouting comment="to addresses that do not exist" dst-address-list=never_seen
add action=drop chain=prerouting comment="from addresses that send nothing" src-address-list=never_a_source
add action=drop chain=prerouting comment="private addresses from WAN" in-interface-list=WAN src-address-list=never_from_wan
add action=drop chain=prerouting comment="for LAN, from WAN" dst-address=192.168.88.0/24 in-interface-list=WAN
add action=drop chain=prerouting comment="other addresses from LAN" in-interface-list=LAN src-address=!192.168.88.0/24
add action=drop chain=prerouting comment="UDP port 0" port=0 protocol=udp
add action=jump chain=prerouting comment="look at ICMP" jump-target=icmp protocol=icmp
add action=jump chain=prerouting comment="look at TCP flags" jump-target=tcp-flags protocol=tcp
add action=accept chain=prerouting comment="the rest from LAN" in-interface-list=LAN
add action=accept chain=prerouting comment="the rest from WAN" in-interface-list=WAN
add action=accept chain=prerouting comment="the router to itself" src-address-type=local
add action=drop chain=prerouting comment="interfaces of no list"
add action=drop chain=tcp-flags comment="no flag at all" protocol=tcp tcp-flags=!fin,!syn,!rst,!ack
add action=drop chain=tcp-flags comment="begin and end" protocol=tcp tcp-flags=fin,syn
add action=drop chain=tcp-flags comment="end and reset" protocol=tcp tcp-flags=fin,rst
add action=drop chain=tcp-flags comment="TCP port 0" port=0 protocol=tcp
add action=accept chain=icmp comment="echo reply" icmp-options=0:0 limit=5,10:packet protocol=icmp
add action=accept chain=icmp comment="unreachable" icmp-options=3:0-15 protocol=icmp
add action=accept chain=icmp comment="echo request" icmp-options=8:0 limit=5,10:packet protocol=icmp
add action=accept chain=icmp comment="time exceeded" icmp-options=11:0-255 protocol=icmp
add action=drop chain=icmp comment="other ICMP" protocol=icmp

/ip firewall filter
add action=accept chain=input comment="ICMP that raw has let through" protocol=icmp
add action=accept chain=input comment="known connections" connection-state=established,related,untracked
add action=drop chain=input comment="what does not come from LAN" in-interface-list=!LAN
add action=accept chain=forward comment="switch on with IPsec tunnels" disabled=yes ipsec-policy=in,ipsec
add action=fasttrack-connection chain=forward comment="known connections, fast" connection-state=established,related
add action=accept chain=forward comment="known connections" connection-state=established,related,untracked
add action=drop chain=forward comment="packets of no connection" connection-state=invalid
add action=drop chain=forward comment="new connections from WAN that are not translated" connection-nat-state=!dstnat connection-state=new \
    in-interface-list=WAN
add action=drop chain=forward comment="from addresses that are not forwarded" src-address-list=never_forwarded
add action=drop chain=forward comment="to addresses that are not forwarded" dst-address-list=never_forwarded

/ip firewall nat
add action=accept chain=srcnat comment="switch on with IPsec tunnels" disabled=yes ipsec-policy=out,ipsec
add action=masquerade chain=srcnat comment="share the public address" out-interface-list=WAN

/ipv6 firewall address-list
add list=never_forwarded6 address=fe80::/10 comment="link local"
add list=never_forwarded6 address=ff00::/8 comment="multicast"

/ipv6 firewall filter
add action=accept chain=input comment="ICMPv6" protocol=icmpv6
add action=accept chain=input comment="known connections" connection-state=established,related,untracked
add action=accept chain=input comment="traceroute" dst-port=33434-33534 protocol=udp
add action=accept chain=input comment="prefix delegation" dst-port=546 protocol=udp src-address=fe80::/10
add action=accept chain=input comment="IKE" dst-port=500,4500 protocol=udp
add action=accept chain=input comment="IPsec AH" protocol=ipsec-ah
add action=accept chain=input comment="IPsec ESP" protocol=ipsec-esp
add action=drop chain=input comment="what does not come from LAN" in-interface-list=!LAN
add action=accept chain=forward comment="known connections" connection-state=established,related,untracked
add action=drop chain=forward comment="packets of no connection" connection-state=invalid
add action=drop chain=forward comment="from addresses that are not forwarded" src-address-list=never_forwarded6
add action=drop chain=forward comment="to addresses that are not forwarded" dst-address-list=never_forwarded6
add action=drop chain=forward comment="ICMPv6 at its last hop" hop-limit=equal:1 protocol=icmpv6
add action=accept chain=forward comment="ICMPv6" protocol=icmpv6
add action=accept chain=forward comment="HIP" protocol=139
add action=accept chain=forward comment="IKE" dst-port=500,4500 protocol=udp
add action=accept chain=forward comment="IPsec AH" protocol=ipsec-ah
add action=accept chain=forward comment="IPsec ESP" protocol=ipsec-esp
add action=accept chain=forward comment="what an IPsec policy lets in" ipsec-policy=in,ipsec
add action=drop chain=forward comment="what does not come from LAN" in-interface-list=!LAN
