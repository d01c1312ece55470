# SYNTAX TEST "source.routeros" "scripts inside values"

add name=x source=":put 1" comment="plain :put 1"
#          ^^^^^^ entity.other.attribute-name.routeros
#                ^ keyword.operator.assignment.routeros
#                 ^ string.quoted.double.routeros punctuation.definition.string.begin.routeros
#                 ^ - meta.embedded.block.routeros
#                  ^^^^^^ meta.embedded.block.routeros meta.command.routeros
#                   ^^^ support.function.routeros
#                       ^ constant.numeric.integer.routeros
#                        ^ string.quoted.double.routeros punctuation.definition.string.end.routeros
#                        ^ - meta.embedded.block.routeros
#                          ^^^^^^^ entity.other.attribute-name.routeros
#                                   ^^^^^^^^^^^^ string.quoted.double.routeros
#                                   ^^^^^^^^^^^^ - meta.embedded.block.routeros
#                                          ^^^ - support.function.routeros
add on-event="# note; \"x\r\n:log info \"a \$b \\n\\\"c\\\"\"\r\n/ip/address/print"
#            ^ punctuation.definition.string.begin.routeros
#             ^^^^^^^^^^^ comment.line.number-sign.routeros
#             ^ punctuation.definition.comment.routeros
#                        ^^^^ constant.character.escape.routeros
#                        ^^^^ - comment.line.number-sign.routeros
#                            ^ punctuation.definition.command.routeros
#                             ^^^ entity.name.section.routeros
#                                 ^^^^ support.function.routeros
#                                      ^^ punctuation.definition.string.begin.routeros
#                                          ^^ punctuation.definition.variable.routeros
#                                            ^ variable.other.routeros
#                                              ^^^ constant.character.escape.routeros
#                                                 ^^^^ constant.character.escape.routeros
#                                                     ^ string.quoted.double.routeros
#                                                      ^^^^ constant.character.escape.routeros
#                                                          ^^ punctuation.definition.string.end.routeros
#                                                            ^^^^ constant.character.escape.routeros
#                                                                 ^^ entity.name.section.routeros
#                                                                    ^^^^^^^ entity.name.section.routeros
#                                                                            ^^^^^ support.function.routeros
#                                                                                 ^ punctuation.definition.string.end.routeros
add policy=read source="{\r\
#                       ^ meta.block.routeros punctuation.section.block.begin.routeros
#                        ^^ constant.character.escape.routeros
#                          ^ punctuation.separator.continuation.routeros
    \n  :local a [/ip address get [find comment=\"x y\"] address];\r\
#   ^^ constant.character.escape.routeros
#        ^^^^^ storage.type.routeros
#              ^ variable.other.routeros
#                  ^^ entity.name.section.routeros
#                     ^^^^^^^ entity.name.section.routeros
#                             ^^^ support.function.routeros
#                                  ^^^^ support.function.routeros
#                                       ^^^^^^^ entity.other.attribute-name.routeros
#                                               ^^ punctuation.definition.string.begin.routeros
#                                                 ^^^ meta.embedded.block.routeros meta.substitution.routeros string.quoted.double.routeros
#                                                    ^^ punctuation.definition.string.end.routeros
#                                                                ^ punctuation.terminator.statement.routeros
    \n  # a comment that the string\
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^ comment.line.number-sign.routeros
    \_joins\r\
#   ^^^^^^^ comment.line.number-sign.routeros
#          ^^ - comment.line.number-sign.routeros
    \n  :if (\$a = \"\" and 10s > \$\"b-c\") do={ :set c 2 } \\\r\
#        ^^ keyword.control.routeros
#            ^^ punctuation.definition.variable.routeros
#              ^ variable.other.routeros
#                ^ keyword.operator.comparison.routeros
#                       ^^^ keyword.operator.word.routeros
#                           ^^^ constant.numeric.time.routeros
#                                   ^^^^^^^ variable.other.quoted.routeros
#                                          ^ punctuation.section.parens.end.routeros
#                                            ^^ keyword.control.routeros
#                                                  ^^^ keyword.control.assignment.routeros
#                                                      ^ variable.other.routeros
#                                                            ^^ punctuation.separator.continuation.routeros
    \n    else={\r\
#   ^^ constant.character.escape.routeros
#         ^^^^ keyword.control.routeros
    \nlocal d \"\$[:len \$a]\"\r\
#     ^^^^^ storage.type.routeros
#           ^ variable.other.routeros
#               ^^^^^^^^^^^^ meta.interpolation.routeros
#                   ^^^ support.function.routeros
#                         ^ variable.other.routeros
    \n  }\r\
#       ^ punctuation.section.block.end.routeros
    \n}" disabled=yes
#     ^ punctuation.section.block.end.routeros
#      ^ punctuation.definition.string.end.routeros
#        ^^^^^^^^ entity.other.attribute-name.routeros
#                 ^^^ constant.language.boolean.routeros
add name=y source=\
#          ^^^^^^ entity.other.attribute-name.routeros
#                 ^ punctuation.separator.continuation.routeros
    ":foreach i in=[find] do={ remove \$i }"
#   ^ punctuation.definition.string.begin.routeros
#     ^^^^^^^ meta.embedded.block.routeros keyword.control.routeros
#             ^ variable.other.routeros
#                                       ^ variable.other.routeros
#                                          ^ punctuation.definition.string.end.routeros
add source="first
#           ^^^^^ meta.embedded.block.routeros support.function.routeros
# second
:put 3"
#^^^ meta.embedded.block.routeros support.function.routeros
#     ^ punctuation.definition.string.end.routeros
add source=":put $outer . $[:pick "abc" 1] . \$inner" on-up={ :put 1 }
#                ^ punctuation.definition.variable.routeros
#                 ^^^^^ variable.other.routeros
#                         ^^^^^^^^^^^^^^^^ meta.interpolation.routeros
#                                 ^^^^^ meta.interpolation.routeros string.quoted.double.routeros
#                                            ^^ punctuation.definition.variable.routeros
#                                              ^^^^^ variable.other.routeros
#                                                   ^ punctuation.definition.string.end.routeros
#                                                     ^^^^^ entity.other.attribute-name.routeros
#                                                           ^ punctuation.section.block.begin.routeros
#                                                              ^^^ support.function.routeros
add on-up=":put 1" on-down=":put 1" on-login=":put 1" on-logout=":put 1" on-master=":put 1"
#   ^^^^^ entity.other.attribute-name.routeros
#           ^^^ meta.embedded.block.routeros support.function.routeros
#                  ^^^^^^^ entity.other.attribute-name.routeros
#                            ^^^ meta.embedded.block.routeros support.function.routeros
#                                   ^^^^^^^^ entity.other.attribute-name.routeros
#                                              ^^^ meta.embedded.block.routeros support.function.routeros
#                                                     ^^^^^^^^^ entity.other.attribute-name.routeros
#                                                                 ^^^ meta.embedded.block.routeros support.function.routeros
#                                                                        ^^^^^^^^^ entity.other.attribute-name.routeros
#                                                                                    ^^^ meta.embedded.block.routeros support.function.routeros
add on-backup=":put 1" on-fail=":put 1" on-alert=":put 1" on-message=":put 1" lease-script=":put 1"
#   ^^^^^^^^^ entity.other.attribute-name.routeros
#               ^^^ meta.embedded.block.routeros support.function.routeros
#                      ^^^^^^^ entity.other.attribute-name.routeros
#                                ^^^ meta.embedded.block.routeros support.function.routeros
#                                       ^^^^^^^^ entity.other.attribute-name.routeros
#                                                  ^^^ meta.embedded.block.routeros support.function.routeros
#                                                         ^^^^^^^^^^ entity.other.attribute-name.routeros
#                                                                      ^^^ meta.embedded.block.routeros support.function.routeros
#                                                                             ^^^^^^^^^^^^ entity.other.attribute-name.routeros
#                                                                                            ^^^ meta.embedded.block.routeros support.function.routeros
add binding-script=":put 1" up-script=":put 1" down-script=":put 1" test-script=":put 1" script=":put 1"
#   ^^^^^^^^^^^^^^ entity.other.attribute-name.routeros
#                    ^^^ meta.embedded.block.routeros support.function.routeros
#                           ^^^^^^^^^ entity.other.attribute-name.routeros
#                                       ^^^ meta.embedded.block.routeros support.function.routeros
#                                              ^^^^^^^^^^^ entity.other.attribute-name.routeros
#                                                            ^^^ meta.embedded.block.routeros support.function.routeros
#                                                                   ^^^^^^^^^^^ entity.other.attribute-name.routeros
#                                                                                 ^^^ meta.embedded.block.routeros support.function.routeros
#                                                                                        ^^^^^^ entity.other.attribute-name.routeros
#                                                                                                 ^^^ meta.embedded.block.routeros support.function.routeros
add source=":put [\$f {(\"open" comment=a
#                             ^ punctuation.definition.string.end.routeros
#                             ^ - meta.embedded.block.routeros
#                               ^^^^^^^ entity.other.attribute-name.routeros
add source=":put \$[:len $[x" comment=a
#                           ^ punctuation.definition.string.end.routeros
#                             ^^^^^^^ entity.other.attribute-name.routeros
add source="ends in a backslash \\" comment=a
#                               ^^ constant.character.escape.routeros
#                                 ^ punctuation.definition.string.end.routeros
#                                   ^^^^^^^ entity.other.attribute-name.routeros
add source="" on-event="$" comment=a
#           ^ punctuation.definition.string.end.routeros
#             ^^^^^^^^ entity.other.attribute-name.routeros
#                        ^ punctuation.definition.string.end.routeros
#                          ^^^^^^^ entity.other.attribute-name.routeros
:put done
# <- - meta.embedded.block.routeros
#^^^ support.function.routeros
