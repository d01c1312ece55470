import type { Command, Menu, Presence, Schema } from '../../../server/src/schema/types';
import type { RouterRelease } from '../state/releases';

/** The command tree as one router has it: its release, the base package, and the hardware menus of a RouterBOARD. */
export interface CommandTree {
  /** The menu of this full path (`/ip/service`, '' for the root), if this router has it. */
  menu(path: string): Menu | undefined;
  /** The command of this full path. */
  command(path: string): Command | undefined;
  /** Names of the arguments that this router's command takes. */
  argumentNames(command: Command): readonly string[];
  /** What a word stands for in a menu: exactly, or as an unambiguous beginning where `abbreviated`. */
  child(menu: Menu, word: string, abbreviated: boolean): Menu | Command | undefined;
}

export function isCommand(node: Menu | Command): node is Command {
  return 'arguments' in node;
}

/** Menus that depend on hardware and not on an x86 package: this router is a RouterBOARD and has them in every release. */
const hardwareMenus = ['/system/routerboard'];

export function createCommandTree(schema: Schema, release: RouterRelease): CommandTree {
  const has = (node: { readonly path: string; readonly presence: Presence }): boolean =>
    node.path === '' ||
    node.presence.hasBase(release.number) ||
    hardwareMenus.some((menu) => node.path === menu || node.path.startsWith(`${menu}/`));

  const argumentNames = new Map<Command, readonly string[]>();

  return {
    menu(path) {
      const found = schema.menu(path);
      return found && has(found) ? found : undefined;
    },
    command(path) {
      const cut = path.lastIndexOf('/');
      const found = schema.menu(path.slice(0, cut))?.commands.get(path.slice(cut + 1));
      return found && has(found) ? found : undefined;
    },
    argumentNames(command) {
      const known = argumentNames.get(command);
      if (known) {
        return known;
      }
      const hardware = !command.presence.base;
      const names = [...command.arguments.values()]
        .filter((argument) => hardware || argument.presence.hasBase(release.number))
        .map((argument) => argument.name);
      argumentNames.set(command, names);
      return names;
    },
    child(menu, word, abbreviated) {
      const exact = [menu.menus.get(word), menu.commands.get(word)].find((node) => node !== undefined && has(node));
      if (exact || !abbreviated || word === '') {
        return exact;
      }
      const candidates = [...menu.menus.values(), ...menu.commands.values()].filter(
        (node) => node.name.startsWith(word) && has(node),
      );
      return candidates.length === 1 ? candidates[0] : undefined;
    },
  };
}

/** The full name that a written argument name stands for among `names`: itself, or the only one that begins so. */
export function completeArgument(names: readonly string[], written: string): string | undefined {
  if (names.includes(written)) {
    return written;
  }
  const candidates = names.filter((name) => written !== '' && name.startsWith(written));
  return candidates.length === 1 ? candidates[0] : undefined;
}
