import { mayHave } from '../../firewall/packets';
import { parsePorts, parseProtocol } from '../../firewall/numbers';
import type { IntervalSet } from '../../firewall/intervals';
import type { RuleEntry } from '../support/firewall';

const numbers = { tcp: 6, udp: 17 } as const;

/** The ports at which translated packets arrive: `to-ports`, else those that the rule is for. Undefined where they are not known, or the rule names none. */
export function targetPorts({ item, matchers }: RuleEntry): IntervalSet<number> | undefined {
  const to = item.properties.get('to-ports');
  // `to-ports=0-65535` leaves the port as it is.
  const text =
    to === undefined || to.value === '0-65535' ? (matchers.get('dst-port') ?? matchers.get('port')) : to.value;
  return text === undefined || text === '' || text.startsWith('!') ? undefined : parsePorts(text);
}

/** Does the rule see packets of the protocol? Only where it names one. */
export function seesProtocol({ matchers }: RuleEntry, protocol: 'tcp' | 'udp'): boolean {
  const text = matchers.get('protocol');
  const set = text === undefined ? undefined : parseProtocol(text);
  return set !== undefined && mayHave(set, numbers[protocol]);
}
