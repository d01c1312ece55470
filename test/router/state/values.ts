import { isIPv4, isIPv6 } from 'node:net';
import { CommandFailure } from './failure';

/** Looks at a value that is about to be written and gives it back in the form in which the router keeps it, or throws `CommandFailure`. */
export type ValueCheck = (value: string, argument: string, references: References) => string;

/** What a value may refer to. */
export interface References {
  /** Is there an item of this name in this menu? */
  exists(menu: string, name: string): boolean;
}

function invalid(argument: string): CommandFailure {
  return new CommandFailure(`invalid value for argument ${argument}`, 1, argument);
}

function noMatch(argument: string): CommandFailure {
  return new CommandFailure(`input does not match any value of ${argument}`, 1, argument);
}

/** `yes`, `no`, `true`, `false`; kept as the API prints them. */
export const flag: ValueCheck = (value, argument) => {
  switch (value) {
    case 'yes':
    case 'true':
      return 'true';
    case 'no':
    case 'false':
      return 'false';
    default:
      throw invalid(argument);
  }
};

/** One of a few words. An unambiguous beginning is completed, as the console does. */
export function oneOf(...values: readonly string[]): ValueCheck {
  return (value, argument) => {
    const candidates = values.includes(value)
      ? [value]
      : values.filter((known) => value !== '' && known.startsWith(value));
    const [only, ...others] = candidates;
    if (only === undefined || others.length > 0) {
      throw noMatch(argument);
    }
    return only;
  };
}

/** A list of words, each optionally negated. */
export function someOf(...values: readonly string[]): ValueCheck {
  return (value, argument) => {
    const known = value.split(',').every((word) => values.includes(word.replace(/^!/, '')));
    if (!known) {
      throw noMatch(argument);
    }
    return value;
  };
}

/** A whole number from `low` to `high`. */
export function wholeNumber(low: number, high: number): ValueCheck {
  return (value, argument) => {
    const number = /^(0x[0-9a-f]+|[0-9]+)$/i.test(value) ? Number(value) : NaN;
    if (!(number >= low && number <= high)) {
      throw invalid(argument);
    }
    return String(number);
  };
}

/** The name of an item of another menu, or one of a few words. `!` may stand before it where `negatable`. */
export function referenceTo(menus: readonly string[], words: readonly string[] = [], negatable = false): ValueCheck {
  return (value, argument, references) => {
    const name = negatable ? value.replace(/^!/, '') : value;
    if (!words.includes(name) && !menus.some((menu) => references.exists(menu, name))) {
      throw noMatch(argument);
    }
    return value;
  };
}

/** Ports of a matcher: `80`, `80,443`, `8000-8100`, with `!`. */
export const portList: ValueCheck = (value, argument) => {
  const fits = value
    .replace(/^!/, '')
    .split(',')
    .every((part) => {
      const ends = part.split('-');
      return ends.length <= 2 && ends.every((end) => /^[0-9]{1,5}$/.test(end) && Number(end) <= 65_535);
    });
  if (!fits) {
    throw invalid(argument);
  }
  return value;
};

function isPrefix(value: string): boolean {
  const [address = '', length, ...rest] = value.split('/');
  if (rest.length > 0 || (length !== undefined && !/^[0-9]{1,3}$/.test(length))) {
    return false;
  }
  const longest = isIPv4(address) ? 32 : isIPv6(address) ? 128 : -1;
  return longest >= 0 && Number(length ?? longest) <= longest;
}

function isRange(value: string): boolean {
  const [low = '', high = '', ...rest] = value.split('-');
  return rest.length === 0 && ((isIPv4(low) && isIPv4(high)) || (isIPv6(low) && isIPv6(high)));
}

/** Comma list of prefixes, as `address=` of a service takes it; '' is none. */
export const prefixList: ValueCheck = (value, argument) => {
  if (value !== '' && !value.split(',').every(isPrefix)) {
    throw new CommandFailure(`value of ${argument} expects range of ip addresses`, 1, argument);
  }
  return value
    .split(',')
    .map((part) => (isIPv4(part) ? `${part}/32` : part))
    .join(',');
};

/** Address, prefix or range of a matcher, with `!`. */
export const addressMatcher: ValueCheck = (value, argument) => {
  const address = value.replace(/^!/, '');
  if (!isPrefix(address) && !isRange(address)) {
    throw new CommandFailure(`value of ${argument} expects range of ip addresses`, 1, argument);
  }
  return value;
};

/** Entry of an address list: as a matcher, or the name of a host. */
export const addressOrHost: ValueCheck = (value, argument, references) => {
  if (/^[a-z0-9]([a-z0-9-]*\.)+[a-z]{2,}$/i.test(value)) {
    return value;
  }
  const kept = addressMatcher(value, argument, references);
  return kept.endsWith('/32') && isIPv4(kept.slice(0, -3)) ? kept.slice(0, -3) : kept;
};

/** Address of an interface: `192.168.88.1/24`; without a length it is /32. */
export const interfaceAddress: ValueCheck = (value, argument) => {
  const [address = ''] = value.split('/');
  if (!isIPv4(address) || !isPrefix(value)) {
    throw invalid(argument);
  }
  return value.includes('/') ? value : `${value}/32`;
};

export const ipAddress: ValueCheck = (value, argument) => {
  if (!isIPv4(value) && !isIPv6(value)) {
    throw invalid(argument);
  }
  return value;
};

/** A text that is not empty. */
export const name: ValueCheck = (value, argument) => {
  if (value === '') {
    throw invalid(argument);
  }
  return value;
};

/** A text of at most `longest` bytes. */
export function text(longest: number): ValueCheck {
  return (value, argument) => {
    if (value.length > longest) {
      throw invalid(argument);
    }
    return value;
  };
}
