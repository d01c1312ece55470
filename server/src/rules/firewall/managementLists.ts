import { mayHave } from '../../firewall/packets';
import type { ItemState, ScriptModel } from '../../model/types';
import type { RuleEntry } from '../support/firewall';
import { firewallRules } from '../support/firewall';
import { seesNew } from '../support/chainShapes';
import { managementPorts } from './managementPorts';
import { seesProtocol } from './portTargets';

/** Entries of an address list by which the file lets somebody manage the router. */
export interface ManagementList {
  readonly name: string;
  /** The accept that lets its members in. */
  readonly accept: RuleEntry;
  readonly entries: readonly ItemState[];
}

/** The address lists that an accept of `input` in the IPv4 filter names as source, for management ports or for all ports, with their entries in the file. */
export function managementLists(script: ScriptModel): readonly ManagementList[] {
  const menu = firewallRules(script, '/ip/firewall/filter');
  const managed = managementPorts(script);
  const accepts = new Map<string, RuleEntry>();
  for (const [index, entry] of menu.entries.entries()) {
    const { action, chain, disabled, settled, matchers } = entry;
    const list = matchers.get('src-address-list');
    if (disabled || !settled || action !== 'accept' || chain !== 'input' || list === undefined) continue;
    const packets = menu.table.packets[index];
    if (list === '' || list.startsWith('!') || accepts.has(list) || packets === undefined || !seesNew(packets))
      continue;
    const every = !matchers.has('protocol') && !matchers.has('dst-port') && !matchers.has('port');
    const some = managed.some(
      ({ port, protocol }) =>
        mayHave(packets.destinationPort, port) && mayHave(packets.eitherPort, port) && seesProtocol(entry, protocol),
    );
    // A second condition on the source narrows the list.
    const narrowed = ['src-address', 'src-mac-address', 'in-interface', 'in-interface-list'].some((name) =>
      matchers.has(name),
    );
    if ((every || some) && !narrowed) accepts.set(list, entry);
  }
  if (accepts.size === 0) return [];
  const entries = new Map<string, ItemState[]>();
  for (const item of script.state('/ip/firewall/address-list').items) {
    const list = item.properties.get('list')?.value;
    if (item.removed || item.disabled === true || item.added === undefined || list === undefined || !accepts.has(list))
      continue;
    const known = entries.get(list);
    if (known) known.push(item);
    else entries.set(list, [item]);
  }
  return [...accepts].map(([name, accept]) => ({ name, accept, entries: entries.get(name) ?? [] }));
}
