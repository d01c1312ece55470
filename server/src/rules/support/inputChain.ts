import type { ScriptModel } from '../../model/types';
import { chainsFrom, seesNew, sidesIn } from './chainShapes';
import { firewallRules } from './firewall';
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
  const rules = firewallRules(script, menu);
  // That the chain is closed for one interface alone does not tell that all others are trusted.
  const sides = { ...sidesIn(script, menu, names), closed: undefined };
  const reached = chainsFrom(rules, 'input', true);
  return rules.entries.some((entry, index) => {
    if (entry.chain === undefined || !reached.has(entry.chain) || entry.disabled) return false;
    if (!stopping.has(entry.action ?? '')) return false;
    if (!seesNew(rules.table.packets[index])) return false;
    const side = strangersMatcher(entry.matchers, sides);
    return [...entry.matchers.keys()].every((name) => name === side || name === 'connection-state');
  });
}
