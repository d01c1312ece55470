import { compareReleases } from './releases';
import type { Argument, Command, Menu, Presence, Schema } from './types';

export interface RouterView {
  /** Only what this release has. Releases between two known ones count as the older. */
  readonly release: string;
  /** Only what an x86 router has with the base package alone. */
  readonly baseOnly?: boolean;
  /** Only what an x86 router has, with any packages. Without it and `baseOnly`: also what other hardware has, which is known of no release. */
  readonly x86Only?: boolean;
}

type Visible = (value: { readonly presence: Presence }) => boolean;

function visibleOn({ release, baseOnly = false, x86Only = false }: RouterView): Visible {
  return ({ presence }) =>
    baseOnly ? presence.hasBase(release) : presence.has(release) && (!x86Only || presence.source === 'x86');
}

function filtered<T extends { readonly presence: Presence }>(
  map: ReadonlyMap<string, T>,
  visible: Visible,
  change: (value: T) => T,
): ReadonlyMap<string, T> {
  return new Map([...map].flatMap(([name, value]) => (visible(value) ? [[name, change(value)] as const] : [])));
}

function viewCommand(command: Command, visible: Visible): Command {
  let known: ReadonlyMap<string, Argument> | undefined;
  const { name, path, menu, presence, alias } = command;
  const positional = (): readonly string[] | undefined =>
    command.positional?.filter((word) => own().has(word) || !command.arguments.has(word));
  const own = (): ReadonlyMap<string, Argument> =>
    (known ??= filtered(command.arguments, visible, (argument) => argument));
  return {
    name,
    path,
    menu,
    presence,
    get arguments() {
      return own();
    },
    get positional() {
      return positional();
    },
    ...(alias && visible(alias.command)
      ? { alias: { since: alias.since, command: viewCommand(alias.command, visible) } }
      : {}),
  };
}

/** Menus that the router has, and names of others that it takes for one of those. */
function viewMenus(menus: Menu['menus'], visible: Visible, release: string): ReadonlyMap<string, Menu> {
  const seen = [...menus].flatMap(([name, menu]): readonly (readonly [string, Menu])[] => {
    if (visible(menu)) return [[name, viewMenu(menu, visible, release)]];
    const { alias } = menu;
    if (!alias || !visible(alias.menu) || compareReleases(release, alias.since) < 0) return [];
    return [[name, viewMenu(alias.menu, visible, release)]];
  });
  return new Map(seen);
}

function viewMenu(menu: Menu, visible: Visible, release: string): Menu {
  let menus: ReadonlyMap<string, Menu> | undefined;
  let commands: ReadonlyMap<string, Command> | undefined;
  const { name, path, presence } = menu;
  return {
    name,
    path,
    presence,
    get menus() {
      return (menus ??= viewMenus(menu.menus, visible, release));
    },
    get commands() {
      return (commands ??= filtered(menu.commands, visible, (command) => viewCommand(command, visible)));
    },
    get properties() {
      return menu.properties;
    },
  };
}

/**
 * The schema as one router has it: without the menus, commands and arguments that the view leaves out, so that even an exact name of these is unknown
 * and no abbreviation is ambiguous because of them. Properties stay those of all releases. Asks the given schema, lazily; changes nothing in it.
 */
export function schemaView(schema: Schema, view: RouterView): Schema {
  const visible = visibleOn(view);
  const root = viewMenu(schema.root, visible, view.release);
  const menu = (path: string): Menu | undefined =>
    path
      .split('/')
      .slice(1)
      .reduce<Menu | undefined>((parent, word) => parent?.menus.get(word), root);
  return {
    releases: schema.releases,
    root,
    menu,
    required: (menuPath) => schema.required(menuPath),
    packageOf: (path, release = view.release) => schema.packageOf(path, release),
    valuePresence: (menuPath, name, word) => schema.valuePresence(menuPath, name, word),
    hardwareOf: (path) => schema.hardwareOf(path),
  };
}
