import { defineRule } from '../rule';
import { inputEndsInTrustedDrop } from '../support/inputChain';
import { isNo, isYes } from '../support/items';
import { managementNetwork } from '../support/networks';
import { isActive, isUnwritten, reportSettings, setArguments, settledValue } from '../support/writtenSettings';

const menu = '/ip/tftp';

export default defineRule({
  id: 'tftp-open',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'A TFTP entry gives files to everybody, or lets them be written',
  why: `TFTP has no login. An entry without \`ip-addresses\` serves everybody who reaches the router, and \`read-only=no\`, the default, lets them write. Name the clients, and set \`read-only=yes\` unless they have to write. Nothing is said of the addresses where the input chain of the file ends in a drop of what does not come from the trusted side.

The fix is a suggestion, because only you know the clients.`,
  references: ['CWE-306', 'https://manual.mikrotik.com/docs/system-information-and-utilities/tftp'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/ip tftp add req-filename=boot.img real-filename=boot.img',
      fixed: '/ip tftp add req-filename=boot.img real-filename=boot.img ip-addresses=192.168.88.0/24 read-only=yes',
      good: '/ip tftp add req-filename=boot.img real-filename=boot.img ip-addresses=10.0.0.0/24 read-only=yes',
    },
    {
      bad: '/ip tftp add ip-addresses=10.0.0.0/24 req-filename=".*" read-only=no',
      fixed: '/ip tftp add ip-addresses=10.0.0.0/24 req-filename=".*" read-only=yes',
      good: '/ip tftp add ip-addresses=10.0.0.0/24 req-filename=".*" read-only=yes',
    },
  ],
  silent: [
    { script: '/ip tftp add req-filename=secret allow=no', because: 'An entry that refuses' },
    { script: '/ip tftp add req-filename=boot.img disabled=yes', because: 'An entry that is off' },
    {
      script: '/ip tftp add req-filename=boot.img ip-addresses=10.0.0.0/24',
      because: 'The clients are named, and nobody asked for writing',
    },
    {
      script: '/ip tftp add req-filename=boot.img ip-addresses=$clients read-only=yes',
      because: 'The value is only known on the router',
    },
  ],
  menus: [menu],
  check(context) {
    const { script, settings, report } = context;
    const state = script.state(menu);
    const behindFirewall = inputEndsInTrustedDrop(script, settings);
    const open = new Set<number>();
    for (const item of state.items) {
      const command = item.added;
      if (command === undefined || behindFirewall || !isActive(script, state, item)) continue;
      if (item.properties.has('allow') && !isYes(settledValue(script, menu, item, 'allow'))) continue;
      if (!isUnwritten(script, menu, item, 'ip-addresses')) continue;
      const network = managementNetwork(script);
      const writable = !isYes(settledValue(script, menu, item, 'read-only'));
      open.add(command.span.start);
      report({
        span: command.span,
        // One file that nobody can change, such as an image to boot from.
        ...(writable || settledValue(script, menu, item, 'real-filename') === undefined
          ? {}
          : { severity: 'information' as const }),
        message: `This TFTP entry serves everybody who reaches the router${writable ? ', and lets them write unless read-only=yes' : ''}: there is no login. Set ip-addresses= to the clients${writable ? ', and read-only=yes' : ''}.`,
        fixes: [
          {
            title: `Serve ${network} only (put your clients here)`,
            class: 'suggestion',
            edits: setArguments(command, {
              'ip-addresses': network,
              ...(writable ? { 'read-only': 'yes' } : {}),
            }),
            placeholders: [network],
          },
        ],
      });
    }
    reportSettings(context, {
      menu,
      property: 'read-only',
      matches: (value, item) => {
        if (!isNo(value) || open.has(item?.added?.span.start ?? -1)) return false;
        return item?.properties.has('allow') !== true || isYes(settledValue(script, menu, item, 'allow'));
      },
      message: () =>
        'This TFTP entry lets its clients write files to the router, without a login. Set read-only=yes unless they have to.',
      fixes: () => [{ title: 'Set read-only=yes', class: 'suggestion', value: 'yes' }],
    });
  },
});
