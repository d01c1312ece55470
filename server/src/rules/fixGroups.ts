/** Titles of the groups of fixes (`Fix.group`): imperative, what all fixes of the group together do. */
const titles: Readonly<Record<string, string>> = {
  'disable-plain-services': 'Disable plain services',
  'disable-unneeded-services': 'Disable services that are not needed',
  'harden-api-ssl': 'Harden api-ssl',
  'harden-snmp': 'Harden SNMP',
  'harden-ssh': 'Harden SSH',
  'harden-wifi': 'Harden Wi-Fi',
  'harden-www-ssl': 'Harden www-ssl',
  'limit-layer-2-management': 'Limit management on layer 2',
};

/** Title of a group; one that has none of its own is called by the words of its id. */
export function fixGroupTitle(group: string): string {
  if (Object.hasOwn(titles, group)) return titles[group] ?? group;
  const words = group.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
