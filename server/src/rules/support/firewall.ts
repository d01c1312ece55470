import type { AddressLists } from '../../firewall/addressLists';
import { addressLists } from '../../firewall/addressLists';
import { parseAddressSet } from '../../firewall/addresses';
import type { Cover, FirewallRule, RuleTable } from '../../firewall/chains';
import { firstCover, readTable } from '../../firewall/chains';
import { parsePorts } from '../../firewall/numbers';
import { mayHave, type Knowledge } from '../../firewall/packets';
import type { ArgumentUse, CommandUse, ItemState, MenuState, ScriptModel } from '../../model/types';
import { unresolvedAfter } from './items';
import { stopping } from './sourceLimits';

export const filterMenus = ['/ip/firewall/filter', '/ipv6/firewall/filter'] as const;

/** Menus of the clients by which a router dials in at a provider. */
const dialling = ['/interface/pppoe-client', '/interface/ppp-client', '/interface/lte'] as const;

/** Every menu whose rules have chains, matchers and actions. */
export const ruleMenus = [
  ...filterMenus,
  '/ip/firewall/raw',
  '/ip/firewall/nat',
  '/ip/firewall/mangle',
  '/ipv6/firewall/raw',
  '/ipv6/firewall/nat',
  '/ipv6/firewall/mangle',
] as const;

/** Properties of a rule that do not choose packets: what it does with them, how it is shown, where it goes. */
const notMatchers: ReadonlySet<string> = new Set([
  '',
  'action',
  'address-list',
  'address-list-timeout',
  'chain',
  'comment',
  'copy-from',
  'disabled',
  'hw-offload',
  'jump-target',
  'log',
  'log-prefix',
  'new-connection-mark',
  'new-dscp',
  'new-mss',
  'new-packet-mark',
  'new-priority',
  'new-routing-mark',
  'new-ttl',
  'numbers',
  'passthrough',
  'place-before',
  'randomise-ports',
  'reject-with',
  'route-dst',
  'same-not-by-dst',
  'sniff-id',
  'sniff-target',
  'sniff-target-port',
  'socks5-port',
  'socks5-server',
  'socksify-service',
  'to-addresses',
  'to-ports',
]);

/** Does the argument of a firewall rule choose packets? */
export function isMatcher(name: string): boolean {
  return !notMatchers.has(name);
}

/** A rule that the file adds, as the file leaves it. */
export interface RuleEntry extends FirewallRule {
  readonly item: ItemState;
  /** The `add`. */
  readonly command: CommandUse;
  /** No later command can have changed or removed it, as far as the file tells. */
  readonly settled: boolean;
  /** Its name in messages: `line 12 ("drop invalid")`. */
  readonly label: string;
}

/** What two rules may differ in and still be the same. */
const outward: ReadonlySet<string> = new Set(['comment', 'disabled']);

/** All that the file writes of a rule's matchers, action and parameters, as one text to compare; undefined where a value is computed. */
export function contentOf({ item }: RuleEntry): string | undefined {
  const parts: string[] = [];
  for (const [name, { value, argument }] of item.properties) {
    if (outward.has(name) || argument?.unset === true) continue;
    if (value === undefined) return undefined;
    parts.push(`${name}=${value}`);
  }
  return parts.sort().join('\n');
}

/** Does the rule name this port as one that its packets go to? A computed list of ports does not. */
export function namesPort({ matchers }: FirewallRule, port: number): boolean {
  const text = matchers.get('dst-port') ?? matchers.get('port');
  const ports = text === undefined ? undefined : parsePorts(text);
  return ports !== undefined && mayHave(ports, port);
}

/** The rules of one menu in the order of the file, and what is known to compare them. */
export interface FirewallMenu {
  readonly entries: readonly RuleEntry[];
  readonly table: RuleTable;
}

/** What has been read of a script so far. */
interface Reading {
  readonly menus: Map<string, FirewallMenu>;
  readonly addressLists: Map<string, AddressLists>;
  interfaceLists: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  lineStarts: readonly number[] | undefined;
}

// Derived from the model alone and gone with it.
const readings = new WeakMap<ScriptModel, Reading>();

