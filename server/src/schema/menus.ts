import type { Menu, MenuKind } from './types';

/**
 * What a menu is. With a release: in this one (`/interface/ovpn-server/server` has items from 7.17 on); without: in any. A menu has items where something
 * finds, adds or removes them; one without is a set of values where something sets or gets them.
 */
export function menuKind(menu: Menu, release?: string): MenuKind {
  const has = (...verbs: readonly string[]): boolean =>
    verbs.some((verb) => {
      const presence = menu.commands.get(verb)?.presence;
      return presence !== undefined && (release === undefined || presence.has(release));
    });
  if (has('find', 'add', 'remove')) return 'list';
  return has('set', 'get') ? 'single' : 'group';
}
