import { connectionStateIndex } from '../../firewall/numbers';
import { mayHave } from '../../firewall/packets';
import type { ScriptModel } from '../../model/types';
import { outwardInterfaces, firewallRules, interfaceListMembers } from './firewall';
import type { ListNames } from './sourceLimits';
import { stopping, strangersMatcher } from './sourceLimits';

const menu = '/ip/firewall/filter';
/**
 * Does a rule of the IPv4 input chain of the file leave only trusted sources: a drop of everything, of what does not come from a trusted side, or of
 * what comes from the Internet's, for new connections at least? A jump for all packets to a chain with such a rule counts as well. Recognised by
 * pattern: what earlier rules accept is not looked at.
 */
export function inputEndsInTrustedDrop(script: ScriptModel, names: ListNames): boolean {
  if (script.state(menu).unresolved.length > 0) return false;
  const { entries, table } = firewallRules(script, menu);
  // That the chain is closed for one interface alone does not tell that all others are trusted.
  const sides = {
    members: interfaceListMembers(script),
    outward: outwardInterfaces(script),
    closed: undefined,
    names,
  };
  const targets = new Map<string, string[]>();
  for (const { chain, action, disabled, matchers, item } of entries) {
    const target = action === 'jump' ? item.properties.get('jump-target')?.value : undefined;
    if (disabled || chain === undefined || target === undefined || matchers.size > 0) continue;
    const known = targets.get(chain);
    if (known) known.push(target);
    else targets.set(chain, [target]);
  }
  // Grows while it is walked.
  const reached = new Set(['input']);
  for (const chain of reached) for (const target of targets.get(chain) ?? []) reached.add(target);
  return entries.some((entry, index) => {
    if (entry.chain === undefined || !reached.has(entry.chain) || entry.disabled) return false;
    if (!stopping.has(entry.action ?? '')) return false;
    if (!mayHave(table.packets[index]?.states, connectionStateIndex('new'))) return false;
    const side = strangersMatcher(entry.matchers, sides);
    return [...entry.matchers.keys()].every((name) => name === side || name === 'connection-state');
  });
}
