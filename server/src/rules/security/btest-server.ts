import { defineRule } from '../rule';
import { inputEndsInTrustedDrop } from '../support/inputChain';
import { isNo, isYes } from '../support/items';
import { defaultInForce, placeOfAbsence, reportSettings, settledValue } from '../support/writtenSettings';
import { singleItem } from '../support/settings';

const menu = '/tool/bandwidth-server';
const header = '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n';
const sections =
  '/interface bridge\nadd name=bridge\n/interface list\nadd name=LAN\n/ip address\nadd address=192.168.88.1/24 interface=bridge\n/ip dns\nset servers=192.168.88.2\n/ip route\nadd gateway=192.168.88.2\n/system clock\nset time-zone-name=Europe/Riga';

export default defineRule({
  id: 'btest-server',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'The bandwidth test server is switched on',
  why: `The bandwidth test server sends and takes as much traffic as the line and the CPU bear, for whoever may use it; with \`authenticate=no\` that is everybody who reaches the router. It is on by default. The vendor advises to switch it off in production.

Where the server is switched on, this is a warning. Where an export only shows it at its default, it is information, and nothing is said where the input chain ends in a drop of what does not come from the trusted side.`,
  references: [
    'CWE-400',
    'https://manual.mikrotik.com/docs/diagnostics-monitoring-and-troubleshooting/bandwidth-test',
    'https://manual.mikrotik.com/docs/getting-started/securing-your-router',
  ],
  fix: 'safe',
  examples: [
    {
      bad: '/tool bandwidth-server set enabled=yes authenticate=no',
      fixed: '/tool bandwidth-server set enabled=no authenticate=no',
      good: '/tool bandwidth-server set enabled=no',
    },
    {
      bad: '/tool bandwidth-server\nset authenticate=no',
      fixed: '/tool bandwidth-server\nset authenticate=yes',
      good: '/tool bandwidth-server\nset enabled=no',
    },
    {
      bad: `${header}${sections}`,
      good: `${header}${sections}\n/tool bandwidth-server\nset enabled=no`,
    },
  ],
  silent: [
    { script: '/tool bandwidth-test 10.0.0.1', because: 'The client, not the server' },
    { script: '/tool bandwidth-server set max-sessions=10', because: 'The script does not switch it on or off' },
    {
      script: sections,
      because: 'Without the header of an export, what a script does not mention may be set elsewhere',
    },
    {
      script: `${header}${sections}\n/ip firewall filter\nadd action=drop chain=input in-interface-list=!LAN`,
      because: 'At its default behind a firewall that lets only the trusted side through',
    },
  ],
  menus: [],
  check(context) {
    const { script, settings, report } = context;
    const isExport = script.evidence.kind !== 'script';
    const item = singleItem(script, menu);
    const enabled = settledValue(script, menu, item, 'enabled');
    reportSettings(context, {
      menu,
      property: 'enabled',
      // In an export it is the default, written out (`verbose`).
      matches: (value) => isYes(value) && !(isExport && inputEndsInTrustedDrop(script, settings)),
      severity: () => (isExport && !isNo(settledValue(script, menu, item, 'authenticate')) ? 'information' : undefined),
      message: () => {
        const open = isNo(settledValue(script, menu, item, 'authenticate'));
        return `The bandwidth test server is switched on${open ? ' for everybody, without a login (authenticate=no)' : ''}: whoever uses it can fill the line and load the CPU. Set enabled=no when no test is running.`;
      },
      fixes: () => [
        {
          title: 'Switch the bandwidth test server off',
          class: 'safe',
          value: 'no',
          group: 'disable-unneeded-services',
        },
      ],
    });
    if (enabled === undefined && item?.properties.has('enabled') !== true) {
      reportSettings(context, {
        menu,
        property: 'authenticate',
        matches: isNo,
        message: () =>
          'The bandwidth test server, which is on by default, serves everybody without a login: whoever reaches it can fill the line and load the CPU. Set authenticate=yes, or enabled=no.',
        fixes: () => [{ title: 'Ask for a login', class: 'safe', value: 'yes' }],
      });
    }
    if (!isYes(defaultInForce(context, menu, 'enabled')) || item?.properties.has('authenticate') === true) return;
    if (inputEndsInTrustedDrop(script, settings)) return;
    report({
      span: placeOfAbsence(script, menu),
      severity: 'information',
      message:
        'The bandwidth test server is at its default, switched on, and the input chain shows no final drop before it. Switch it off: /tool bandwidth-server set enabled=no.',
    });
  },
});
