/** No finding says a secret: an editor shows messages, titles and related places as they are. */
import { describe, expect, it } from 'vitest';
import { schema } from '../../server/src/schema/bundled';
import type { Menu } from '../../server/src/schema/types';
import { asString } from '../planted/spellings';
import { check } from './support';

/** What is looked for: nothing of RouterOS's own holds it. */
const marker = 'zqXmarkedXqz';

interface Sensitive {
  readonly menu: string;
  readonly verb: string;
  readonly argument: string;
}

function sensitiveArguments(menu: Menu): readonly Sensitive[] {
  const own = [...menu.commands.values()].flatMap((command) =>
    [...command.arguments.values()]
      .filter(({ sensitive }) => sensitive)
      .map(({ name }) => ({ menu: menu.path, verb: command.name, argument: name })),
  );
  return [...own, ...[...menu.menus.values()].flatMap(sensitiveArguments)];
}

const all = sensitiveArguments(schema().root);

/** Values of the kinds that rules look at: long, short, of the wrong kind for keys and numbers, beside other words. */
const values = [marker, `"${marker} 1\\"2"`, `${marker},${marker}`, `"{{ ${marker}"`, `1${marker}`];

/** All that is shown of a finding. */
function said(text: string): string {
  return check(text, { preset: 'strict' })
    .findings.flatMap(({ message, related, fixes }) => [
      message,
      ...related.map((place) => place.message),
      ...fixes.flatMap(({ title, placeholders }) => [title, ...(placeholders ?? [])]),
    ])
    .join('\n');
}

describe('a secret', () => {
  it('is looked for in enough places', () => {
    expect(all.length).toBeGreaterThan(200);
  });

  it.each(values)('written as %s is in nothing that a finding says, whichever property holds it', (value) => {
    const told = all.flatMap(({ menu, verb, argument }) => {
      const command = `${menu}/${verb} name=planted address=10.0.0.1 ${argument}=${value}`;
      const texts = [command, `/system script add name=planted source="${asString(command)}"`];
      return texts.filter((text) => said(text).includes(marker));
    });
    expect(told).toEqual([]);
  });

  it.each([
    `:local adminPassword "${marker}"\n:put $adminPassword`,
    `/tool fetch url="https://user:${marker}@example.com/x" mode=https`,
    `/tool fetch url="https://example.com/bot123456789:${marker}AAAAAAAAAAAAAAAAAAAAAAAAAAA/send"`,
    `/tool fetch url="https://example.com/x" http-header-field="Authorization: Bearer ${marker}"`,
    `/user set a password=${marker} pasword=${marker}`,
    `/ip ipsec identity add peer=a secrt=${marker}`,
    `/password new-password=${marker} confirm-new-password=${marker}`,
  ])('is in nothing that is said of %s', (text) => {
    expect(said(text)).not.toContain(marker);
  });
});
