import type { CommandUse, ScriptModel } from '../../model/types';
import { defineRule, type Severity } from '../rule';
import { argumentNamed, isYes } from '../support/items';
import { addsLater, selectsAll } from '../support/selections';

/** What a command does that nothing in the file takes back; undefined where it does nothing of the kind. */
type Effect = (script: ScriptModel, command: CommandUse) => string | undefined;

const effects: ReadonlyMap<string, Effect> = new Map<string, Effect>([
  ['/system/reset-configuration', () => 'erases the configuration of the router and restarts it'],
  ['/system/package/downgrade', () => 'installs an older RouterOS and restarts the router'],
  ['/system/package/uninstall', () => 'removes a package, and its configuration is gone at the next start'],
  ['/disk/format-drive', () => 'erases a disk'],
  ['/file/remove', (script, command) => all(script, command, 'removes all files of the router, backups among them')],
  [
    '/certificate/remove',
    (script, command) =>
      all(script, command, 'removes all certificates: with an authority, those that it signed go too'),
  ],
  ['/user/remove', (script, command) => all(script, command, 'removes all users that can be removed')],
  ['/ip/firewall/filter/remove', openFirewall],
  ['/ipv6/firewall/filter/remove', openFirewall],
  [
    '/system/routerboard/settings/set',
    (_, command) =>
      argumentNamed(command, 'protected-routerboot')?.value?.text === 'enabled'
        ? 'locks the boot loader: if the password is lost, the router can only be erased'
        : undefined,
  ],
  ['/system/device-mode/update', (_, command) => deviceMode(command)],
]);
const restarts: ReadonlyMap<string, string> = new Map([
  ['/system/reboot', 'restarts the router'],
  ['/system/shutdown', 'switches the router off'],
]);

export default defineRule({
  id: 'destructive-command',
  category: 'correctness',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'A command destroys something that the file does not bring back',
  why: `Resetting, downgrading, formatting, or removing everything of a kind cannot be taken back by an undo of the configuration: what is gone has to come from a backup, and somebody may have to walk to the router. A script is often run by somebody who has not read it to the end.

Keep such commands out of scripts that are pushed, or run them by hand with a backup at hand. A restart in the middle of a script also means that what follows is not run. Under a condition the finding is only information.`,
  references: [
    'https://manual.mikrotik.com/docs/getting-started/configuration-management/routeros-configuration-reset',
    'https://manual.mikrotik.com/docs/system-information-and-utilities/device-mode',
  ],
  fix: null,
  examples: [
    { bad: '/system reset-configuration no-defaults=yes', good: '/system backup save name=before password=$p' },
    { bad: '/file remove [find]', good: '/file remove [find name=old.rsc]' },
    {
      bad: '/ip firewall filter remove [find]',
      good: '/ip firewall filter remove [find]\n/ip firewall filter add action=accept chain=input connection-state=established,related\n/ip firewall filter add action=drop chain=input',
    },
    { bad: '/system reboot', good: '/system identity set name=r1' },
    { bad: '/system device-mode update container=yes mode=advanced', good: '/system device-mode print' },
  ],
  silent: [
    { script: ':put "/system reset-configuration"', because: 'A text, not a command' },
    { script: '/certificate remove [find name~"cert.pem"]', because: 'Only what the condition names is removed' },
    { script: '/system routerboard settings set auto-upgrade=yes', because: 'Nothing is locked' },
    { script: '/ip firewall filter remove [find comment="old"]', because: 'Only what the condition names is removed' },
  ],
  menus: [],
  check({ script, report }) {
    for (const command of script.commands) {
      const restart = restarts.get(command.path);
      const effect = restart ?? effects.get(command.path)?.(script, command);
      if (effect === undefined) continue;
      // A change of the device mode has no effect until somebody confirms it at the router.
      const weak = command.conditional || restart !== undefined || command.menu === '/system/device-mode';
      // A restart at the end, or where the script has decided so, is what the script is for.
      const isMeant = command.path === '/system/reboot' && (command.conditional || command === script.commands.at(-1));
      report({
        span: command.span,
        ...(weak ? { severity: isMeant ? ('hint' satisfies Severity) : ('information' satisfies Severity) } : {}),
        message: `This ${effect}. ${
          restart === undefined
            ? 'Nothing in the file brings it back: make sure that there is a backup, and that it is meant.'
            : isMeant
              ? 'Make sure that it is meant.'
              : 'What comes after it in the script is not run.'
        }`,
      });
    }
  },
});

function all(script: ScriptModel, command: CommandUse, effect: string): string | undefined {
  return selectsAll(script, command) ? effect : undefined;
}

function openFirewall(script: ScriptModel, command: CommandUse): string | undefined {
  if (!selectsAll(script, command) || addsLater(script, command)) return undefined;
  return 'removes all filter rules, and the file adds none: the router is open to everybody';
}

/** Changes of the device mode are confirmed by hand (a button, or the power): in a script they are rarely meant. */
function deviceMode(command: CommandUse): string | undefined {
  const eased = command.arguments.some(
    ({ name, value }) => !['flagging-enabled', 'flagged', 'activation-timeout'].includes(name) && isYes(value?.text),
  );
  const mode = argumentNamed(command, 'mode')?.value?.text;
  const flagging = ['flagging-enabled', 'flagged'].some((name) => argumentNamed(command, name)?.value?.text === 'no');
  if (!eased && mode === undefined && !flagging) return undefined;
  return 'changes the device mode, which must be confirmed at the router itself and restarts it';
}
