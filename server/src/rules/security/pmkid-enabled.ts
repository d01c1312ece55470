import { defineRule, replaceValue } from '../rule';
import { isNo } from '../support/items';
import { beside, isWrittenBeside, securityMenuPaths, securityMenus, securitySettings, wordsOf } from '../support/wifi';
import { setArguments } from '../support/writtenSettings';

export default defineRule({
  id: 'pmkid-enabled',
  category: 'security',
  severity: 'information',
  risk: 'low',
  since: '0.1.0',
  recommended: false,
  summary: 'The access point sends a PMKID, from which a passphrase can be guessed',
  why: `With \`wpa2-psk\` an access point sends the PMKID in its first message, unless \`disable-pmkid=yes\`: enough for an attacker to try passphrases at leisure, without waiting for a client. A long passphrase helps more; \`disable-pmkid=yes\` takes the shortcut away. WPA3 is not concerned.

It is the default, so the rule is part of the strict preset. The fix is a suggestion, as every change of a Wi-Fi network: see that all clients still connect.`,
  references: [
    'CWE-200',
    'https://manual.mikrotik.com/docs/wireless/wifi',
    'https://manual.mikrotik.com/docs/wireless/abgn/wireless-interface',
  ],
  fix: 'suggestion',
  examples: [
    {
      bad: '/interface wifi security add name=s authentication-types=wpa2-psk',
      fixed: '/interface wifi security add name=s authentication-types=wpa2-psk disable-pmkid=yes',
      good: '/interface wifi security add name=s authentication-types=wpa2-psk disable-pmkid=yes',
    },
    {
      bad: '/interface wireless security-profiles add name=s mode=dynamic-keys authentication-types=wpa2-psk disable-pmkid=no',
      fixed:
        '/interface wireless security-profiles add name=s mode=dynamic-keys authentication-types=wpa2-psk disable-pmkid=yes',
      good: '/interface wireless security-profiles add name=s mode=dynamic-keys authentication-types=wpa2-psk disable-pmkid=yes',
    },
  ],
  silent: [
    {
      script: '/interface wifi security add name=s authentication-types=wpa3-psk',
      because: 'WPA3 gives away nothing that a passphrase could be guessed from',
    },
    {
      script: '/interface wifi security add name=s authentication-types=wpa2-psk disable-pmkid=$pmkid',
      because: 'The value is only known on the router',
    },
    {
      script: '/interface wifi security set [find name=s] authentication-types=wpa2-psk',
      because: 'A change of a profile: disable-pmkid may be set before',
    },
  ],
  menus: securityMenuPaths,
  check({ script, report }) {
    const withPassphrase = (value: string): boolean => wordsOf(value).includes('wpa2-psk');
    for (const setting of securitySettings(script, securityMenus, 'authentication-types', withPassphrase)) {
      const { argument, command, item, place, perhaps } = setting;
      if (perhaps || (place.family === 'wireless' && beside(setting, 'mode') === 'none')) continue;
      const name = `${place.prefix}disable-pmkid`;
      const written = isWrittenBeside(setting, 'disable-pmkid');
      // A change of an item that is there already does not tell what else it has.
      const missing = !written && item?.added === command;
      if (!missing && !isNo(beside(setting, 'disable-pmkid'))) continue;
      const property = item?.properties.get(name);
      const edit = property?.argument && replaceValue(property.argument, 'yes');
      report({
        span: property?.argument?.span ?? argument.span,
        message: `The access point sends a PMKID, from which the passphrase can be guessed without waiting for a client. Set ${name}=yes.`,
        fixes: [
          {
            title: `Set ${name}=yes`,
            class: 'suggestion',
            group: 'harden-wifi',
            edits: edit === undefined ? setArguments(command, { [name]: 'yes' }) : [edit],
          },
        ],
      });
    }
  },
});
