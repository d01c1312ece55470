import { BlockList, isIPv4 } from 'node:net';

/** Does a comma list of prefixes (`10.0.0.0/8,fe80::/10`) hold this IPv4 address? */
export function addressCovers(list: string, address: string): boolean {
  const allowed = new BlockList();
  for (const prefix of list.split(',')) {
    const [network = '', length = ''] = prefix.split('/');
    if (isIPv4(network)) {
      allowed.addSubnet(network, Number(length === '' ? '32' : length), 'ipv4');
    }
  }
  return allowed.check(address, 'ipv4');
}
