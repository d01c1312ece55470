/** The interfaces and services through which a router may be managed, as a user names the one that must not be cut. */
export const managementTransports = ['api', 'api-ssl', 'ssh', 'winbox', 'www', 'www-ssl'] as const;
export type ManagementTransport = (typeof managementTransports)[number];

/** What a script cannot say of the network around its router. Rules read it as `context.settings`. */
export interface AnalysisSettings {
  /** Interface lists whose members are trusted, as RouterOS names them; a pattern (`matchesPattern`). */
  readonly trustedInterfaceLists: readonly string[];
  /** Interface lists whose members face the Internet; a pattern (`matchesPattern`). */
  readonly wanInterfaceLists: readonly string[];
  /** Networks from which the router is managed, as addresses or prefixes of IPv4 or IPv6; [] is not known. */
  readonly managementNetworks: readonly string[];
  /** The service by which the router is managed; undefined is not known. */
  readonly managementTransport: ManagementTransport | undefined;
  /** Each script counts as the whole configuration of its router: what it does not say is at its default. */
  readonly assumeComplete: boolean;
}

/** What counts where nobody says otherwise. Names of lists are those of the vendor's default configuration and its manual's examples. */
export const defaultSettings: AnalysisSettings = {
  trustedInterfaceLists: ['LAN', 'BASE', 'MGMT', 'TRUSTED', 'VPN'],
  wanInterfaceLists: ['WAN', 'INTERNET', 'ISP*'],
  managementNetworks: [],
  managementTransport: undefined,
  assumeComplete: false,
};

/** Does a name fit one of the patterns? `*` stands for any characters; case does not count. Takes time linear in the name for each `*`. */
export function matchesPattern(patterns: readonly string[], name: string): boolean {
  const lower = name.toLowerCase();
  return patterns.some((pattern) => matches(pattern.toLowerCase(), lower));
}

function matches(pattern: string, name: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return pattern === name;
  if (!name.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.length - last.length >= at && name.endsWith(last);
}
