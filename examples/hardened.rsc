# A router without configuration of its own, hardened: the article's steps in their correct form.
# On a router with the vendor's default configuration the LAN list exists already, and rules added at the end come after its final drop.
# Before the import, set both passwords on the router (nothing is changed while one of them is empty):
#   :global adminPassword "..."
#   :global apiPassword "..."
:global adminPassword
:global apiPassword
:if ([:len $adminPassword] = 0) do={ :error "set the global variable adminPassword first" }
:if ([:len $apiPassword] = 0) do={ :error "set the global variable apiPassword first" }

/interface bridge
add name=bridge comment="LAN"
/interface bridge port
add bridge=bridge interface=ether2
/interface list
add name=WAN comment="towards the Internet"
add name=LAN comment="own network"
/interface list member
add list=WAN interface=ether1
add list=LAN interface=bridge
/ip address
add address=192.168.88.1/24 interface=bridge

/certificate
add name=api-ca common-name=api-ca key-size=4096 key-usage=key-cert-sign,crl-sign days-valid=3650
sign api-ca
add name=api-cert common-name=router.example.com subject-alt-name=DNS:router.example.com \
    key-usage=digital-signature,key-encipherment,tls-server days-valid=397
sign api-cert ca=api-ca

/ip service
set telnet,ftp,www,api disabled=yes
set www-ssl disabled=yes
set ssh,winbox address=192.168.88.0/24
set api-ssl disabled=no port=8729 certificate=api-cert tls-version=only-1.2 address=192.168.88.0/24
/ip ssh
set strong-crypto=yes

/ip firewall address-list
add list=api-clients address=192.168.88.10 comment="automation host"
/ip firewall filter
add chain=input action=accept connection-state=established,related,untracked comment="known connections"
add chain=input action=drop connection-state=invalid comment="packets of no connection"
add chain=input action=accept protocol=icmp comment="ping and error messages"
add chain=input action=accept protocol=tcp dst-port=8729 src-address-list=api-clients comment="API-SSL for the automation host"
add chain=input action=drop protocol=tcp dst-port=8728,8729 log=yes log-prefix="API-DROP" comment="any other API connection"
add chain=input action=drop in-interface-list=!LAN comment="everything else that is not from LAN"
add chain=forward action=accept connection-state=established,related,untracked comment="known connections"
add chain=forward action=drop connection-state=invalid comment="packets of no connection"
add chain=forward action=drop in-interface-list=!LAN comment="everything else that is not from LAN"
/ip firewall nat
add chain=srcnat action=masquerade out-interface-list=WAN comment="share the public address"
/ipv6 firewall filter
add chain=input action=accept connection-state=established,related,untracked comment="known connections"
add chain=input action=drop connection-state=invalid comment="packets of no connection"
add chain=input action=accept protocol=icmpv6 comment="ping, neighbours, path MTU"
add chain=input action=accept protocol=udp dst-port=546 src-address=fe80::/10 comment="DHCPv6 client"
add chain=input action=drop in-interface-list=!LAN comment="everything else that is not from LAN"
add chain=forward action=accept connection-state=established,related,untracked comment="known connections"
add chain=forward action=drop connection-state=invalid comment="packets of no connection"
add chain=forward action=accept protocol=icmpv6 comment="ping and path MTU"
add chain=forward action=drop in-interface-list=!LAN comment="everything else that is not from LAN"

/tool mac-server
set allowed-interface-list=none
/tool mac-server mac-winbox
set allowed-interface-list=LAN
/ip neighbor discovery-settings
set discover-interface-list=LAN
/tool bandwidth-server
set enabled=no

/user group
add name=api-rw policy=api,read,write,!local,!telnet,!ssh,!ftp,!reboot,!policy,!test,!winbox,!password,!web,!sniff,!sensitive,!romon,!rest-api
/user
add name=netops group=full address=192.168.88.0/24 password=$adminPassword comment="a person"
add name=svc-automation group=api-rw address=192.168.88.10/32 password=$apiPassword comment="API-SSL only"
disable admin

:set adminPassword ""
:set apiPassword ""
