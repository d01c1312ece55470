import type { CommandUse, ItemState, MenuState } from '../../model/types';
import type { TextEdit } from '../../syntax/span';
import { appendArgument, defineRule, replaceValue } from '../rule';
import { argumentNamed, commandAfter, enabledState, names, placeOf, writesOnly } from '../support/items';
import { serviceMenu } from '../support/services';

/** `api` is on unless it is switched off (vendor manual, "Services"), so a script that configures it leaves it on. */
export default defineRule({
  id: 'api-plaintext-enabled',
  category: 'security',
  severity: 'warning',
  risk: 'high',
  since: '0.1.0',
  recommended: true,
  summary: 'The API service without TLS is left switched on',
  why: `The service \`api\` (TCP 8728) is not encrypted: the login and everything after it can be read, and changed, by whoever sits on the way. It is on by default, so a script that sets its port or addresses without \`disabled=yes\` leaves it on. Use \`api-ssl\` (TCP 8729) with a certificate, and switch \`api\` off.

The fix is a suggestion: if you manage the router over port 8728, switch to \`api-ssl\` first, or the fix cuts you off.`,
  references: [
    'CWE-319',
    'https://manual.mikrotik.com/docs/system-information-and-utilities/services',
    'https://manual.mikrotik.com/docs/developer-guides/api',
  ],
  fix: 'suggestion',
  examples: [
    {
      bad: '/ip service set api disabled=no port=8728 address=192.168.88.0/24',
      fixed: '/ip service set api disabled=yes port=8728 address=192.168.88.0/24',
      good: '/ip service set api disabled=yes',
    },
    {
      bad: '/ip service enable api',
      fixed: '/ip service disable api',
      good: '/ip service disable telnet,ftp,www,api',
    },
    {
      bad: '/ip service set api port=18728 address=192.168.88.0/24',
      fixed: '/ip service set api port=18728 address=192.168.88.0/24 disabled=yes',
      good: '/ip service set api port=18728 disabled=yes',
    },
    {
      bad: '/ip service enable api,ssh',
      fixed: '/ip service enable api,ssh; /ip service disable api',
      good: '/ip service enable ssh',
    },
  ],
  silent: [
    {
      script: '/ip service set api address=192.168.88.0/24 disabled=yes',
      because: 'The service is switched off, whatever else is set',
    },
    {
      script: '/ip service set api disabled=no\n/ip service disable [find name=api]',
      because: 'The last command decides',
    },
    {
      script: '/ip service set api disabled=no\n/ip service disable $plainServices',
      because: 'A later command may switch it off: which services it means is only known on the router',
    },
    { script: '/ip service set api disabled=$apiOff', because: 'The value is only known on the router' },
    { script: '/ip service set telnet disabled=yes', because: 'The script says nothing about the service api' },
    {
      script: '/ip service set [find] address=192.168.88.0/24',
      because: 'All services are restricted, and nothing is said about api: it may be off',
    },
    { script: '/ip address print', because: 'The script says nothing about services' },
  ],
  menus: [serviceMenu],
  check({ script, report }) {
    const state = script.state(serviceMenu);
    const item = state.item('api');
    if (item === undefined) return;
    const enabled = enabledState(state, item);
    if (enabled === 'disabled' || enabled === 'unknown') return;

    const property = item.properties.get('disabled');
    const command = property?.command ?? item.writes.filter((write) => names(script.text, write, 'api')).at(-1);
    if (command === undefined) return;
    const consequence =
      'names, passwords and commands cross the network in clear text. Use api-ssl, and set disabled=yes on api.';
    if (enabled === 'perhaps') {
      report({
        span: property === undefined ? command.span : placeOf(property),
        severity: 'hint',
        message: `The API without TLS (api) is switched off only under a condition; as long as it is on, ${consequence}`,
      });
      return;
    }
    const how = enabled === 'unsaid' ? 'is configured without being switched off' : 'is switched on';
    const limited = hasAddress(item) ? ' Its address limits who may connect, not who may listen in.' : '';
    report({
      span: property === undefined ? command.span : placeOf(property),
      message: `The API without TLS (api) ${how}: ${consequence}${limited}`,
      fixes: [
        {
          title: 'Switch api off',
          class: 'suggestion',
          group: 'disable-plain-services',
          edits: [switchOff(state, command, item)],
        },
      ],
    });
  },
});

function hasAddress(item: ItemState): boolean {
  const address = item.properties.get('address')?.value;
  return address !== undefined && address !== '';
}

function switchOff(state: MenuState, command: CommandUse, item: ItemState): TextEdit {
  if (writesOnly(state, command, item)) {
    if (command.verb === 'enable') return { ...command.verbSpan, text: 'disable' };
    const argument = argumentNamed(command, 'disabled');
    const replaced = argument && replaceValue(argument, 'yes');
    if (replaced !== undefined) return replaced;
    if (command.verb === 'set' && argument === undefined) return appendArgument(command, 'disabled=yes');
  }
  return commandAfter(command, '/ip service disable api');
}
