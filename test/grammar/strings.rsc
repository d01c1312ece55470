# SYNTAX TEST "source.routeros" "strings, escapes, interpolation"

:put "a$[:pick "0123" 1]b"
#    ^ punctuation.definition.string.begin.routeros
#     ^ string.quoted.double.routeros
#      ^^ meta.interpolation.routeros
#       ^ punctuation.section.interpolation.begin.routeros
#         ^^^^ meta.interpolation.routeros support.function.routeros
#               ^^^^ meta.interpolation.routeros string.quoted.double.routeros
#                     ^ meta.interpolation.routeros constant.numeric.integer.routeros
#                      ^ punctuation.section.interpolation.end.routeros
#                       ^ string.quoted.double.routeros
#                       ^ - meta.interpolation.routeros
:put 1
#    ^ constant.numeric.integer.routeros
#    ^ - string.quoted.double.routeros
:put "espa$(tilden)ola"
#     ^^^^ string.quoted.double.routeros
#           ^^^^^^ meta.interpolation.routeros meta.embedded.routeros
#                  ^^^ - meta.interpolation.routeros
#                  ^^^ string.quoted.double.routeros
[[:parse "(\"\\$[:pick "0123456789ABCDEF" (($k >> 4) & 0xF)]\")"]]
#          ^^ constant.character.escape.routeros
#            ^^ constant.character.escape.routeros
#              ^^ meta.interpolation.routeros
#                       ^^^^^^^^^^^^^^^^ meta.interpolation.routeros string.quoted.double.routeros
#                                              ^^ keyword.operator.bitwise.routeros
#                                                      ^^^ constant.numeric.hex.routeros
#                                                           ^^ constant.character.escape.routeros
#                                                               ^^ punctuation.section.brackets.end.routeros
#                                                               ^^ - string.quoted.double.routeros
:put "\E2\9A\99\EF\B8\8F\0A \? \$x \_ \n\r\t"
#     ^^^^^^^^^ constant.character.escape.routeros
#                       ^^^ constant.character.escape.routeros
#                           ^^ constant.character.escape.routeros
#                              ^^ constant.character.escape.routeros
#                                ^ - variable.other.routeros
#                                  ^^ constant.character.escape.routeros
#                                     ^^^^^^ constant.character.escape.routeros
:put "$scepbase-$sysname-router"
#     ^ punctuation.definition.variable.routeros
#      ^^^^^^^^ variable.other.routeros
#              ^ - variable.other.routeros
#                ^^^^^^^ variable.other.routeros
#                       ^^^^^^^ - variable.other.routeros
#                       ^^^^^^^ string.quoted.double.routeros
:put "$"gateway-address"/24"
#       ^^^^^^^^^^^^^^^ variable.other.quoted.routeros
#                       ^^^ string.quoted.double.routeros
#                       ^^^ - variable.other.quoted.routeros
:put "first line
#     ^^^^^^^^^^ string.quoted.double.routeros
second line" as-value
# <----------- string.quoted.double.routeros
#            ^^^^^^^^ - string.quoted.double.routeros
add source="{\r\
#            ^^ constant.character.escape.routeros
#              ^ punctuation.separator.continuation.routeros
    \n\"x\""
#   ^^ constant.character.escape.routeros
#     ^^ constant.character.escape.routeros
#       ^ string.quoted.double.routeros
#        ^^ constant.character.escape.routeros
add comment=plain
#   ^^^^^^^ entity.other.attribute-name.routeros
#           ^^^^^ - string.quoted.double.routeros
:put "$1 is $0"
#      ^ variable.parameter.routeros
#            ^ variable.parameter.routeros
:put "a lone $ and a # sign"
#            ^^^^^^^^^^^^^^ string.quoted.double.routeros
#                    ^ - comment.line.number-sign.routeros
