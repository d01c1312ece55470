# SYNTAX TEST "source.routeros" "arguments, unset names, negation, joined lines"

set [ find default-name=ether1 ] name=ether1-gateway !port
#     ^^^^ support.function.routeros
#          ^^^^^^^^^^^^ entity.other.attribute-name.routeros
#                      ^ keyword.operator.assignment.routeros
#                            ^ - constant.numeric.integer.routeros
#                                ^^^^ entity.other.attribute-name.routeros
#                                     ^^^^^^^^^^^^^^ - constant.numeric.integer.routeros
#                                                    ^ keyword.operator.logical.routeros
#                                                     ^^^^ entity.other.attribute-name.routeros
add src-address=!10.0.0.0/8 connection-nat-state=!dstnat
#   ^^^^^^^^^^^ entity.other.attribute-name.routeros
#               ^ keyword.operator.logical.routeros
#                ^^^^^^^^^^ constant.numeric.ipv4.routeros
#                                                ^ keyword.operator.logical.routeros
#                                                 ^^^^^^ - entity.other.attribute-name.routeros
add configuration.mode=ap .ssid=x security.authentication-types=wpa2-psk .passphrase=$pw
#   ^^^^^^^^^^^^^^^^^^ entity.other.attribute-name.routeros
#                         ^^^^^ entity.other.attribute-name.routeros
#                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ entity.other.attribute-name.routeros
#                                                               ^^^^^^^^ - constant.numeric.integer.routeros
#                                                                        ^^^^^^^^^^^ entity.other.attribute-name.routeros
#                                                                                     ^^ variable.other.routeros
add name=x source=\
#          ^^^^^^ entity.other.attribute-name.routeros
#                 ^ punctuation.separator.continuation.routeros
    "text"
#    ^^^^ string.quoted.double.routeros
set api policy=\
#              ^ punctuation.separator.continuation.routeros
    ftp,reboot,read disabled=no
#   ^^^ meta.command.routeros
#   ^^^ - support.function.routeros
#      ^ punctuation.separator.comma.routeros
#                   ^^^^^^^^ entity.other.attribute-name.routeros
#                            ^^ constant.language.boolean.routeros
add comment=a=b
#   ^^^^^^^ entity.other.attribute-name.routeros
#          ^ keyword.operator.assignment.routeros
#           ^ - entity.other.attribute-name.routeros
add dst-port=8728,8729 address=192.168.2.2-192.168.2.254
#            ^^^^ constant.numeric.integer.routeros
#                ^ punctuation.separator.comma.routeros
#                 ^^^^ constant.numeric.integer.routeros
#                              ^^^^^^^^^^^ constant.numeric.ipv4.routeros
#                                          ^^^^^^^^^^^^^ constant.numeric.ipv4.routeros
add value="0x0108'test'"
#                ^^^^^^ string.quoted.double.routeros
/system script add name=s source={
#                         ^^^^^^ entity.other.attribute-name.routeros
#                                ^ meta.block.routeros punctuation.section.block.begin.routeros
# inside the source
# <------------------- comment.line.number-sign.routeros
/system/note set note="
#       ^^^^ entity.name.section.routeros
#            ^^^ support.function.routeros
#                ^^^^ entity.other.attribute-name.routeros
time: $[:tostr $time]"
# <---- string.quoted.double.routeros
#        ^^^^^ meta.interpolation.routeros support.function.routeros
#               ^^^^ variable.other.routeros
}
# <- punctuation.section.block.end.routeros
:put done
#^^^ support.function.routeros