function readingOf(script: ScriptModel): Reading {
  const known = readings.get(script);
  if (known) return known;
  const made: Reading = { menus: new Map(), addressLists: new Map(), interfaceLists: undefined, lineStarts: undefined };
  readings.set(script, made);
  return made;
}

/**
 * The rules that the file adds to a menu (`/ip/firewall/filter`) and does not remove again. Several rules ask for the same menu: it is read once
 * for each script. A rule whose content, place or existence is not sure is marked so (`certain: false`): one that is added only sometimes, with
 * `place-before`, as a copy, or before a command that may have changed it.
 */
export function firewallRules(script: ScriptModel, menu: string): FirewallMenu {
  const { menus } = readingOf(script);
  const known = menus.get(menu);
  if (known) return known;
  const state = script.state(menu);
  const lineOf = (offset: number): number => {
    const reading = readingOf(script);
    return lineAt((reading.lineStarts ??= lineStarts(script.text)), offset);
  };
  const entries = state.items.flatMap((item) => {
    const entry = item.removed ? undefined : readEntry(item, state, script.text, lineOf);
    return entry ? [entry] : [];
  });
  const read = { entries, table: readTable(entries, knowledgeOf(script, menu)) };
  menus.set(menu, read);
  return read;
}

/** Where an accept stands behind a drop that takes all its packets. */
export interface Dropped {
  /** Place of the first drop, reject or tarpit that does. */
  readonly drop: number;
  readonly cover: Cover;
}

/** Of an accept: the first earlier drop, reject or tarpit that takes every packet of it, or undefined. Anything else: undefined. */
export function droppedBefore({ entries, table }: FirewallMenu, index: number): Dropped | undefined {
  if (entries[index]?.action !== 'accept') return undefined;
  const cover = firstCover(table, index);
  const drop = cover?.different;
  if (cover === undefined || drop === undefined) return undefined;
  return stopping.has(entries[drop]?.action ?? '') ? { drop, cover } : undefined;
}

/** The last argument of a command with this name. */
export function lastArgument(command: CommandUse, name: string): ArgumentUse | undefined {
  return command.arguments.filter((argument) => argument.name === name).at(-1);
}

/** Names of the interface lists that the file makes or fills. */
export function interfaceListNames(script: ScriptModel): ReadonlySet<string> {
  const names = new Set<string>();
  for (const item of script.state('/interface/list').items)
    if (!item.removed && item.name !== undefined) names.add(item.name);
  for (const name of interfaceListMembers(script).keys()) names.add(name);
  return names;
}

/**
 * The interfaces that lead outside by what the file does with them, whatever list they are in: PPPoE, PPP and LTE clients, and Ethernet ports towards which
 * all is masqueraded. (Towards a tunnel it may be that only the other end knows no way back.)
 */
export function outwardInterfaces(script: ScriptModel): ReadonlySet<string> {
  const outward = new Set(dialling.flatMap((menu) => sureItems(script, menu).flatMap(({ name }) => name ?? [])));
  if (!script.evidence.mentions('/ip/firewall/nat')) return outward;
  for (const { chain, action, disabled, settled, matchers } of firewallRules(script, '/ip/firewall/nat').entries) {
    const name = matchers.get('out-interface');
    if (disabled || !settled || chain !== 'srcnat' || action !== 'masquerade' || name === undefined) continue;
    const isAll = [...matchers.keys()].every((one) => ['out-interface', 'ipsec-policy', 'src-address'].includes(one));
    if (isAll && /^(?:ether|sfp|qsfp|combo)/.test(name)) outward.add(name);
  }
  return outward;
}

/** The interfaces that the file puts into each interface list; the router may know more. */
export function interfaceListMembers(script: ScriptModel): ReadonlyMap<string, ReadonlySet<string>> {
  const reading = readingOf(script);
  return (reading.interfaceLists ??= readInterfaceLists(script));
}

function readInterfaceLists(script: ScriptModel): ReadonlyMap<string, ReadonlySet<string>> {
  const members = new Map<string, Set<string>>();
  for (const item of sureItems(script, '/interface/list/member')) {
    const list = item.properties.get('list')?.value;
    const name = item.properties.get('interface')?.value;
    if (list === undefined || name === undefined) continue;
    const known = members.get(list);
    if (known) known.add(name);
    else members.set(list, new Set([name]));
  }
  return members;
}

