/** Ways to stress a word. Without colour they leave it as it is. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  blue(text: string): string;
  cyan(text: string): string;
}

const paint =
  (colour: boolean, on: number, off: number) =>
  (text: string): string =>
    colour && text !== '' ? `\u001b[${on}m${text}\u001b[${off}m` : text;

export function styleOf(colour: boolean): Style {
  return {
    bold: paint(colour, 1, 22),
    dim: paint(colour, 2, 22),
    red: paint(colour, 31, 39),
    green: paint(colour, 32, 39),
    yellow: paint(colour, 33, 39),
    blue: paint(colour, 34, 39),
    cyan: paint(colour, 36, 39),
  };
}

/**
 * Is colour wanted? FORCE_COLOR decides where it is set (`0` and `false` are no), then NO_COLOR (anything but empty is no); else there is colour where
 * there is a terminal that can show it.
 */
export function wantsColour(terminal: boolean, environment: Readonly<Record<string, string | undefined>>): boolean {
  const { FORCE_COLOR: force, NO_COLOR: none, TERM: kind } = environment;
  if (force !== undefined) return force !== '0' && force !== 'false';
  if (none !== undefined && none !== '') return false;
  return terminal && kind !== 'dumb';
}
