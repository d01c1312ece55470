# A first script to try: it names the router, admits one automation host to API-SSL and closes what it does not use.
# Three of its lines are wrong: one that the router cannot read, one value that it refuses, one setting that is missing.
/system identity
set name=branch-01

/interface list
add name=LAN comment="own network"
/interface list member
add list=LAN interface=bridge

/ip firewall address-list
add list=api-clients address=192.168.88.10 comment="automation host"

/ip firewall filter
add chain=input action=accept connection-state=established,related,untracked comment="known connections"
add chain=input action=drop connection-state=invalid comment="packets of no connection"
add chain=input action=accept protocol=icmp comment="ping and error messages"
add chain=input action=accept protocol=tcp dst-port=8729 src-address-list=api-clients comment="API-SSL for the automation host"
add chain=input action=drop in-interface-list=!LAN comment="everything else that is not from LAN"

/ip service
set telnet disabled=yes
set ftp disabled=yes
set www disabled=yes # not needed here
set www-ssl disabled=no certificate=router-cert tls-version=modern address=192.168.88.0/24
set api-ssl disabled=no certificate=router-cert address=192.168.88.0/24
set api disabled=yes
