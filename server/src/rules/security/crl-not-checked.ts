import type { PropertyState, ScriptModel } from '../../model/types';
import { appendArgument, defineRule, replaceValue, type Fix } from '../rule';
import { certificateManual } from '../support/accessCertificates';
import { enabledState, isNo, isYes, mayBeChanged, placeOf } from '../support/items';
import { settingOf } from '../support/settings';

const menu = '/certificate/settings';

/** The settings by which a server lets clients in by their certificates. */
const checks = [
  { menu: '/interface/ovpn-server/server', name: 'require-client-certificate', checks: isYes, title: 'OpenVPN' },
  { menu: '/interface/sstp-server/server', name: 'verify-client-certificate', checks: isYes, title: 'SSTP' },
  {
    menu: '/ip/ipsec/identity',
    name: 'auth-method',
    checks: (value: string | undefined) => value === 'digital-signature' || value === 'rsa-signature',
    title: 'IPsec',
  },
] as const;

export default defineRule({
  id: 'crl-not-checked',
  category: 'security',
  severity: 'information',
  risk: 'low',
  since: '0.1.0',
  recommended: true,
  summary: 'Certificates of clients are checked, and whether they are revoked is not',
  why: `A server that lets clients in by their certificates must turn away one whose key was stolen. RouterOS looks at revocation lists only with \`crl-use=yes\` in \`/certificate settings\`, which is off by default, and fetches them with \`crl-download=yes\`.

RouterOS then checks every certificate of a chain, so the whole chain must be installed, or connections fail: the fix is a suggestion for that reason. Reported where the script sets \`crl-use=no\`, or a full export shows that it is off.`,
  references: ['CWE-299', certificateManual],
  fix: 'suggestion',
  examples: [
    {
      bad: '/certificate settings set crl-use=no\n/interface ovpn-server server set require-client-certificate=yes',
      fixed:
        '/certificate settings set crl-use=yes crl-download=yes\n/interface ovpn-server server set require-client-certificate=yes',
      good: '/certificate settings set crl-use=yes crl-download=yes\n/interface ovpn-server server set require-client-certificate=yes',
    },
    {
      bad: '/certificate settings set crl-use=no crl-download=no\n/interface sstp-server server set verify-client-certificate=yes',
      fixed:
        '/certificate settings set crl-use=yes crl-download=yes\n/interface sstp-server server set verify-client-certificate=yes',
      good: '/certificate settings set crl-use=yes crl-download=yes\n/interface sstp-server server set verify-client-certificate=yes',
    },
    {
      bad: '/certificate settings set crl-use=no\n/ip ipsec identity add peer=road auth-method=digital-signature certificate=vpn generate-policy=port-strict',
      fixed:
        '/certificate settings set crl-use=yes crl-download=yes\n/ip ipsec identity add peer=road auth-method=digital-signature certificate=vpn generate-policy=port-strict',
      good: '/certificate settings set crl-use=no\n/ip ipsec identity add peer=road auth-method=pre-shared-key secret=$psk generate-policy=port-strict',
    },
  ],
  silent: [
    {
      script: '/certificate settings set crl-use=no',
      because: 'Nothing here lets clients in by their certificates',
    },
    {
      script: '/interface ovpn-server server set require-client-certificate=yes',
      because: 'A script need not say everything: crl-use may be set elsewhere',
    },
    {
      script: '/certificate settings set crl-use=no\n/interface ovpn-server server set require-client-certificate=no',
      because: 'The server does not ask for certificates',
    },
  ],
  menus: checks.map((check) => check.menu),
  check({ script, release, settings: analysis, report }) {
    const server = clientCheck(script);
    if (server === undefined) return;
    const state = script.state(menu);
    const settings = state.item('');
    const use = settings?.properties.get('crl-use');
    const setting = settingOf(script, menu, settings, 'crl-use', release, analysis);
    if ((setting.kind !== 'written' && setting.kind !== 'default') || !isNo(setting.value)) return;
    report({
      span: use === undefined ? placeOf(server.property) : placeOf(use),
      message: `${server.title} lets others in by their certificates, and with crl-use off a revoked certificate is as good as any. Set crl-use=yes crl-download=yes in /certificate settings, with the whole chain installed.`,
      related:
        use === undefined ? [] : [{ span: placeOf(server.property), message: `${server.title} asks for certificates` }],
      fixes: use === undefined ? [] : switchOn(use, settings?.properties.get('crl-download')),
    });
  },
});

/** The first server of the file that checks certificates of clients. */
function clientCheck(script: ScriptModel): { readonly title: string; readonly property: PropertyState } | undefined {
  for (const { menu: server, name, checks: isChecked, title } of checks) {
    const state = script.state(server);
    for (const item of state.items) {
      const property = item.properties.get(name);
      const isOff = enabledState(state, item) === 'disabled' || isNo(item.properties.get('enabled')?.value);
      if (property !== undefined && isChecked(property.value) && !isOff && !mayBeChanged(state, name, property)) {
        return { title, property };
      }
    }
  }
  return undefined;
}

function switchOn(use: PropertyState, download: PropertyState | undefined): readonly Fix[] {
  const first = use.argument && replaceValue(use.argument, 'yes');
  if (first === undefined) return [];
  const same = download?.command === use.command ? download.argument : undefined;
  const second =
    same === undefined ? appendArgument(use.command, 'crl-download=yes') : { ...same.span, text: 'crl-download=yes' };
  return [{ title: 'Set crl-use=yes crl-download=yes', class: 'suggestion', edits: [first, second] }];
}
