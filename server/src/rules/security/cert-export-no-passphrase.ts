import { defineRule } from '../rule';
import { certificateManual, certificateMenu } from '../support/accessCertificates';
import { argumentNamed } from '../support/items';

export default defineRule({
  id: 'cert-export-no-passphrase',
  category: 'security',
  severity: 'information',
  risk: 'low',
  since: '0.1.0',
  recommended: true,
  summary: 'A certificate is exported as PKCS12 without its private key',
  why: `\`/certificate export-certificate\` writes the private key only where \`export-passphrase\` is given, and encrypts it with that. A PKCS12 file is made to carry both, so one without a passphrase is most often a mistake, and the key then gets carried in a less safe way. Give a passphrase, from a variable and not in the script; or export the certificate alone, as \`type=pem\`.

There is no quick fix: only you know which of the two is meant.`,
  references: ['CWE-311', certificateManual],
  fix: null,
  examples: [
    {
      bad: '/certificate export-certificate client type=pkcs12',
      good: '/certificate export-certificate client type=pkcs12 export-passphrase=$passphrase',
    },
  ],
  silent: [
    {
      script: '/certificate export-certificate ca',
      because: 'A certificate alone is no secret: this is how that of an authority is handed out',
    },
    {
      script: '/certificate export-certificate ca type=pem',
      because: 'A certificate alone is no secret: this is how that of an authority is handed out',
    },
  ],
  menus: [certificateMenu],
  check({ script, report }) {
    for (const command of script.commandsOf(certificateMenu)) {
      if (command.verb !== 'export-certificate' || argumentNamed(command, 'export-passphrase') !== undefined) continue;
      const type = argumentNamed(command, 'type');
      if (type?.value?.text !== 'pkcs12') continue;
      report({
        span: type.span,
        message:
          'Without export-passphrase the PKCS12 file holds the certificate and not its private key. Give a passphrase from a variable, or export the certificate alone with type=pem.',
      });
    }
  },
});
