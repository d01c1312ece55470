import { defineRule } from '../rule';
import { isSilenceTelling, placeOfAbsence } from '../support/writtenSettings';

const menu = '/system/logging';
const actionsMenu = '/system/logging/action';
const header = '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n';
const sections =
  '/interface bridge\nadd name=bridge\n/interface list\nadd name=LAN\n/ip address\nadd address=192.168.88.1/24 interface=bridge\n/ip dns\nset servers=192.168.88.2\n/ip route\nadd gateway=192.168.88.2\n/system clock\nset time-zone-name=Europe/Riga\n';

export default defineRule({
  id: 'logging-no-remote',
  category: 'security',
  severity: 'information',
  risk: 'low',
  since: '0.1.0',
  recommended: false,
  summary: 'The log stays on the router',
  why: `Unless something else is set, the log is kept in the memory of the router: a restart wipes it, and so does whoever breaks in. Send a copy to another host: \`/system logging action set remote remote=HOST\` and \`/system logging add topics=... action=remote\`.

Only a full export tells what is missing. Most home routers have no log server, so the rule is part of the strict preset.`,
  references: ['CWE-778', 'https://manual.mikrotik.com/docs/diagnostics-monitoring-and-troubleshooting/log'],
  fix: null,
  examples: [
    {
      bad: `${header}${sections}`,
      good: `${header}${sections}/system logging\nadd action=remote topics=critical`,
    },
  ],
  silent: [
    {
      script: sections,
      because: 'Without the header of an export, what a script does not mention may be set elsewhere',
    },
    {
      script: `${header}${sections}/system logging action\nadd name=nas remote=10.0.0.5 target=remote\n/system logging\nadd action=nas topics=critical`,
      because: 'An action of another name sends it',
    },
  ],
  menus: [],
  check(context) {
    const { script, report } = context;
    if (!isSilenceTelling(context, menu)) return;
    const state = script.state(menu);
    const remote = new Set(['remote', 'email']);
    for (const { name, properties } of script.state(actionsMenu).items) {
      const target = properties.get('target');
      if (name !== undefined && target !== undefined && target.value !== 'memory' && target.value !== 'echo')
        remote.add(name);
    }
    const sends = script.commandsOf(menu).some((command) => {
      const action = command.arguments.find(({ name }) => name === 'action')?.value;
      return action !== undefined && (action.text === undefined || remote.has(action.text));
    });
    if (sends || state.items.some(({ properties }) => properties.get('action')?.value === 'remote')) return;
    report({
      span: placeOfAbsence(script, menu),
      message:
        'The log stays on the router, where a restart or an intruder wipes it. Send a copy to another host: /system logging add action=remote, with the host in /system logging action.',
    });
  },
});
