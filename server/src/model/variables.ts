/**
 * Variables that RouterOS sets before it runs a script of an event, so that no declaration of theirs is found (facts, language.md 1.5: documented
 * for leases, monitors and logging; for the rest seen in the wild, and here only to stay silent).
 */
const implicit: ReadonlySet<string> = new Set([
  'leaseBound', 'leaseActIP', 'leaseActMAC', 'leaseServerName', 'lease-hostname', 'lease-options', 'bound', 'lease-address',
  'gateway-address', 'pd-valid', 'pd-prefix', 'na-valid', 'na-address', 'options', 'user', 'local-address', 'remote-address', 'caller-id',
  'called-id', 'interface', 'host', 'status', 'type', 'interval', 'since', 'time', 'topics', 'message', 'extra-info', 'buffer', 'username',
  'address', 'mac-address', 'uptime', 'bytes-in', 'bytes-out', 'comment', 'errorName',
  'action', 'defconfPassword',
]); // prettier-ignore

/** May a name be read although nothing in the text declares it? `$0`, `$1` are arguments of a function; monitors set what they print. */
export function mayBeImplicit(name: string): boolean {
  return name === '' || /^\d+$/.test(name) || name.includes('-') || implicit.has(name);
}

/** Variables that a script looks at before it uses them, `[:len $x]` or `[:typeof $x]`, and those whose copy it looks at: it can do without a value. */
export function optionalVariables(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [, name = ''] of text.matchAll(/\[\s*:?(?:len|typeof)\s+\$"?([\w-]+)"?\s*\]/g)) names.add(name);
  if (names.size === 0) return names;
  for (const [, copy = '', name = ''] of text.matchAll(/:(?:local|set)\s+"?([\w-]+)"?\s+\$"?([\w-]+)/g))
    if (names.has(copy)) names.add(name);
  return names;
}

/** How often does a name stand in the text as a word of its own? Stops counting at two. */
export function occursOnce(text: string, name: string): boolean {
  const letter = /[A-Za-z0-9]/;
  let found = 0;
  for (let at = text.indexOf(name); at >= 0 && found < 2; at = text.indexOf(name, at + name.length)) {
    if (!letter.test(text.charAt(at - 1)) && !letter.test(text.charAt(at + name.length))) found++;
  }
  return found === 1;
}
