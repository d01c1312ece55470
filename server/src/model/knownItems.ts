/**
 * Items that are on every router before a script runs, by menu: all that `[find]` and `[find name~"..."]` select even if no command of the file
 * names them. Source: facts, security-rules.md 1.1 (services; `reverse-proxy` from 7.22) and 1.3 (`admin`).
 */
export const knownItems: Readonly<Record<string, readonly string[]>> = {
  '/ip/service': ['api', 'api-ssl', 'ftp', 'reverse-proxy', 'ssh', 'telnet', 'winbox', 'www', 'www-ssl'],
  '/user': ['admin'],
};

/**
 * Name of the one item that a menu comes with, and that `[find default=yes]` selects (exports write it so). Where a menu is not listed, its default item is
 * an item whose name is not known. /ppp/profile is not among them: it has two.
 */
export const defaultItems: Readonly<Record<string, string>> = {
  '/interface/lte/apn': 'default',
  '/interface/wireless/security-profiles': 'default',
  '/ip/hotspot/profile': 'default',
  '/ip/hotspot/user/profile': 'default',
  '/ip/ipsec/mode-config': 'request-only',
  '/ip/ipsec/policy/group': 'default',
  '/ip/ipsec/profile': 'default',
  '/ip/ipsec/proposal': 'default',
  '/snmp/community': 'public',
};

/** Menus with more default items than one: which of them a condition on `default` means is not known. */
export const severalDefaults: ReadonlySet<string> = new Set([
  '/ppp/profile',
  '/user/group',
  '/system/logging/action',
  '/queue/type',
]);
