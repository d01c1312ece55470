# A firewall modelled on the one that home routers come with, in the shape of an export; the comments are our own.
/interface list
add comment="towards the Internet" name=WAN
add comment="own network" name=LAN
/interface list member
add interface=bridge list=LAN
add interface=ether1 list=WAN
/ip firewall filter
add action=accept chain=input comment="known connections" connection-state=established,related,untracked
add action=drop chain=input comment="packets of no connection" connection-state=invalid
add action=accept chain=input comment="ping and error messages" protocol=icmp
add action=accept chain=input comment="the router to itself" dst-address=127.0.0.1
add action=drop chain=input comment="everything else that is not from LAN" in-interface-list=!LAN
add action=accept chain=forward comment="came through IPsec" ipsec-policy=in,ipsec
add action=accept chain=forward comment="goes through IPsec" ipsec-policy=out,ipsec
add action=fasttrack-connection chain=forward comment="fast path for known connections" connection-state=established,related
add action=accept chain=forward comment="known connections" connection-state=established,related,untracked
add action=drop chain=forward comment="packets of no connection" connection-state=invalid
add action=drop chain=forward comment="new from WAN without port forwarding" connection-nat-state=!dstnat connection-state=new \
    in-interface-list=WAN
/ip firewall nat
add action=masquerade chain=srcnat comment="share the public address" ipsec-policy=out,none out-interface-list=WAN
/ipv6 firewall address-list
add address=::/128 comment="unspecified" list=never-routed
add address=::1/128 comment="loopback" list=never-routed
add address=fec0::/10 comment="former site-local" list=never-routed
add address=::ffff:0.0.0.0/96 comment="IPv4-mapped" list=never-routed
add address=100::/64 comment="discard only" list=never-routed
add address=2001:db8::/32 comment="documentation" list=never-routed
/ipv6 firewall filter
add action=accept chain=input comment="known connections" connection-state=established,related,untracked
add action=drop chain=input comment="packets of no connection" connection-state=invalid
add action=accept chain=input comment="ping, neighbours, path MTU" protocol=icmpv6
add action=accept chain=input comment="UDP traceroute" port=33434-33534 protocol=udp
add action=accept chain=input comment="DHCPv6 client and prefix delegation" dst-port=546 protocol=udp src-address=fe80::/10
add action=accept chain=input comment="IKE" dst-port=500,4500 protocol=udp
add action=accept chain=input comment="IPsec AH" protocol=ipsec-ah
add action=accept chain=input comment="IPsec ESP" protocol=ipsec-esp
add action=accept chain=input comment="came through IPsec" ipsec-policy=in,ipsec
add action=drop chain=input comment="everything else that is not from LAN" in-interface-list=!LAN
add action=accept chain=forward comment="known connections" connection-state=established,related,untracked
add action=drop chain=forward comment="packets of no connection" connection-state=invalid
add action=drop chain=forward comment="impossible source" src-address-list=never-routed
add action=drop chain=forward comment="impossible destination" dst-address-list=never-routed
add action=drop chain=forward comment="hop limit of 1 ends here" hop-limit=equal:1 protocol=icmpv6
add action=accept chain=forward comment="ping and path MTU" protocol=icmpv6
add action=accept chain=forward comment="host identity protocol" protocol=139
add action=accept chain=forward comment="IKE" dst-port=500,4500 protocol=udp
add action=accept chain=forward comment="IPsec AH" protocol=ipsec-ah
add action=accept chain=forward comment="IPsec ESP" protocol=ipsec-esp
add action=accept chain=forward comment="came through IPsec" ipsec-policy=in,ipsec
add action=drop chain=forward comment="everything else that is not from LAN" in-interface-list=!LAN
