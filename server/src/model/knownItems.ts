/**
 * Items that are on every router before a script runs, by menu: what `[find]` and `[find name~"..."]` select even if no command of the file
 * names them. Source: facts, security-rules.md 1.1 (services; `reverse-proxy` from 7.22) and 1.3 (`admin`).
 */
export const knownItems: Readonly<Record<string, readonly string[]>> = {
  '/ip/service': ['api', 'api-ssl', 'ftp', 'reverse-proxy', 'ssh', 'telnet', 'winbox', 'www', 'www-ssl'],
  '/user': ['admin'],
};
