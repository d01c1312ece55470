import type { RuleContext } from '../rule';
import { defineRule } from '../rule';
import { isNear } from '../support/fetch';
import { isNo } from '../support/items';
import { isPlaceholder } from '../support/secrets';
import { reportSettings, writtenSettings } from '../support/writtenSettings';

const config = '/container/config';
const containers = '/container';
const envs = '/container/envs';
/** Names of environment variables that hold a secret. */
const secretName = /(?:^|_)(?:PASS(?:WORD|WD|PHRASE)?|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|PSK|CREDENTIALS?)(?:_|$)/i;
/** Names that only look like one: where a secret lies, or what is asked of it. */
const notSecret = /(?:_FILE|_PATH|_URL|_LENGTH|_EXPIR\w*|_TTL|_ENABLED|_POLICY)$/i;

export default defineRule({
  id: 'container-risk',
  category: 'security',
  severity: 'warning',
  risk: 'medium',
  since: '0.1.0',
  recommended: true,
  summary: 'A container takes its image unprotected, or has a secret written in the script',
  why: `A container runs foreign code on the router, beside all that it routes. An image fetched by plain HTTP (\`registry-url=http://...\`), or without a check of the server's certificate (\`check-certificate=no\`), may be replaced on the way by whoever sits there. A password among the environment variables is in clear text for everybody who reads the script or an export.

The fix of the registry's address is a suggestion: a registry without TLS cannot be used any more.`,
  references: ['CWE-494', 'CWE-295', 'CWE-312', 'https://manual.mikrotik.com/docs/containers'],
  fix: 'suggestion',
  examples: [
    {
      bad: '/container config set registry-url=http://registry.example tmpdir=disk1/pull',
      fixed: '/container config set registry-url=https://registry.example tmpdir=disk1/pull',
      good: '/container config set registry-url=https://registry-1.docker.io tmpdir=disk1/pull',
    },
    {
      bad: '/container add remote-image=example/app interface=veth1 root-dir=disk1/app start-on-boot=yes check-certificate=no',
      fixed:
        '/container add remote-image=example/app interface=veth1 root-dir=disk1/app start-on-boot=yes check-certificate=yes',
      good: '/container add remote-image=example/app interface=veth1 root-dir=disk1/app start-on-boot=yes check-certificate=yes',
    },
    {
      bad: '/container envs add list=db key=POSTGRES_PASSWORD value=k7Xo-9pQ2-vN4r',
      good: '/container envs add list=db key=POSTGRES_PASSWORD value=$dbPassword',
    },
  ],
  silent: [
    { script: '/container envs add list=db key=TZ value=Europe/Riga', because: 'A time zone is no secret' },
    {
      script: '/container envs add list=db key=POSTGRES_PASSWORD_FILE value=/run/secrets/db',
      because: 'The place of a secret, not the secret',
    },
    { script: '/container envs add list=db key=DB_PASSWORD value="<PASSWORD>"', because: 'A placeholder' },
    { script: '/container config set registry-url=$registry', because: 'The value is only known on the router' },
    {
      script: '/container config set registry-url=http://192.168.88.5:5000',
      because: 'A registry in the own network',
    },
    {
      script: '/container config set registry-url=http://nas.lan:5000',
      because: 'A name that only the own network has',
    },
  ],
  menus: [containers, config, envs],
  check(context) {
    reportSettings(context, {
      menu: config,
      property: 'registry-url',
      matches: (value) => /^http:\/\//i.test(value) && !isNear(/^http:\/\/([^/:]*)/i.exec(value)?.[1]),
      message: () =>
        'Images of containers come by plain HTTP: whoever sits on the way puts other code into the router. Use the address of a registry with TLS (https://).',
      fixes: ({ value }) => [
        {
          title: 'Fetch images by HTTPS (the registry must have it)',
          class: 'suggestion',
          value: value.replace(/^http:/i, 'https:'),
        },
      ],
    });
    reportSettings(context, {
      menu: containers,
      property: 'check-certificate',
      matches: isNo,
      message: () =>
        'The image of this container is fetched without a check of the certificate: whoever sits on the way puts other code into the router. Set check-certificate=yes.',
      fixes: () => [
        {
          title: 'Set check-certificate=yes (needs the certificate authority in the store)',
          class: 'suggestion',
          value: 'yes',
        },
      ],
    });
    reportSecrets(context);
  },
});

function reportSecrets({ script, report }: RuleContext): void {
  for (const { item, argument, command } of writtenSettings(script, envs, 'value', (value) => !isPlaceholder(value))) {
    const key =
      item?.properties.get('key')?.value ?? command.arguments.find(({ name }) => name === 'key')?.value?.text ?? '';
    if (!secretName.test(key) || notSecret.test(key)) continue;
    report({
      span: argument.value?.span ?? argument.span,
      message: `The environment variable ${key} is given a secret in clear text, which whoever reads the script or an export has. Take it from a variable that is set on the router, or from a file that the container mounts.`,
    });
  }
}
