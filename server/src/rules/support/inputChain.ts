import type { ItemState, ScriptModel } from '../../model/types';

const trustedLists = ['LAN', 'BASE', 'MGMT', 'TRUSTED', 'VPN'];
const untrustedLists = /^(?:WAN|INTERNET|ISP.*)$/i;
const final = ['drop', 'reject', 'tarpit'];
const passing = ['log', 'passthrough', 'add-src-to-address-list', 'add-dst-to-address-list'];
const notMatchers = new Set([
  'action',
  'chain',
  'comment',
  'disabled',
  'log',
  'log-prefix',
  'reject-with',
  'place-before',
  'copy-from',
]);

/**
 * Does the IPv4 input chain of the file end in a rule that leaves only trusted interfaces: a drop of everything, of what does not come
 * from a trusted interface list, or of what comes from the internet's? Recognised by pattern: what earlier rules accept is not looked at.
 */
export function inputEndsInTrustedDrop(script: ScriptModel): boolean {
  const state = script.state('/ip/firewall/filter');
  if (state.unresolved.length > 0) return false;
  const last = state.items
    .filter((item) => !item.removed && item.disabled !== true && value(item, 'chain') === 'input')
    .filter((item) => !passing.includes(value(item, 'action') ?? ''))
    .at(-1);
  if (last === undefined || !final.includes(value(last, 'action') ?? '')) return false;
  const matchers = [...last.properties.keys()].filter((name) => !notMatchers.has(name));
  if (matchers.length === 0) return true;
  if (matchers.length > 1) return false;
  const list = value(last, 'in-interface-list') ?? '';
  return list.startsWith('!') ? trustedLists.includes(list.slice(1).toUpperCase()) : untrustedLists.test(list);
}

function value(item: ItemState, name: string): string | undefined {
  return item.properties.get(name)?.value;
}
