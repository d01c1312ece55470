import { defineRule } from '../rule';
import { isYes } from '../support/items';
import { reportSettings, settledValue, switchedOff } from '../support/writtenSettings';

const settings = '/disk/settings';
const disks = '/disk';

export default defineRule({
  id: 'smb-disk-sharing',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'Disks are shared by SMB as soon as they are plugged in, or with guests',
  why: `With \`auto-smb-sharing=yes\` every disk that is plugged in becomes an SMB share by itself, and since the server is on \`auto\`, the share starts it: plugging in a disk opens its files, and the server, to the network. A disk with \`smb-sharing=yes\` and the user \`guest\` asks nobody for a password.

Home routers come with \`auto-smb-sharing=yes\`, so in an export it is information. The fixes are suggestions: files that are shared now cannot be reached any more.`,
  references: [
    'CWE-306',
    'https://manual.mikrotik.com/docs/hardware/disks',
    'https://manual.mikrotik.com/docs/storage/smb',
  ],
  fix: 'suggestion',
  examples: [
    {
      bad: '/disk settings set auto-smb-sharing=yes',
      fixed: '/disk settings set auto-smb-sharing=no',
      good: '/disk settings set auto-smb-sharing=no',
    },
    {
      bad: '/disk set usb1 smb-sharing=yes smb-server-user=guest',
      fixed: '/disk set usb1 smb-sharing=no smb-server-user=guest',
      good: '/disk set usb1 smb-sharing=yes smb-server-user=files',
    },
  ],
  silent: [
    { script: '/disk settings set auto-smb-user=guest', because: 'Nothing is shared by that alone' },
    { script: '/disk set usb1 smb-sharing=yes', because: 'Who may log in is set elsewhere' },
    {
      script: '/disk add type=smb smb-address=10.0.0.3 smb-share=x smb-user=guest',
      because: 'The client, not the server',
    },
  ],
  menus: [settings, disks],
  check(context) {
    const { script } = context;
    reportSettings(context, {
      menu: settings,
      property: 'auto-smb-sharing',
      matches: isYes,
      message: () =>
        'Every disk that is plugged in becomes an SMB share by itself, and starts the SMB server. Set auto-smb-sharing=no, and share what is needed with users of its own.',
      severity: () => (script.evidence.kind === 'script' ? undefined : 'information'),
      fixes: switchedOff('Share no disk by itself', 'suggestion'),
    });
    reportSettings(context, {
      menu: disks,
      property: 'smb-sharing',
      matches: (value, item) => isYes(value) && settledValue(script, disks, item, 'smb-server-user') === 'guest',
      message: () =>
        'This disk is shared by SMB with guests, who need no password. Set smb-server-user= to a user with a password, or smb-sharing=no.',
      fixes: switchedOff('Do not share this disk', 'suggestion'),
    });
  },
});
