import { defineRule } from '../rule';
import { isYes } from '../support/items';
import { reportSettings, switchedOff } from '../support/writtenSettings';

const menu = '/system/logging/action';

export default defineRule({
  id: 'logging-stop-on-full',
  category: 'security',
  severity: 'information',
  risk: 'low',
  since: '0.1.0',
  recommended: true,
  summary: 'The log stops when it is full',
  why: `With \`memory-stop-on-full=yes\` or \`disk-stop-on-full=yes\` the router writes nothing more once the buffer or the files are full. Whoever fills the log first, with failed logins for example, does the rest unseen. With \`no\`, the default, new messages take the place of the oldest.`,
  references: ['CWE-778', 'https://manual.mikrotik.com/docs/diagnostics-monitoring-and-troubleshooting/log'],
  fix: 'safe',
  examples: [
    {
      bad: '/system logging action set memory memory-stop-on-full=yes',
      fixed: '/system logging action set memory memory-stop-on-full=no',
      good: '/system logging action set memory memory-stop-on-full=no',
    },
    {
      bad: '/system logging action\nset disk disk-file-count=4 disk-stop-on-full=yes',
      fixed: '/system logging action\nset disk disk-file-count=4 disk-stop-on-full=no',
      good: '/system logging action\nset disk disk-file-count=4',
    },
  ],
  silent: [
    {
      script: '/system logging action set memory memory-lines=2000',
      because: 'The script says nothing about stopping',
    },
    {
      script: '/system logging action set memory memory-stop-on-full=$stop',
      because: 'The value is only known on the router',
    },
  ],
  menus: [menu],
  check(context) {
    for (const property of ['memory-stop-on-full', 'disk-stop-on-full']) {
      reportSettings(context, {
        menu,
        property,
        matches: isYes,
        message: () =>
          `The log stops when it is full: whoever fills it first does the rest unseen. Set ${property}=no, so that new messages take the place of the oldest.`,
        fixes: switchedOff(`Set ${property}=no`, 'safe'),
      });
    }
  },
});
