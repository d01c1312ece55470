# SYNTAX TEST "source.routeros" "menus and commands"

/ip/firewall/filter/add chain=input
# <- punctuation.separator.path.routeros
#^^ entity.name.section.routeros
#   ^^^^^^^^ entity.name.section.routeros
#            ^^^^^^ entity.name.section.routeros
#                   ^^^ support.function.routeros
#                       ^^^^^ entity.other.attribute-name.routeros
#                             ^^^^^ - entity.name.section.routeros
/ip firewall filter add chain=input
#^^ entity.name.section.routeros
#   ^^^^^^^^ entity.name.section.routeros
#            ^^^^^^ entity.name.section.routeros
#                   ^^^ support.function.routeros
#                       ^^^^^ entity.other.attribute-name.routeros
/ip firewall/filter add chain=input
#^^ entity.name.section.routeros
#   ^^^^^^^^ entity.name.section.routeros
#            ^^^^^^ entity.name.section.routeros
#                   ^^^ support.function.routeros
/ip firewall filter
#            ^^^^^^ entity.name.section.routeros
add action=accept
# <--- support.function.routeros
#   ^^^^^^ entity.other.attribute-name.routeros
set api disabled=yes
# <--- support.function.routeros
#   ^^^ - support.function.routeros
#       ^^^^^^^^ entity.other.attribute-name.routeros
#                ^^^ constant.language.boolean.routeros
/user remove admin
#^^^^ entity.name.section.routeros
#     ^^^^^^ support.function.routeros
#            ^^^^^ - entity.name.section.routeros
/
# <- punctuation.separator.path.routeros
..
# <-- entity.name.section.routeros
../find name~"x"
# <-- entity.name.section.routeros
#  ^^^^ support.function.routeros
#       ^^^^ entity.other.attribute-name.routeros
#           ^ keyword.operator.comparison.routeros
ip address print
# <-- entity.name.section.routeros
#  ^^^^^^^ entity.name.section.routeros
#          ^^^^^ support.function.routeros
/interface/bridge/port/enable [find interface=ether1]
#                 ^^^^ entity.name.section.routeros
#                      ^^^^^^ support.function.routeros
#                             ^ punctuation.section.brackets.begin.routeros
#                              ^^^^ support.function.routeros
#                                   ^^^^^^^^^ entity.other.attribute-name.routeros
#                                             ^^^^^^ - entity.name.section.routeros
/ip dns static { :foreach h in=[find] do={ :put [get $h address] } }
#       ^^^^^^ entity.name.section.routeros
#              ^ meta.block.routeros punctuation.section.block.begin.routeros
#                 ^^^^^^^ meta.block.routeros keyword.control.routeros
#                         ^ variable.other.routeros
#                           ^^ entity.other.attribute-name.routeros
#                               ^^^^ support.function.routeros
#                                     ^^ keyword.control.routeros
#                                                ^^^ support.function.routeros
#                                                     ^ variable.other.routeros
/interface/monitor-traffic ether1 once do={:global b $"rx-bits-per-second"}
#          ^^^^^^^^^^^^^^^ entity.name.section.routeros
#                                      ^^ keyword.control.routeros
#                                           ^^^^^^ storage.type.routeros
#                                                      ^^^^^^^^^^^^^^^^^^ variable.other.quoted.routeros
add address=10.0.0.0/8 list=x
#                   ^ - punctuation.separator.path.routeros
#           ^^^^^^^^^^ constant.numeric.ipv4.routeros
/system/script/run my-script
#              ^^^ support.function.routeros
#                  ^^^^^^^^^ - entity.name.section.routeros
/log/print where topics~"script" time>5m
#^^^ entity.name.section.routeros
#    ^^^^^ support.function.routeros
#          ^^^^^ keyword.other.where.routeros
#                ^^^^^^ entity.other.attribute-name.routeros
#                      ^ keyword.operator.comparison.routeros
#                                ^^^^ entity.other.attribute-name.routeros
#                                    ^ keyword.operator.comparison.routeros
#                                     ^^ constant.numeric.time.routeros
/log info "started"
#^^^ entity.name.section.routeros
#    ^^^^ support.function.routeros
#          ^^^^^^^ string.quoted.double.routeros
