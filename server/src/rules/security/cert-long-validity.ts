import type { ItemState } from '../../model/types';
import { defineRule, replaceValue } from '../rule';
import { certificateManual, certificateMenu, signedIn, usagesOf, type Signed } from '../support/accessCertificates';
import { valueSpan, weakened, writtenValues } from '../support/accessValues';
import { wordsOf } from '../support/accessUsers';

export default defineRule({
  id: 'cert-long-validity',
  category: 'security',
  severity: 'information',
  risk: 'low',
  since: '0.1.0',
  recommended: true,
  summary: 'A certificate is made to last very long',
  why: `A key that leaks is of use until its certificate ends, and revoking it helps only where clients look for that. Apple's systems refuse certificates of servers that last longer than 825 days. Let the certificate of a service or a client last about a year and renew it; that of a certificate authority may last ten.

The fix is a suggestion, because somebody must then renew the certificate in time.`,
  references: ['CWE-324', certificateManual, 'https://support.apple.com/en-us/103769'],
  options: [
    {
      name: 'maximumDays',
      type: 'number',
      default: 825,
      description: 'The largest number of days that is not reported for the certificate of a service or a client.',
    },
    {
      name: 'maximumDaysOfAuthority',
      type: 'number',
      default: 3660,
      description: 'The largest number of days that is not reported for a certificate authority.',
    },
  ],
  fix: 'suggestion',
  examples: [
    {
      bad: '/certificate add name=router common-name=router.lan key-usage=tls-server days-valid=3650',
      fixed: '/certificate add name=router common-name=router.lan key-usage=tls-server days-valid=397',
      good: '/certificate add name=router common-name=router.lan key-usage=tls-server days-valid=397',
    },
    {
      bad: '/certificate add name=ca common-name=ca key-usage=key-cert-sign,crl-sign days-valid=7300',
      fixed: '/certificate add name=ca common-name=ca key-usage=key-cert-sign,crl-sign days-valid=3650',
      good: '/certificate add name=ca common-name=ca key-usage=key-cert-sign,crl-sign days-valid=3650',
    },
  ],
  silent: [
    {
      script: '/certificate add name=home-ca common-name="Home CA" days-valid=3650',
      because: 'By its name it is a certificate authority',
    },
    {
      script:
        '/certificate\nadd name=top common-name=top days-valid=3650\nsign top\nadd name=router common-name=router.lan key-usage=tls-server\nsign router ca=top',
      because: 'It signs others, so it is a certificate authority',
    },
    {
      script: '/certificate add name=router common-name=router.lan days-valid=$days',
      because: 'The value is only known on the router',
    },
    { script: '/certificate add name=router common-name=router.lan', because: 'The default is 365 days' },
  ],
  menus: [certificateMenu],
  check({ script, options, report }) {
    const signed = signedIn(script);
    const leafDays = Number(options.maximumDays);
    const authorityDays = Number(options.maximumDaysOfAuthority);
    const isLong = (value: string, item: ItemState): boolean =>
      /^\d{1,9}$/.test(value) && Number(value) > (isAuthority(item, signed) ? authorityDays : leafDays);
    for (const written of writtenValues(script, certificateMenu, 'days-valid', isLong)) {
      const [item] = written.items;
      const authority = item !== undefined && isAuthority(item, signed);
      const days = String(authority ? Math.min(3650, authorityDays) : Math.min(397, leafDays));
      const edit = replaceValue(written.argument, days);
      report({
        span: valueSpan(written.argument),
        ...weakened(written),
        message: `${authority ? 'The certificate authority' : 'The certificate'} lasts ${written.value} days: a key that leaks is of use as long. ${authority ? `${days} days are enough for an authority.` : 'Let it last about a year, and renew it.'}`,
        fixes: edit === undefined ? [] : [{ title: `Set days-valid=${days}`, class: 'suggestion', edits: [edit] }],
      });
    }
  },
});

/** By what it may be used for, by what it signs in the file, or (where neither tells) by its names. */
function isAuthority(item: ItemState, { authorities }: Signed): boolean {
  const usages = usagesOf(item);
  if (usages !== 'default' && usages !== 'unknown')
    return usages.includes('key-cert-sign') && !usages.includes('tls-server');
  const names = [item.name, item.properties.get('common-name')?.value];
  return names.some(
    (name) =>
      name !== undefined &&
      (authorities.has(name) || wordsOf(name).some((word) => ['ca', 'root', 'authority'].includes(word))),
  );
}
