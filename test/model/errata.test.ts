/** Wrong values that articles and forums teach (security rules, section 8, as far as the schema can know): what is found, where, and what mends it. */
import { describe, expect, it } from 'vitest';
import type { ModelError } from '../../server/src/model/types';
import { read } from './resolve';

/** The text with the likeliest change made; undefined where there is none. */
function mended(text: string, { repair, suggestions }: ModelError): string | undefined {
  const edits = repair?.edits ?? suggestions?.[0]?.edits;
  return edits?.reduceRight((whole, edit) => whole.slice(0, edit.start) + edit.text + whole.slice(edit.end), text);
}

const wrong: readonly (readonly [text: string, code: string, span: string, fixed: string | undefined, release?: string])[] = [
  ['/ip service set api-ssl tls-version=modern', 'invalid-value', 'modern', '/ip service set api-ssl tls-version=only-1.2'],
  ['/certificate add name=a key-usage=keyEncipherment,dataEncipherment', 'invalid-value', 'keyEncipherment,dataEncipherment', '/certificate add name=a key-usage=key-encipherment,data-encipherment'],
  ['/certificate add name=a key-usage=digitalSignature,nonRepudiation,contentCommitment', 'invalid-value', 'digitalSignature,nonRepudiation,contentCommitment', '/certificate add name=a key-usage=digital-signature,content-commitment,content-commitment'],
  ['/certificate add name=a key-usage="keyAgreement,keyCertSign,cRLSign,crlSign"', 'invalid-value', '"keyAgreement,keyCertSign,cRLSign,crlSign"', '/certificate add name=a key-usage="key-agreement,key-cert-sign,crl-sign,crl-sign"'],
  ['/certificate add name=a key-usage=encipherOnly,decipherOnly,tls-server', 'invalid-value', 'encipherOnly,decipherOnly,tls-server', '/certificate add name=a key-usage=encipher-only,decipher-only,tls-server'],
  ['/certificate add name=a key-usage=serverAuth,clientAuth,codeSigning', 'invalid-value', 'serverAuth,clientAuth,codeSigning', '/certificate add name=a key-usage=tls-server,tls-client,code-sign'],
  ['/certificate add name=a key-usage=emailProtection,timeStamping,OCSPSigning', 'invalid-value', 'emailProtection,timeStamping,OCSPSigning', '/certificate add name=a key-usage=email-protect,timestamp,ocsp-sign'],
  ['/user group add name=ops policy=read,wirte,!api', 'invalid-value', 'read,wirte,!api', '/user group add name=ops policy=read,write,!api'],
  ['/user group set full policy=all', 'invalid-value', 'all', undefined],
  ['/system scheduler add name=a on-event=b policy=raed', 'invalid-value', 'raed', '/system scheduler add name=a on-event=b policy=read'],
  ['/interface wifi security add name=s wps=disabled', 'invalid-value', 'disabled', '/interface wifi security add name=s wps=disable'],
  ['/ip firewall filter add chain=input connection-state=estabilished,related', 'invalid-value', 'estabilished,related', '/ip firewall filter add chain=input connection-state=established,related'],
  ['/ip firewall filter add chain=input log-prefix=12345678901234567890123456789012', 'invalid-value', '12345678901234567890123456789012', undefined],
  ['/ip ipsec proposal add name=p pfs-group=x25519', 'invalid-value', 'x25519', undefined],
  ['/ip cloud set ddns-enabled=no', 'not-in-release', 'no', '/ip cloud set ddns-enabled=auto', '7.17'],
  ['/ip cloud set ddns-enabled=auto', 'not-in-release', 'auto', '/ip cloud set ddns-enabled=yes', '7.16.2'],
  ['/ip ssh set allow-none-crypto=no', 'not-in-release', 'allow-none-crypto', undefined, '7.17'],
]; // prettier-ignore

describe('wrong values', () => {
  it.each(wrong.map(([text, code, span, fixed, release]) => ({ text, code, span, fixed, release })))(
    '$text',
    ({ text, code, span, fixed, release }) => {
      const { errors } = read(text, release);
      expect(errors.map((error) => [error.severity, error.code, text.slice(error.span.start, error.span.end)])).toEqual(
        [['error', code, span]],
      );
      const [error] = errors;
      const after = error && mended(text, error);
      expect(after).toBe(fixed);
      if (after !== undefined) expect(read(after, release).errors).toEqual([]);
    },
  );

  it('offers another spelling of the same word as a repair, and what may only have been meant as a suggestion', () => {
    const first = (text: string): ModelError | undefined => read(text).errors[0];
    expect(first('/certificate add name=a key-usage=serverAuth')?.repair).toBeDefined();
    expect(first('/certificate add name=a key-usage=keyEncipherment')?.repair).toBeDefined();
    expect(first('/certificate add name=a key-usage=keyEncipherment,serverOut')?.repair).toBeUndefined();
    expect(first('/interface wifi security add name=s wps=disabled')?.repair).toBeUndefined();
  });

  it('names each wrong word of a list', () => {
    const message = read('/certificate add name=a key-usage=keyEncipherment,crl-sign,dataEncipherment').errors[0]
      ?.message;
    expect(message).toMatch(/^"keyEncipherment", "dataEncipherment" are none of /);
  });

  it.each<{ text: string; release?: string }>([
    // The argument is short for `public-key-file`: a pasted key is no error of names.
    { text: '/user ssh-keys import user=a public-key="ssh-ed25519 AAAA"' },
    // Whether a router completes a beginning of a word, no recorded answer shows.
    { text: '/interface l2tp-server server set use-ipsec=require' },
    { text: '/ip firewall filter add chain=input connection-state=establish' },
    // Only a router can tell what it refuses in a combination.
    { text: '/ip firewall filter add chain=input dst-port=22' },
    { text: '/ip ipsec profile add name=p dh-group=x25519' },
    // Releases have other policies.
    { text: '/user group add name=a policy=api,read,dude' },
    { text: '/ip cloud set ddns-enabled=no', release: '7.16.2' },
    { text: '/ip ssh set allow-none-crypto=no', release: '7.16.2' },
  ])('is silent: $text', ({ text, release }) => {
    expect(read(text, release).errors).toEqual([]);
  });
});
