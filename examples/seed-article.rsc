# The commands of an article on securing API-SSL access, in the article's order, each as it is printed there.
# Several are wrong on a real router, on purpose: do not run this file. docs/errata.md says what is wrong and what is right.
# Left out: the bare word "telnet", which the article also calls a command. It is meant for a computer's own shell and
# has no address and no port; RouterOS has no such command at its root.
/ip firewall filter add chain=input protocol=tcp dst-port=8728,8729 src-address=
/ip ipsec peer add address=
/log print where message~"api"
/user group add name=
/system package update check-for-updates
/system package update install
/ip firewall filter add chain=input protocol=tcp dst-port=8728,8729 src-address=
/ip service set api-ssl tls-version=modern
/log print where message~"api"
/ip ipsec peer add address=
/ip firewall filter add chain=input protocol=tcp dst-port=8728,8729 src-address=
/ip ipsec peer add address=
/log print where message~"API"
/interface print
/ip service set api address=
/ip firewall filter add action=accept chain=input dst-port=8728 protocol=tcp
/ip firewall filter add action=accept chain=input src-address=192.168.1.0/24 dst-port=8728 protocol=tcp
/ip firewall filter add action=drop chain=input dst-port=8728 protocol=tcp
/ip firewall filter add action=drop chain=input dst-port=8728 protocol=tcp log=yes
/user set admin name=newadmin
/user set newadmin password=newpassword
/user ssh-keys import user=newadmin public-key="ssh-rsa your_public_key"
/user print
/ip firewall filter add chain=input protocol=tcp dst-port=8728 src-address=192.168.1.100 action=accept
/ip firewall filter add chain=input protocol=tcp dst-port=8728 action=drop
/ip firewall filter add chain=input action=log log-prefix="DROP API: "
/certificate add name=api-cert common-name=api.example.com key-usage=keyEncipherment,dataEncipherment
/ip service set api-ssl certificate=api-cert
/ip service set api disabled=yes
