import { defineRule } from '../rule';
import { readPublicKey } from '../support/accessKeys';
import { argumentNamed } from '../support/items';

const menu = '/user/ssh-keys';
/** RSA keys below it are not considered strong any more (NIST SP 800-131A). */
const smallest = 2048;

export default defineRule({
  id: 'ssh-key-weak',
  category: 'security',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'A user logs in with a weak SSH key',
  why: `Whoever can compute the private key of a user logs in as that user. DSA keys (\`ssh-dss\`) and RSA keys of fewer than 2048 bits are not considered strong any more. The size is read from the key itself. Make a new key on the computer that logs in, best of the type \`ssh-ed25519\`, and remove the old one.

There is no quick fix: the new key comes from that computer.`,
  references: ['CWE-326', 'https://manual.mikrotik.com/docs/authentication-authorization-accounting/user'],
  fix: null,
  examples: [
    {
      bad: '/user ssh-keys add user=netops key="ssh-dss AAAAB3NzaC1kc3MAAAABAw== netops@laptop"',
      good: '/user ssh-keys add user=netops key="ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f netops@laptop"',
    },
  ],
  silent: [
    {
      script: '/user ssh-keys add user=netops key="ssh-rsa ..."',
      because: 'The key is cut off: its size is not known',
    },
    { script: '/user ssh-keys add user=netops key=$key', because: 'The value is only known on the router' },
    {
      script: '/user ssh-keys import user=netops public-key-file=id_rsa.pub',
      because: 'What is in the file is only known on the router',
    },
  ],
  menus: [menu],
  check({ script, report }) {
    for (const command of script.commandsOf(menu)) {
      const value = command.verb === 'add' ? argumentNamed(command, 'key')?.value : undefined;
      const key = value?.text === undefined ? undefined : readPublicKey(value.text);
      if (value === undefined || key === undefined) continue;
      const isDsa = key.type === 'ssh-dss';
      if (!isDsa && (key.bits === undefined || key.bits >= smallest)) continue;
      report({
        span: value.span,
        message: `${isDsa ? 'A DSA key (ssh-dss)' : `An RSA key of ${key.bits} bits`} is not considered strong any more: whoever can compute its private half logs in with it. Make a new key, best of the type ssh-ed25519.`,
      });
    }
  },
});
