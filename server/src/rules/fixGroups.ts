/** Titles of the groups of fixes (`Fix.group`): imperative, what all fixes of the group together do. */
const titles: Readonly<Record<string, string>> = {
  'disable-plain-services': 'Disable plain services',
  'harden-api-ssl': 'Harden api-ssl',
  'harden-ssh': 'Harden SSH',
  'harden-www-ssl': 'Harden www-ssl',
};

/** Title of a group; one that has none of its own is called by the words of its id. */
export function fixGroupTitle(group: string): string {
  if (Object.hasOwn(titles, group)) return titles[group] ?? group;
  const words = group.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
