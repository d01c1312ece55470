# SYNTAX TEST "source.routeros" "control commands, expressions, arrays, conditions"

:if ($a = true \
#^^ keyword.control.routeros
#   ^ punctuation.section.parens.begin.routeros
#     ^ variable.other.routeros
#       ^ keyword.operator.comparison.routeros
#         ^^^^ constant.language.boolean.routeros
#              ^ punctuation.separator.continuation.routeros
  and $b != false) do={:put 1} else {:put 2}
# ^^^ keyword.operator.word.routeros
#      ^ variable.other.routeros
#        ^^ keyword.operator.comparison.routeros
#                ^ punctuation.section.parens.end.routeros
#                  ^^ keyword.control.routeros
#                       ^^^ support.function.routeros
#                              ^^^^ keyword.control.routeros
#                                     ^^^ support.function.routeros
:do { add list=x } on-error {}
#^^ keyword.control.routeros
#   ^ meta.block.routeros punctuation.section.block.begin.routeros
#     ^^^ support.function.routeros
#                  ^^^^^^^^ keyword.control.routeros
while (keypress=0xFFFF) do={ :delay 1s }
# <----- keyword.control.routeros
#               ^^^^^^ constant.numeric.hex.routeros
#                             ^^^^^ support.function.routeros
#                                   ^^ constant.numeric.time.routeros
:foreach k,v in={2;"aX"=1;y=2} do={}
#^^^^^^^ keyword.control.routeros
#        ^ variable.other.routeros
#         ^ punctuation.separator.comma.routeros
#          ^ variable.other.routeros
#            ^^ entity.other.attribute-name.routeros
#               ^ meta.array.routeros punctuation.section.braces.begin.routeros
#                ^ constant.numeric.integer.routeros
#                 ^ punctuation.separator.array.routeros
#                   ^^ string.quoted.double.routeros
#                      ^ keyword.operator.assignment.routeros
#                         ^ entity.other.attribute-name.routeros
:local ar ({})
#^^^^^ storage.type.routeros
#      ^^ variable.other.routeros
#          ^ punctuation.section.braces.begin.routeros
:local "my-var" [tostr $1]
#       ^^^^^^ variable.other.routeros
#                ^^^^^ support.function.routeros
#                       ^ variable.parameter.routeros
:set ($b->"child") (1 . "x" . $c->0)
#^^^ keyword.control.assignment.routeros
#      ^ variable.other.routeros
#       ^^ keyword.operator.access.routeros
#          ^^^^^ string.quoted.double.routeros
#                     ^ keyword.operator.concatenation.routeros
#                              ^ variable.other.routeros
:put ((1 + 2) * 3 - 4 / 2 % 5)
#        ^ keyword.operator.arithmetic.routeros
#             ^ keyword.operator.arithmetic.routeros
#                 ^ keyword.operator.arithmetic.routeros
#                     ^ keyword.operator.arithmetic.routeros
#                         ^ keyword.operator.arithmetic.routeros
:put (($x & 0xF) | ($y ^ 1) << 2)
#         ^ keyword.operator.bitwise.routeros
#                ^ keyword.operator.bitwise.routeros
#                      ^ keyword.operator.bitwise.routeros
#                           ^^ keyword.operator.bitwise.routeros
:put ($a && !$b || $c in $d)
#        ^^ keyword.operator.logical.routeros
#           ^ keyword.operator.logical.routeros
#               ^^ keyword.operator.logical.routeros
#                     ^^ keyword.operator.word.routeros
:put ($x <%% {1;2;named="a"})
#        ^^^ keyword.operator.access.routeros
#                 ^^^^^ entity.other.attribute-name.routeros
:put [$f (1) a=1]
#      ^ entity.name.function.routeros
#            ^ entity.other.attribute-name.routeros
$"set-dns" 1.1
# ^^^^^^^ variable.other.quoted.routeros
find where !dynamic and type="ether"
# <---- support.function.routeros
#    ^^^^^ keyword.other.where.routeros
#          ^ keyword.operator.logical.routeros
#           ^^^^^^^ entity.other.attribute-name.routeros
#                   ^^^ keyword.operator.word.routeros
#                       ^^^^ entity.other.attribute-name.routeros
[/ip/route/find where $ip2check in dst-address and active]
#          ^^^^ support.function.routeros
#                      ^^^^^^^^ variable.other.routeros
#                               ^^ keyword.operator.word.routeros
#                                  ^^^^^^^^^^^ entity.other.attribute-name.routeros
#                                                  ^^^^^^ entity.other.attribute-name.routeros
:onerror e in={ /file/remove x } do={ :log info $e }
#^^^^^^^ keyword.control.routeros
#        ^ variable.other.routeros
#          ^^ entity.other.attribute-name.routeros
#             ^ meta.block.routeros punctuation.section.block.begin.routeros
#                     ^^^^^^ support.function.routeros
#                                      ^^^ entity.name.section.routeros
#                                          ^^^^ support.function.routeros
:put (1
#    ^ punctuation.section.parens.begin.routeros
:put "an open bracket ends with its line"
#^^^ support.function.routeros
#     ^^^^^^^^^^^^^^^ string.quoted.double.routeros
#     ^^^^^^^^^^^^^^^ - meta.expression.routeros
