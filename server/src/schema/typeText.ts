import type { ValueType } from './types';

/**
 * Types as the data file writes them: the kind, then a blank and what belongs to it. Words are parted by `|`, limits by `..`, alternatives by ` ; `.
 *
 *   number 1..65535     time ..86400000     enum any|only-1.2     open none|all     flags a|b     item /ip/pool     open auto ; time
 */

function limits(type: { readonly minimum?: number; readonly maximum?: number }): string {
  if (type.minimum === undefined && type.maximum === undefined) return '';
  return ` ${type.minimum ?? ''}..${type.maximum ?? ''}`;
}

/** The text for a type; `parseType` reads it back. Throws an Error for words that the form cannot hold. */
export function typeText(type: ValueType): string {
  switch (type.kind) {
    case 'enum':
    case 'flags': {
      if (type.values.some((value) => /[|\n]| ; /.test(value))) throw new Error(`No text for ${type.values.join(' ')}`);
      const word = type.kind === 'enum' ? (type.open ? 'open' : 'enum') : type.open ? 'openflags' : 'flags';
      return `${word} ${type.values.join('|')}`;
    }
    case 'number':
    case 'numberRange':
    case 'time':
      return type.kind + limits(type);
    case 'string':
      return (type.hexadecimal ? 'hexadecimal' : 'string') + limits(type);
    case 'item':
      return type.menu === undefined ? 'item' : `item ${type.menu}`;
    case 'oneOf':
      return type.types.map(typeText).join(' ; ');
    case 'any':
    case 'boolean':
    case 'switch':
    case 'date':
    case 'ip4':
    case 'ip4Prefix':
    case 'ip4Range':
    case 'ip6':
    case 'ip6Prefix':
    case 'ip':
    case 'prefix':
    case 'mac':
    case 'interface':
    case 'interfaceList':
    case 'property':
    case 'file':
    case 'script':
      return type.kind;
  }
}

function parseLimits(text: string): { minimum?: number; maximum?: number } {
  const [minimum = '', maximum = ''] = text.split('..');
  return {
    ...(minimum === '' ? {} : { minimum: Number(minimum) }),
    ...(maximum === '' ? {} : { maximum: Number(maximum) }),
  };
}

/** Reads what `typeText` wrote; undefined for any other text. */
export function parseType(text: string): ValueType | undefined {
  if (text.includes(' ; ')) {
    const types = text.split(' ; ').map(parseType);
    return types.includes(undefined) ? undefined : { kind: 'oneOf', types: types.filter((type) => type !== undefined) };
  }
  const blank = text.indexOf(' ');
  const word = blank < 0 ? text : text.slice(0, blank);
  const rest = blank < 0 ? '' : text.slice(blank + 1);
  switch (word) {
    case 'enum':
    case 'open':
      return { kind: 'enum', values: rest === '' ? [] : rest.split('|'), open: word === 'open' };
    case 'flags':
    case 'openflags':
      return { kind: 'flags', values: rest.split('|'), open: word === 'openflags' };
    case 'number':
    case 'numberRange':
    case 'time':
    case 'string':
      return { kind: word, ...parseLimits(rest) };
    case 'hexadecimal':
      return { kind: 'string', ...parseLimits(rest), hexadecimal: true };
    case 'item':
      return rest === '' ? { kind: 'item' } : { kind: 'item', menu: rest };
    case 'any':
    case 'boolean':
    case 'switch':
    case 'date':
    case 'ip4':
    case 'ip4Prefix':
    case 'ip4Range':
    case 'ip6':
    case 'ip6Prefix':
    case 'ip':
    case 'prefix':
    case 'mac':
    case 'interface':
    case 'interfaceList':
    case 'property':
    case 'file':
    case 'script':
      return { kind: word };
    default:
      return undefined;
  }
}
