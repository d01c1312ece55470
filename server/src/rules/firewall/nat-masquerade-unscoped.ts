import { defineRule, appendArgument } from '../rule';
import type { Fix } from '../rule';
import { firewallRules, interfaceListNames } from '../support/firewall';

const menu = '/ip/firewall/nat';

/** Matchers that leave the rule one for everything, or for everything from some source; with any other it is for some traffic of its own. */
const unscoping = /^(?:src-address|src-address-list|src-address-type|in-interface|in-interface-list|ipsec-policy)$/;

export default defineRule({
  id: 'nat-masquerade-unscoped',
  category: 'firewall',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'A masquerade applies on every way out',
  why: `\`masquerade\` without \`out-interface\` or \`out-interface-list\` replaces the source of everything that the router forwards: also of what comes in from the Internet for a forwarded port, and between your own networks. Logs, address lists and limits behind the router then see only the router's address, and a server can no longer tell a stranger from a neighbour.

Name the way out, as \`out-interface-list=WAN\`. A rule with \`src-address\` alone hides one network on every way, which is weaker, and shows as information.`,
  references: ['CWE-284', 'https://manual.mikrotik.com/docs/firewall-and-quality-of-service/firewall/nat'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/interface list add name=WAN\n/ip firewall nat add chain=srcnat action=masquerade',
      fixed: '/interface list add name=WAN\n/ip firewall nat add chain=srcnat action=masquerade out-interface-list=WAN',
      good: '/ip firewall nat add chain=srcnat action=masquerade out-interface-list=WAN',
    },
    {
      bad: '/interface list member add list=WAN interface=ether1\n/ip firewall nat add chain=srcnat action=masquerade src-address=10.0.0.0/24',
      fixed:
        '/interface list member add list=WAN interface=ether1\n/ip firewall nat add chain=srcnat action=masquerade src-address=10.0.0.0/24 out-interface-list=WAN',
      good: '/ip firewall nat add chain=srcnat action=masquerade src-address=10.0.0.0/24 out-interface=ether1',
    },
  ],
  silent: [
    {
      script: '/ip firewall nat add chain=srcnat action=masquerade src-address=10.0.0.0/24 dst-address=10.0.0.0/24',
      because: 'A hairpin is for one network on both sides',
    },
    {
      script: '/ip firewall nat add chain=srcnat action=masquerade connection-mark=vpn',
      because: 'Another rule has chosen the connections',
    },
    {
      script: '/ip firewall nat add chain=srcnat action=masquerade protocol=udp src-port=123 to-ports=10000-20000',
      because: 'It is for one service',
    },
    { script: '/ip firewall nat add chain=srcnat action=masquerade disabled=yes', because: 'The rule is disabled' },
    {
      script: '/ip firewall nat add chain=srcnat action=masquerade out-interface=$wan',
      because: 'The interface is only known on the router',
    },
    {
      script:
        '/ip firewall nat\nadd chain=srcnat action=masquerade comment=nat\nset [find comment=nat] out-interface=ether1',
      because: 'A later command names the way out',
    },
  ],
  menus: [menu],
  check({ script, report }) {
    const hasList = interfaceListNames(script).has('WAN');
    for (const { action, chain, disabled, matchers, command, settled } of firewallRules(script, menu).entries) {
      if (disabled || chain !== 'srcnat' || action !== 'masquerade' || !settled) continue;
      const names = [...matchers.keys()];
      if (!names.every((name) => unscoping.test(name))) continue;
      const some = names.some((name) => name.startsWith('src-') || name.startsWith('in-'));
      const fix: Fix = {
        title: 'Add out-interface-list=WAN (where internal ways relied on it, they are no longer hidden)',
        class: 'suggestion',
        edits: [appendArgument(command, 'out-interface-list=WAN')],
      };
      report({
        span: command.span,
        message: some
          ? 'This masquerade hides its sources on every way out, towards your own networks too. Name the way out with out-interface-list= or out-interface=.'
          : "This masquerade applies on every way out, between your own networks too, and to what comes in for a forwarded port: who connects is hidden behind the router's address. Name the way out with out-interface-list= or out-interface=.",
        ...(some ? { severity: 'information' as const } : {}),
        fixes: hasList ? [fix] : [],
      });
    }
  },
});
