"""Talks to a RouterOS API over TLS with librouteros, a client that others wrote.

Reads one JSON object from standard input:
  {"host", "port", "certificate" (PEM), "user", "password", "commands": [{"path", "attributes": {}, "queries": []}]}
and prints one:
  {"login": null or the error, "answers": [{"rows": [...]} or {"trap": message}]}

Words travel as latin-1 here (this release counts the length of a word in characters), and are UTF-8 inside.
"""

import json
import ssl
import sys

import librouteros
from librouteros.exceptions import LibRouterosError, TrapError
from librouteros.login import plain


def to_wire(text):
    return text.encode("utf-8").decode("latin-1")


def from_wire(value):
    if not isinstance(value, str):
        return value
    raw = value.encode("latin-1")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return value


def main():
    order = json.load(sys.stdin)
    context = ssl.create_default_context(cadata=order["certificate"])
    result = {"login": None, "answers": []}
    try:
        api = librouteros.connect(
            host=order["host"],
            port=order["port"],
            username=to_wire(order["user"]),
            password=to_wire(order["password"]),
            ssl_wrapper=lambda sock: context.wrap_socket(sock, server_hostname=order["host"]),
            login_method=plain,
            encoding="latin-1",
            timeout=30,
        )
    except LibRouterosError as error:
        result["login"] = str(error)
        print(json.dumps(result))
        return
    for command in order["commands"]:
        words = ["={}={}".format(to_wire(k), to_wire(v)) for k, v in command.get("attributes", {}).items()]
        words += ["?{}".format(to_wire(query)) for query in command.get("queries", [])]
        try:
            rows = [
                {from_wire(name): from_wire(value) for name, value in row.items()}
                for row in api.rawCmd(command["path"], *words)
            ]
            result["answers"].append({"rows": rows})
        except TrapError as error:
            result["answers"].append({"trap": from_wire(str(error))})
    api.close()
    print(json.dumps(result))


main()
