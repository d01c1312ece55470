import type { ArgumentUse, CommandUse, ItemState, MenuState, PropertyState, ScriptModel } from '../../model/types';
import type { TextEdit } from '../../syntax/span';
import type { Fix, RuleContext } from '../rule';
import { argumentNamed, decides, decidesWithoutConditions, isNo, isYes, mayBeChanged, placeOf } from './items';

/** A constant that a command of the file gives a property, and that still stands at the end of the file as far as the file tells. */
export interface WrittenValue {
  readonly command: CommandUse;
  readonly argument: ArgumentUse;
  readonly value: string;
  /** The items that keep it; [] where the command's items are not known (`set [find default=yes]`). */
  readonly items: readonly ItemState[];
  /** Another value is set under a condition: the finding is no more than a hint. */
  readonly perhaps: boolean;
}

/**
 * Constants that `add` and `set` commands of a menu give to one property and that are not overwritten later. Left out: values of items that the
 * file removes or switches off (`disabled=yes`, `enabled=no`), and of tunnels that an export shows to be off, since what is off answers nobody.
 */
export function writtenValues(script: ScriptModel, menu: string, property: string): readonly WrittenValue[] {
  const state = script.state(menu);
  const values: WrittenValue[] = [];
  const itemsByCommand = new Map<CommandUse, ItemState[]>();
  for (const item of state.items) {
    for (const write of item.writes) {
      const known = itemsByCommand.get(write);
      if (known) known.push(item);
      else itemsByCommand.set(write, [item]);
    }
  }
  for (const command of script.commandsOf(menu)) {
    if (command.verb !== 'add' && command.verb !== 'set') continue;
    const argument = argumentNamed(command, property);
    const value = argument?.value?.text;
    if (argument === undefined || value === undefined) continue;
    const all = itemsByCommand.get(command) ?? [];
    const known = !state.unresolved.includes(command);
    // `set [find]` where the file shows no item: it means those that are on the router.
    const elsewhere = known && command.verb === 'set' && all.length === 0 && !state.cleared;
    if (!known || (elsewhere && !isOverwritten(script, command, property))) {
      if (!switchesOff(command)) values.push({ command, argument, value, items: [], perhaps: false });
      continue;
    }
    const on = all.filter(
      (item) =>
        !isSwitchedOff(item) && !isOffByDefault(script, menu, item) && !mayBeChanged(state, property, { command }),
    );
    const kept = on.filter((item) => decides(item, argument));
    const keptWithoutConditions = on.filter((item) => decidesWithoutConditions(item, argument));
    if (kept.length > 0) values.push({ command, argument, value, items: kept, perhaps: false });
    else if (keptWithoutConditions.length > 0)
      values.push({ command, argument, value, items: keptWithoutConditions, perhaps: true });
  }
  return values;
}

/** Is the item off at the end of the file, or removed, or on only where a condition holds? */
export function isSwitchedOff(item: ItemState): boolean {
  return item.removed || item.disabled === true || isNo(item.properties.get('enabled')?.value);
}

/** Tunnels that are made switched off: clients, and the servers of OpenVPN since there may be several (7.17). */
const madeOff: ReadonlySet<string> = new Set([
  '/interface/l2tp-client',
  '/interface/ovpn-client',
  '/interface/ovpn-server/server',
  '/interface/pppoe-client',
  '/interface/pptp-client',
  '/interface/sstp-client',
]);

/** Servers with one set of values, whose `enabled` is `no` by default. */
const singleServers: ReadonlySet<string> = new Set([
  '/interface/l2tp-server/server',
  '/interface/ovpn-server/server',
  '/interface/pptp-server/server',
  '/interface/sstp-server/server',
]);

/**
 * Does an export show that a tunnel is off by saying nothing of it? An export leaves out what is at its default, and that is off. (From 7.17 on each
 * router has a server `ovpn-server1` that is off: exports list it without `disabled`, those with all values with `disabled=yes`.)
 */
export function isOffByDefault(script: ScriptModel, menu: string, item: ItemState): boolean {
  if (script.evidence.kind === 'script') return false;
  const [menus, name] = item.added === undefined ? [singleServers, 'enabled'] : [madeOff, 'disabled'];
  if (!menus.has(menu) || item.properties.has(name)) return false;
  return !mayBeChanged(script.state(menu), name, item.added && { command: item.added }, item);
}

/**
 * Is a client tunnel (PPTP, L2TP, SSTP, OpenVPN, PPPoE) on? They are made switched off (vendor manual: `disabled` is `yes` by default), so only
 * `disabled=no` or `enable` tells.
 */
export function isClientOn(state: MenuState, item: ItemState): boolean {
  if (item.removed || item.disabled !== false) return false;
  return !mayBeChanged(state, 'disabled', item.properties.get('disabled'));
}

/**
 * Does nothing in the file switch on the servers that a value was written for? For servers that are off by default (`enabled=no`, or made with `disabled=yes`):
 * the value is inert then, as far as the file tells.
 */
export function isNeverSwitchedOn(script: ScriptModel, menu: string, { items }: WrittenValue): boolean {
  const commands =
    items.length === 0
      ? script.commandsOf(menu)
      : [...items.flatMap(({ writes }) => writes), ...script.state(menu).unresolved];
  return !commands.some((command) => {
    const enabled = argumentNamed(command, 'enabled');
    const disabled = argumentNamed(command, 'disabled');
    return (
      command.verb === 'enable' ||
      (enabled !== undefined && !isNo(enabled.value?.text)) ||
      (disabled !== undefined && !isYes(disabled.value?.text ?? 'no'))
    );
  });
}

