import type { CommandUse, ItemState, PropertyState, ScriptModel } from '../../model/types';
import type { Span } from '../../syntax/span';
import { defineRule } from '../rule';
import { enabledState, enumeration, mayBeChanged, placeOf, runTogether } from '../support/items';
import { serviceMenu, services } from '../support/services';

interface Listener {
  readonly name: string;
  readonly port: string;
  readonly vrf: string;
  /** What sets the port, else what switches the service on; undefined where the file says nothing and defaults count. */
  readonly place: Span | undefined;
  /** The command of that place. */
  readonly command: CommandUse | undefined;
}

export default defineRule({
  id: 'service-port-conflict',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'Two services have the same port',
  why: `All management services use TCP, and only one of them can answer on a port. The other one is out of reach, or the one that answers is not the one that you mean: \`www\` on port 443 looks like HTTPS and is not. Give each service a port of its own, or switch one of them off.

There is no quick fix: only you know which service should have the port.`,
  references: ['CWE-1188', 'https://manual.mikrotik.com/docs/system-information-and-utilities/services'],
  fix: null,
  examples: [
    {
      bad: '/ip service\nset www disabled=no port=443\nset www-ssl disabled=no certificate=webfig tls-version=only-1.2',
      good: '/ip service\nset www disabled=yes port=443\nset www-ssl disabled=no certificate=webfig tls-version=only-1.2',
    },
    {
      bad: '/ip service\nset ssh port=2200\nset winbox port=2200',
      good: '/ip service\nset ssh port=2200\nset winbox port=2201',
    },
  ],
  silent: [
    {
      script: '/ip service set www port=443',
      because: 'Nothing here switches www-ssl on, and it is off by default',
    },
    {
      script: '/ip service set ssh port=8291',
      because: 'A script need not say that winbox is off: that may be set elsewhere',
    },
    {
      script: '/ip service\nset ssh port=2200 vrf=mgmt\nset winbox port=2200 vrf=main',
      because: 'Each listens in a VRF of its own',
    },
    {
      script: '/ip service\nset ssh port=$port\nset winbox port=$port',
      because: 'The values are only known on the router',
    },
    {
      script: ':if ($old) do={ /ip service set ssh port=2200 } else={ /ip service set winbox port=2200 }',
      because: 'Only one of the two gets the port',
    },
  ],
  menus: [serviceMenu],
  check({ script, report }) {
    const all = listeners(script);
    all.forEach((listener, index) => {
      const { place, command } = listener;
      if (place === undefined) return;
      const others = all.filter(
        (other, at) =>
          at !== index &&
          other.port === listener.port &&
          other.vrf === listener.vrf &&
          mayMeet(other.command, command) &&
          (other.place === undefined || other.place.start < place.start),
      );
      if (others.length === 0) return;
      report({
        span: place,
        message: `${enumeration([...others.map(({ name }) => name), listener.name])} have the same port, TCP ${listener.port}: while both are on, only one of them can answer there. Give each a port of its own, or switch one off.`,
        related: others.flatMap(({ name, place: span }) =>
          span === undefined ? [] : [{ span, message: `${name} has the port here` }],
        ),
      });
    });
  },
});

/** The services that are on, and whose port is known. */
function listeners(script: ScriptModel): readonly Listener[] {
  const state = script.state(serviceMenu);
  const value = (item: ItemState | undefined, name: string, otherwise: string): string | undefined => {
    const property = item?.properties.get(name);
    if (mayBeChanged(state, name, property)) return undefined;
    return property === undefined ? otherwise : property.value;
  };
  return services.flatMap(({ name, port: defaultPort, enabled: onByDefault }) => {
    const item = state.item(name);
    const port = value(item, 'port', String(defaultPort));
    const vrf = value(item, 'vrf', 'main');
    if (port === undefined || vrf === undefined) return [];
    const written = item?.properties.get('port') ?? item?.properties.get('disabled');
    const enabled = item === undefined ? 'unsaid' : enabledState(state, item);
    if (!isOn(enabled, onByDefault, written, script.evidence.kind !== 'script')) return [];
    return [{ name, port, vrf, place: written && placeOf(written), command: written?.command }];
  });
}

/** May both hold at once? Not where each stands under a condition of its own. */
function mayMeet(first: CommandUse | undefined, second: CommandUse | undefined): boolean {
  return !first?.conditional || !second?.conditional || runTogether(first, second);
}

/** A service that a script does not touch may be off: only an export speaks by its silence. */
function isOn(
  enabled: ReturnType<typeof enabledState>,
  onByDefault: boolean,
  written: PropertyState | undefined,
  isExport: boolean,
): boolean {
  if (enabled === 'enabled') return true;
  return enabled === 'unsaid' && onByDefault && (written !== undefined || isExport);
}
