import type { Schema } from '../schema/types';

/** Names of secrets in menus that the schema does not know (those of RouterOS 6 among them): better one value hidden too many. */
const secretName =
  /^(?:.*[-.])?(?:password|secret|passphrase|private-key|preshared-key|auth-key|enc-key|pre-shared-key|secrets|tcp-md5-key)$/;

/**
 * Is the value a secret: does an export without show-sensitive leave it out (vendor's list, facts, security-rules.md section 7)? `menu` is a full path, `property`
 * a full name, `verb` the command whose argument it is (`save` of /system/backup), where that is no `add` or `set`.
 */
export function isSensitive(schema: Schema, menu: string, property: string, verb?: string): boolean {
  const known = schema.menu(menu);
  const shape =
    (verb === undefined ? undefined : known?.commands.get(verb)?.arguments.get(property)) ??
    known?.properties.get(property) ??
    known?.commands.get('add')?.arguments.get(property) ??
    known?.commands.get('set')?.arguments.get(property);
  return shape?.sensitive ?? secretName.test(property);
}
