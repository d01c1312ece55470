import type { ArgumentUse, CommandUse } from '../../model/types';
import { defineRule, type Fix } from '../rule';
import { argumentNamed } from '../support/items';
import { isLiteralSecret } from '../support/secrets';
import { wireguardMenu, wireguardPeersMenu } from '../support/wireguard';

/** Keys of Curve25519 are 32 bytes: 43 characters of base64 and one `=`. */
const key = /^[A-Za-z0-9+/]{43}=$/;

export default defineRule({
  id: 'wireguard-private-key-in-file',
  category: 'security',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'A secret key of WireGuard is written in the script',
  why: `Whoever has the private key is that end of the tunnel: he can take its place, and read what is sent to it. A script is copied, mailed and kept under version control, and the key with it. The same goes for the pre-shared key of a peer, and for the private key of a client that RouterOS keeps with its peer.

Keep the key out of the file. For a new interface leave \`private-key\` away: the router makes one. For an interface that is in use do not just delete the argument: a new key would be made where the script creates the interface, and every peer would have to learn it. Put a placeholder in its place and fill it in when the script is applied. Replace a key that others may have seen, at both ends.`,
  references: [
    'CWE-798',
    'CWE-312',
    'https://manual.mikrotik.com/docs/virtual-private-networks/wireguard',
    'https://manual.mikrotik.com/docs/getting-started/configuration-management/list-of-menus-with-sensitive-parameters',
  ],
  fix: 'suggestion',
  examples: [
    {
      bad: '/interface wireguard add listen-port=13231 name=wg1 private-key="AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="',
      fixed: '/interface wireguard add listen-port=13231 name=wg1 private-key="<PRIVATE-KEY-OF-wg1>"',
      good: '/interface wireguard add listen-port=13231 name=wg1',
    },
    {
      bad: '/interface wireguard peers add interface=wg1 preshared-key="AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=" public-key=$peer',
      fixed: '/interface wireguard peers add interface=wg1 preshared-key="<PRESHARED-KEY>" public-key=$peer',
      good: '/interface wireguard peers add interface=wg1 preshared-key=auto public-key=$peer',
    },
  ],
  silent: [
    {
      script: '/interface wireguard peers add interface=wg1 public-key="AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="',
      because: 'A public key is meant to be known',
    },
    { script: '/interface wireguard add name=wg1 private-key=$key', because: 'The value is only known on the router' },
    { script: '/interface wireguard peers add interface=wg1 private-key=none', because: 'No key is kept' },
    { script: '/interface wireguard add name=wg1 private-key="<PRIVATE-KEY>"', because: 'A placeholder' },
    { script: '/interface wireguard add name=wg1 private-key="your key here"', because: 'No key has this form' },
  ],
  menus: [wireguardMenu, wireguardPeersMenu],
  check({ script, report }) {
    for (const command of [...script.commandsOf(wireguardMenu), ...script.commandsOf(wireguardPeersMenu)]) {
      if (command.verb !== 'add' && command.verb !== 'set') continue;
      for (const argument of command.arguments) {
        if (argument.name !== 'private-key' && argument.name !== 'preshared-key') continue;
        if (!isLiteralSecret(argument.value) || !key.test(argument.value?.text ?? '')) continue;
        report({
          span: argument.nameSpan ?? argument.span,
          message: `The ${argument.name === 'private-key' ? 'private key' : 'pre-shared key'} of WireGuard is written in the script, and whoever reads the script can take the place of this end. Keep it out of the file, and replace it at both ends if others may have seen it.`,
          fixes: placeholder(command, argument),
        });
      }
    }
  },
});

function placeholder(command: CommandUse, { name, value }: ArgumentUse): readonly Fix[] {
  if (value === undefined) return [];
  const item = argumentNamed(command, command.verb === 'add' ? 'name' : 'numbers')?.value?.text;
  const owner = item !== undefined && /^[\w-]{1,40}$/.test(item) ? `-OF-${item}` : '';
  const text = `<${name.toUpperCase()}${owner}>`;
  return [
    {
      title: 'Put a placeholder there, to be filled in when the script is applied',
      class: 'suggestion',
      edits: [{ ...value.span, text: `"${text}"` }],
      placeholders: [text],
    },
  ];
}