/** Does the file itself switch the server of a menu with one set of values on, for certain? Undefined where it does not. */
export function switchedOn(
  state: MenuState,
): { readonly item: ItemState; readonly property: PropertyState } | undefined {
  const item = state.items.find((candidate) => !candidate.removed);
  const property = item?.properties.get('enabled');
  if (item === undefined || property === undefined || !isYes(property.value)) return undefined;
  return mayBeChanged(state, 'enabled', property) ? undefined : { item, property };
}

/** `md5,sha1` as its words, without what is negated. */
export function words(value: string): readonly string[] {
  return value
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '' && !word.startsWith('!'));
}

/** Edit that leaves the wanted words of a list, or puts `instead` where none is left. */
export function keepWords(argument: ArgumentUse, unwanted: ReadonlySet<string>, instead: string): TextEdit | undefined {
  const { value } = argument;
  if (value?.text === undefined) return undefined;
  const kept = words(value.text).filter((word) => !unwanted.has(word));
  return { ...value.span, text: kept.length === 0 ? instead : kept.join(',') };
}

/** A suggestion that replaces the value of an argument; [] where it has none. */
export function suggestValue(
  argument: ArgumentUse,
  text: string,
  title = `Set ${argument.name}=${text}`,
): readonly Fix[] {
  return argument.value === undefined
    ? []
    : [{ title, class: 'suggestion', edits: [{ ...argument.value.span, text }] }];
}

/** Does a later command of the menu write the property, remove items or switch them off? */
function isOverwritten(script: ScriptModel, { menu, span }: CommandUse, property: string): boolean {
  return script
    .commandsOf(menu)
    .some(
      (later) =>
        later.span.start > span.start &&
        (['remove', 'disable'].includes(later.verb) ||
          (later.verb === 'set' && (argumentNamed(later, property) !== undefined || switchesOff(later)))),
    );
}

function switchesOff(command: CommandUse): boolean {
  return (
    isYes(argumentNamed(command, 'disabled')?.value?.text ?? (argumentNamed(command, 'disabled') && 'yes')) ||
    isNo(argumentNamed(command, 'enabled')?.value?.text)
  );
}

/** The servers or clients of a menu that are on for certain: `enabled=yes`, or `disabled=no` where items are made switched off. */
export function activeItems(state: MenuState): readonly { readonly item: ItemState; readonly on: PropertyState }[] {
  return state.items.flatMap((item) => {
    const enabled = item.properties.get('enabled');
    const disabled = item.properties.get('disabled');
    if (enabled !== undefined) {
      return !item.removed && isYes(enabled.value) && !mayBeChanged(state, 'enabled', enabled)
        ? [{ item, on: enabled }]
        : [];
    }
    return disabled !== undefined && isClientOn(state, item) ? [{ item, on: disabled }] : [];
  });
}

/** How an item has a property at the end of the file. `unknown`: computed, or perhaps set by a command or an item that the file does not show. */
export function settled(
  state: MenuState,
  item: ItemState,
  name: string,
):
  | { readonly kind: 'written'; readonly property: PropertyState; readonly value: string }
  | { readonly kind: 'absent' | 'unknown' } {
  const property = item.properties.get(name);
  if (mayBeChanged(state, name, property)) return { kind: 'unknown' };
  if (property !== undefined) {
    return property.value === undefined || property.argument === undefined
      ? { kind: 'unknown' }
      : { kind: 'written', property, value: property.value };
  }
  // A named item that the file does not make, or that copies another, may have it already.
  const made = item.added !== undefined && argumentNamed(item.added, 'copy-from') === undefined;
  return { kind: made || item.name === '' ? 'absent' : 'unknown' };
}

/** A suggestion that sets a property of an item: in its place, or behind the command that makes it or switches it on. */
export function suggestProperty(
  item: ItemState,
  on: PropertyState,
  name: string,
  value: string,
  title = `Set ${name}=${value}`,
): readonly Fix[] {
  const written = item.properties.get(name)?.argument?.value;
  if (written !== undefined) return [{ title, class: 'suggestion', edits: [{ ...written.span, text: value }] }];
  const command = item.added ?? on.command;
  if (command.verb !== 'set' && command.verb !== 'add') return [];
  const { end } = command.span;
  return [{ title, class: 'suggestion', edits: [{ start: end, end, text: ` ${name}=${value}` }] }];
}

/** Reports the clients of a menu that are on and check no certificate of the server. `client`: what a message calls one, "SSTP client". */
export function reportUncheckedServers({ script, report }: RuleContext, menu: string, client: string): void {
  const name = 'verify-server-certificate';
  const state = script.state(menu);
  for (const { item, on } of activeItems(state)) {
    const verify = settled(state, item, name);
    if (verify.kind === 'unknown' || (verify.kind === 'written' && !isNo(verify.value))) continue;
    report({
      span: verify.kind === 'written' ? placeOf(verify.property) : (item.added ?? on.command).span,
      message: `This ${client} takes any certificate, so whoever gets in between can play the server and gets the login. Set verify-server-certificate=yes, with the authority in the certificate store.`,
      fixes: suggestProperty(
        item,
        on,
        name,
        'yes',
        'Set verify-server-certificate=yes (needs the certificate of the authority)',
      ),
    });
  }
}
