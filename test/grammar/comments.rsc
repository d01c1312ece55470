# SYNTAX TEST "source.routeros" "comments only where a command may start"

# a comment from the start of the line
# <-------------------------------------- comment.line.number-sign.routeros
# <- punctuation.definition.comment.routeros
  # indented
# ^^^^^^^^^^ comment.line.number-sign.routeros
:global a; # after a semicolon
#        ^ punctuation.terminator.statement.routeros
#          ^^^^^^^^^^^^^^^^^^^ comment.line.number-sign.routeros
:put "a # b"
#     ^^^^^ string.quoted.double.routeros
#     ^^^^^ - comment.line.number-sign.routeros
add interface=x bridge=y # no comment here
#                        ^ invalid.illegal.unexpected-comment.routeros
#                        ^^^^^^^^^^^^^^^^^ - comment.line.number-sign.routeros
add bridge=([/interface/bridge/find]->0) # none either
#                                        ^ invalid.illegal.unexpected-comment.routeros
:if ($a = true) do={
  # first line of a block
# ^^^^^^^^^^^^^^^^^^^^^^^ comment.line.number-sign.routeros
  :put 1
#  ^^^ support.function.routeros
} # after a block the command still goes on
# ^ invalid.illegal.unexpected-comment.routeros
#error exporting /interface/bridge/calea
# <---------------------------------------- comment.line.number-sign.routeros
# a comment is not continued \
# <------------------------------ comment.line.number-sign.routeros
#                            ^ - punctuation.separator.continuation.routeros
/ip/address/print
#           ^^^^^ support.function.routeros
add a=1 \ # nor can one follow a backslash
#         ^ invalid.illegal.unexpected-comment.routeros
#       ^ - punctuation.separator.continuation.routeros
set comment=a#b
#            ^ - invalid.illegal.unexpected-comment.routeros
#            ^^ - comment.line.number-sign.routeros
