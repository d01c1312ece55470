import type { CommandUse, ItemState } from '../../model/types';
import { compareReleases } from '../../schema/releases';
import { defineRule, type RuleContext } from '../rule';
import { isNo, isYes } from '../support/items';
import { isSilenceTelling, isActive, reportSettings, settledValue } from '../support/writtenSettings';
import { singleItem } from '../support/settings';

const menu = '/ip/smb';
const sharesMenu = '/ip/smb/shares';
const header = '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n';

export default defineRule({
  id: 'smb-enabled',
  category: 'security',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'The SMB file server is switched on',
  why: `A router that shares files by SMB opens one more server to attack. Before 6.41.3, whoever reached it could take the router over without a login (CVE-2018-7445), which is known to be exploited. Switch it off where no file is shared.

Until 7.13 the server is off unless \`enabled=yes\`, and then lets guests in (\`allow-guests=yes\`). From 7.14 on \`enabled\` is \`auto\`: the first share that is switched on starts the server. Where files must be shared, name the users of the share (\`valid-users\`), set \`require-encryption=yes\` (from 7.14 on), and switch the user \`guest\` off.

The fix is a suggestion: the shared files cannot be reached any more.`,
  references: ['CVE-2018-7445', 'CVE-2024-54952', 'CWE-284', 'https://manual.mikrotik.com/docs/storage/smb'],
  fix: 'suggestion',
  examples: [
    { bad: '/ip smb set enabled=yes', fixed: '/ip smb set enabled=no', good: '/ip smb set enabled=no' },
    {
      bad: '/ip smb set enabled=yes interfaces=all',
      fixed: '/ip smb set enabled=no interfaces=all',
      good: '/ip smb set enabled=no interfaces=all',
    },
    {
      bad: '/ip smb\nset enabled=auto\n/ip smb shares\nadd directory=disk1 name=files',
      fixed: '/ip smb\nset enabled=no\n/ip smb shares\nadd directory=disk1 name=files',
      good: '/ip smb\nset enabled=auto\n/ip smb shares\nadd directory=disk1 name=files disabled=yes',
    },
    {
      bad: `${header}/ip smb shares\nadd directory=disk1 name=files`,
      good: `${header}/ip smb shares\nadd directory=disk1 disabled=yes name=files`,
    },
  ],
  silent: [
    { script: '/disk add type=smb smb-address=10.0.0.3 smb-share=x', because: 'The client, not the server' },
    { script: '/ip smb set enabled=auto', because: 'The default: without a share no server runs' },
    {
      script: '# 2023-09-01 12:00:00 by RouterOS 7.11.2\n/ip smb shares\nadd directory=disk1 name=files',
      because: 'Before 7.14 a share does not start the server',
    },
    {
      script: '/ip smb set enabled=no\n/ip smb shares add directory=disk1 name=files',
      because: 'The server is off, whatever is shared',
    },
    { script: '/ip smb set domain=HOME', because: 'The script does not switch it on' },
  ],
  menus: [menu, sharesMenu],
  check(context) {
    const { script, release } = context;
    const byShare = compareReleases(release, '7.14') >= 0;
    const shared = sharesOf(context).length > 0;
    reportSettings(context, {
      menu,
      property: 'enabled',
      matches: (value) => isYes(value) || (byShare && shared && value === 'auto'),
      message: ({ value, item }) => {
        const guests = !byShare && isYes(settledValue(script, menu, item, 'allow-guests'));
        const how = value === 'auto' ? 'runs, because a share is switched on' : 'is switched on';
        return `The SMB file server ${how}${guests ? ', and lets guests in without a password' : ''}: whoever reaches it can attack it. Set enabled=no, or limit its interfaces and name the users of each share.`;
      },
      fixes: () => [
        {
          title: 'Switch the SMB server off (its files cannot be reached any more)',
          class: 'suggestion',
          value: 'no',
          group: 'disable-unneeded-services',
        },
      ],
    });
    if (byShare) reportShares(context);
  },
});

/** The file says nothing of `enabled`, which is `auto` then: its shares start the server. */
function reportShares(context: RuleContext): void {
  const { script, report } = context;
  const item = singleItem(script, menu);
  if (item?.properties.has('enabled') === true || script.state(menu).unresolved.length > 0) return;
  const sure = isSilenceTelling(context, menu) || isSilenceTelling(context, sharesMenu);
  for (const { command, careful } of sharesOf(context)) {
    report({
      span: command.span,
      ...(sure ? (careful ? { severity: 'information' as const } : {}) : { severity: 'hint' as const }),
      message: `This share starts the SMB file server, which is set to auto unless something else is said: whoever reaches it can attack it. ${careful ? 'Keep strangers from it by the firewall' : 'Name valid-users and set require-encryption=yes'}, or switch the share off.`,
    });
  }
}

interface Share {
  /** The `add` that makes it. */
  readonly command: CommandUse;
  /** Its users are named, and what it sends is encrypted. */
  readonly careful: boolean;
}

/** Shares that are on. The one that RouterOS brings along does not count. */
function sharesOf({ script }: RuleContext): readonly Share[] {
  const state = script.state(sharesMenu);
  return state.items.flatMap((item) => {
    const { added } = item;
    if (added === undefined || !isActive(script, state, item)) return [];
    const isDefault = /default share/i.test(item.properties.get('comment')?.value ?? '');
    const disabled = item.properties.get('disabled');
    return isDefault || (disabled !== undefined && !isNo(disabled.value))
      ? []
      : [{ command: added, careful: isCareful(item) }];
  });
}

function isCareful({ properties }: ItemState): boolean {
  const users = properties.get('valid-users');
  return users !== undefined && users.value !== '' && isYes(properties.get('require-encryption')?.value);
}
