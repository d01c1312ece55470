import type { ValueType } from '../types';
import { timeText } from './time';

/** More words than this are cut. */
const shownWords = 12;

function wordList(words: readonly string[]): string {
  const shown = words.slice(0, shownWords).join(', ');
  return words.length > shownWords ? `${shown} and ${words.length - shownWords} more` : shown;
}

function between(noun: string, minimum: string | undefined, maximum: string | undefined): string {
  if (minimum !== undefined && maximum !== undefined) {
    return minimum === maximum ? `${noun} of ${minimum}` : `${noun} from ${minimum} to ${maximum}`;
  }
  if (maximum !== undefined) return `${noun} up to ${maximum}`;
  return minimum === undefined ? noun : `${noun} from ${minimum}`;
}

function limited(noun: string, { minimum, maximum }: { readonly minimum?: number; readonly maximum?: number }): string {
  return between(noun, minimum?.toString(), maximum?.toString());
}

function lengthWords({ minimum, maximum }: { readonly minimum?: number; readonly maximum?: number }): string {
  if (minimum === undefined) return maximum === undefined ? '' : ` of up to ${maximum} characters`;
  if (maximum === undefined) return ` of at least ${minimum} characters`;
  return minimum === maximum ? ` of ${minimum} characters` : ` of ${minimum} to ${maximum} characters`;
}

/** A type in words that follow "is": `one of any, only-1.2`, `a number from 1 to 65535`, `a time up to 1d`. */
export function describeType(type: ValueType): string {
  switch (type.kind) {
    case 'any':
      return 'any value';
    case 'boolean':
      return 'yes or no';
    case 'switch':
      return 'a word without value';
    case 'enum':
      return type.values.length === 0 ? 'a name' : `one of ${wordList(type.values)}${type.open ? ' or another' : ''}`;
    case 'flags':
      return `a list of ${wordList(type.values)}${type.open ? ' or others' : ''}`;
    case 'number':
      return limited('a number', type);
    case 'numberRange':
      return limited('a number or a range of numbers', type);
    case 'time':
      return between(
        'a time',
        type.minimum === undefined ? undefined : timeText(type.minimum),
        type.maximum === undefined ? undefined : timeText(type.maximum),
      );
    case 'date':
      return 'a date';
    case 'ip4':
      return 'an IPv4 address';
    case 'ip4Prefix':
      return 'an IPv4 address or prefix';
    case 'ip4Range':
      return 'an IPv4 address, prefix or range';
    case 'ip6':
      return 'an IPv6 address';
    case 'ip6Prefix':
      return 'an IPv6 address or prefix';
    case 'ip':
      return 'an IP address';
    case 'prefix':
      return 'an IP address or prefix';
    case 'mac':
      return 'a MAC address';
    case 'interface':
      return 'an interface';
    case 'interfaceList':
      return 'an interface list';
    case 'item':
      return type.menu === undefined ? 'an item' : `an item of ${type.menu}`;
    case 'property':
      return 'a property';
    case 'file':
      return 'a file';
    case 'script':
      return 'a script';
    case 'string':
      return `${type.hexadecimal ? 'a text in hexadecimal digits' : 'a text'}${lengthWords(type)}`;
    case 'oneOf':
      return type.types.map(describeType).join(', or ');
  }
}