/** Entries of address lists (of the menu `/ip/firewall/address-list`) that are there for certain; one with a timeout leaves its list again. */
function knownAddressLists(script: ScriptModel, menu: string): AddressLists {
  const { addressLists: read } = readingOf(script);
  const known = read.get(menu);
  if (known) return known;
  const entries = sureItems(script, menu).flatMap(({ properties }) => {
    const list = properties.get('list')?.value;
    const address = properties.get('address')?.value;
    if (list === undefined || address === undefined || properties.has('timeout')) return [];
    const set = parseAddressSet(address);
    return set ? [{ list, set }] : [];
  });
  const made = addressLists(entries);
  read.set(menu, made);
  return made;
}

/** Items that are there and active for certain, as the file leaves them. */
function sureItems(script: ScriptModel, menu: string): readonly ItemState[] {
  const state = script.state(menu);
  return state.items.filter(
    (item) =>
      item.added?.conditional === false &&
      !item.removed &&
      (item.disabled === false || !item.properties.has('disabled')) &&
      isSettled(script.text, item, state),
  );
}

function knowledgeOf(script: ScriptModel, menu: string): Knowledge {
  const family = menu.startsWith('/ipv6') ? '/ipv6' : '/ip';
  return {
    interfaceLists: interfaceListMembers(script),
    addressLists: knownAddressLists(script, `${family}/firewall/address-list`),
    changesWhilePassing: () => false,
  };
}

/** `[find]` and `[find comment="x"]`; with more conditions than one the model writes to more items than the command may. */
const plainSelector = /^\[\s*(?:[/\w-]+\s+)*find(?:\s+where)?(?:\s+[\w-]+\s*=\s*(?:"[^"]*"|[^\s\]"]+))?\s*\]$/;

/** Do all later commands that wrote to the item run for certain and mean it for certain, and can none whose items are not known have changed it? */
function isSettled(text: string, item: ItemState, state: MenuState): boolean {
  const from = item.added?.span.start ?? -1;
  return (
    item.writes.every((command) => command === item.added || (!command.conditional && selectsPlainly(text, command))) &&
    !unresolvedAfter(state, from)
  );
}

function selectsPlainly(text: string, command: CommandUse): boolean {
  const numbers = lastArgument(command, 'numbers')?.value;
  return numbers?.kind !== 'command' || plainSelector.test(text.slice(numbers.span.start, numbers.span.end));
}

function readEntry(
  item: ItemState,
  state: MenuState,
  text: string,
  lineOf: (offset: number) => number,
): RuleEntry | undefined {
  const command = item.added;
  if (command === undefined) return undefined;
  const matchers = new Map<string, string | undefined>();
  for (const [name, { value, argument }] of item.properties) {
    if (isMatcher(name) && argument?.unset !== true) matchers.set(name, value);
  }
  const action = item.properties.get('action');
  const disabled = item.properties.get('disabled');
  const settled = isSettled(text, item, state);
  const copied = lastArgument(command, 'copy-from') !== undefined;
  return {
    item,
    command,
    chain: item.properties.get('chain')?.value,
    action: action ? action.value : copied ? undefined : 'accept',
    disabled: item.disabled === true,
    matchers,
    settled,
    certain:
      settled &&
      !copied &&
      !item.placed &&
      !command.conditional &&
      (disabled === undefined || item.disabled !== undefined),
    addressList: item.properties.get('address-list')?.value,
    // Lines are counted only where a finding names one.
    get label() {
      return labelOf(item, lineOf);
    },
  };
}

function labelOf(item: ItemState, lineOf: (offset: number) => number): string {
  const line = `line ${lineOf(item.added?.span.start ?? 0)}`;
  const comment = item.properties.get('comment')?.value?.trim() ?? '';
  if (comment === '') return line;
  return `${line} ("${comment.length > 60 ? `${comment.slice(0, 59)}…` : comment}")`;
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (const end of text.matchAll(/\r\n|\r|\n/g)) starts.push(end.index + end[0].length);
  return starts;
}

function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}
