import type { ItemState, MenuState, PropertyState } from '../../model/types';
import { defineRule, type AnalysisSettings, type Report } from '../rule';
import { holdsPrefix } from '../support/addresses';
import { enabledState, mayBeChanged, placeOf } from '../support/items';
import { serviceMenu, serviceNamed } from '../support/services';

/** Services by which a router can be managed. */
const ways = ['ssh', 'winbox', 'www', 'www-ssl', 'api', 'api-ssl'] as const;

export default defineRule({
  id: 'lockout-mgmt-service-disabled',
  category: 'correctness',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'The script cuts the way by which the router is managed',
  why: `When the service that you manage the router with is switched off, moves to another port, or is limited to other addresses, the connection that applies the script may be the last one. The setting \`managementTransport\` says which service that is, \`managementNetworks\` from where. Without it the rule only speaks up when a script switches off all of ssh, winbox, www, www-ssl, api and api-ssl.

Have another way open before, and a way back: safe mode (\`/safe-mode/take\` from 7.18 on, \`/safe-mode/release\` once you know that you get in), or an entry of the scheduler that undoes the change unless you remove it.`,
  references: [
    'https://manual.mikrotik.com/docs/system-information-and-utilities/services',
    'https://manual.mikrotik.com/docs/getting-started/configuration-management',
  ],
  fix: null,
  examples: [
    {
      bad: '/ip service disable ssh,winbox,www,www-ssl,api,api-ssl',
      good: '/ip service disable winbox,www,www-ssl,api,api-ssl',
    },
    { bad: '/ip service disable [find]', good: '/ip service disable [find name=telnet]' },
  ],
  silent: [
    { script: '/ip service set telnet disabled=yes', because: 'Other ways are left' },
    {
      script: '/ip service disable [find]\n/ip service enable ssh',
      because: 'One of them is switched on again',
    },
    { script: '/ip service set api-ssl port=8730', because: 'Nothing says that the router is managed by it' },
    {
      script: ':if ($strict) do={ /ip service disable [find] }',
      because: 'It is switched off only under a condition',
    },
  ],
  menus: [serviceMenu],
  check({ script, settings, report }) {
    const state = script.state(serviceMenu);
    const { managementTransport } = settings;
    if (managementTransport !== undefined) {
      const item = state.item(managementTransport);
      if (item === undefined) return;
      const isExport = script.evidence.kind !== 'script';
      for (const found of changes(state, item, managementTransport, settings, isExport)) report(found);
      return;
    }
    // An export shows what is on a router that somebody gets into all the same.
    if (script.evidence.kind !== 'script') return;
    const places: PropertyState[] = [];
    for (const name of ways) {
      const item = state.item(name);
      const disabled = item?.properties.get('disabled');
      if (item === undefined || disabled === undefined || enabledState(state, item) !== 'disabled') return;
      if (disabled.conditional) return;
      places.push(disabled);
    }
    const last = places.reduce((a, b) => (b.command.span.start > a.command.span.start ? b : a));
    report({
      span: last.argument?.span ?? last.command.span,
      message:
        'After this no service is left by which the router can be managed over IP. Leave one on for the network that you manage it from, and have a way back.',
    });
  },
});

function changes(
  state: MenuState,
  item: ItemState,
  transport: (typeof ways)[number],
  { managementNetworks }: AnalysisSettings,
  isExport: boolean,
): readonly Report[] {
  const found: Report[] = [];
  const written = (name: string): PropertyState | undefined => {
    const property = item.properties.get(name);
    return property?.value === undefined || mayBeChanged(state, name, property) ? undefined : property;
  };
  const disabled = item.properties.get('disabled');
  if (disabled !== undefined && enabledState(state, item) === 'disabled') {
    found.push({
      span: placeOf(disabled),
      ...(disabled.conditional ? { severity: 'hint' as const } : {}),
      message: `This switches off ${transport}, by which the router is managed. Have another way open before, and a way back.`,
    });
    return found;
  }
  const port = written('port');
  if (port !== undefined && port.value !== String(serviceNamed(transport)?.port)) {
    found.push({
      span: placeOf(port),
      message: `This moves ${transport}, by which the router is managed, to another port: whoever connects must know it, and the firewall must let it in.`,
    });
  }
  const address = written('address');
  const left =
    address === undefined ? [] : managementNetworks.filter((network) => !admits(address.value ?? '', network));
  if (address !== undefined && left.length > 0) {
    found.push({
      span: placeOf(address),
      message: `This limits ${transport}, by which the router is managed, to addresses without ${left.join(', ')}. Add what you manage it from.`,
    });
  }
  // An export shows the certificate that the router has.
  const hasOne = (transport === 'api-ssl' || transport === 'www-ssl') && !isExport;
  const certificate = hasOne ? written('certificate') : undefined;
  if (certificate !== undefined) {
    found.push({
      span: placeOf(certificate),
      severity: 'information',
      message: `This gives ${transport}, by which the router is managed, a certificate: a client that pins another one does not connect any more.`,
    });
  }
  return found;
}

/** Does the list of a service let the network in? An empty one lets everybody in; a family that is not IPv4 is not judged. */
function admits(list: string, network: string): boolean {
  if (list === '' || network.includes(':')) return true;
  return list.split(',').some((prefix) => holdsPrefix(prefix.trim(), network));
}
