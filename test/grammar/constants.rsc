# SYNTAX TEST "source.routeros" "numbers, times, addresses, booleans"

add a=1.2.3.4 b=2.2/24 c=10.0.0.0/8
#     ^^^^^^^ constant.numeric.ipv4.routeros
#               ^^^^^^ constant.numeric.ipv4.routeros
#                        ^^^^^^^^^^ constant.numeric.ipv4.routeros
add a=2001:db8::1 b=::/0 c=fe80::1%ether1 d=2001:db8::/32
#     ^^^^^^^^^^^ constant.numeric.ipv6.routeros
#                   ^^^^ constant.numeric.ipv6.routeros
#                          ^^^^^^^ constant.numeric.ipv6.routeros
#                                           ^^^^^^^^^^^^^ constant.numeric.ipv6.routeros
add a=64:D1:54:55:FF:CC b=00:00:05 c=1w2d03:04:05 d=600ms
#     ^^^^^^^^^^^^^^^^^ constant.numeric.mac-address.routeros
#                         ^^^^^^^^ constant.numeric.time.routeros
#                                    ^^^^^^^^^^^^ constant.numeric.time.routeros
#                                                   ^^^^^ constant.numeric.time.routeros
set *1F a=yes b=no c=0x1F d=-1
#   ^^^ constant.other.id.routeros
#         ^^^ constant.language.boolean.routeros
#               ^^ constant.language.boolean.routeros
#                    ^^^^ constant.numeric.hex.routeros
#                            ^ constant.numeric.integer.routeros
add name=ether1 b=wpa2-psk c=2nd d=yes-if-no-key e=DNS:a.b
#             ^ - constant.numeric.integer.routeros
#                    ^ - constant.numeric.integer.routeros
#                            ^ - constant.numeric.integer.routeros
#                                  ^^^ - constant.language.boolean.routeros
#                                         ^^ - constant.language.boolean.routeros
