/**
 * The ways in which people and exports write one command. Whoever wrote the rules had no part in this list, nor in the table of defects.
 */

/** One command that brings a defect in: an argument is `name=value`, spelled bare where RouterOS takes it bare. */
export interface PlantedCommand {
  /** Full path: `/ip/service`. */
  readonly menu: string;
  readonly verb: string;
  /** The item's name; undefined for `add` and for menus without items. */
  readonly item?: string;
  readonly arguments: readonly string[];
}

export interface Spelling {
  readonly label: string;
  readonly text: string;
}

const spaced = (menu: string): string => menu.slice(1).replaceAll('/', ' ');

function quoted(argument: string): string {
  const [, name = '', value = ''] = /^([^=]+)=(.*)$/s.exec(argument) ?? [];
  return name === '' || /^["$[({]/.test(value) ? argument : `${name}="${value}"`;
}

/** A text as the value of a quoted string: what RouterOS would read as code or as an escape is escaped. */
export function asString(text: string): string {
  const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
  return text.replace(/["\\$]/g, '\\$&').replace(/[\n\r\t]/g, (character) => escapes[character] ?? '');
}

/** Spellings of a whole text, whatever it holds: with the line ends of Windows, and as a script inside a value. */
export function textSpellings(text: string): readonly Spelling[] {
  return [
    { label: 'as it is', text },
    { label: 'line ends of Windows', text: text.replaceAll('\n', '\r\n') },
    { label: 'a script in a string', text: `/system script add name=planted source="${asString(text)}"` },
    { label: 'a script in braces', text: `/system script\nadd name=planted source={\n${text}\n}` },
    { label: 'on an event', text: `/system scheduler add name=planted on-event="${asString(text)}" interval=1d` },
    { label: 'a block of its own', text: `{\n${text}\n}` },
  ];
}

/** All spellings of one command. */
export function commandSpellings({ menu, verb, item, arguments: given }: PlantedCommand): readonly Spelling[] {
  const path = spaced(menu);
  const target = item === undefined ? '' : ` ${item}`;
  const rest = given.map((argument) => ` ${argument}`).join('');
  const tail = `${verb}${target}${rest}`;
  const spellings: Spelling[] = [
    ...textSpellings(`/${path} ${tail}`),
    { label: 'slashes', text: `${menu}/${tail}` },
    { label: 'menu on a line of its own', text: `/${path}\n${tail}` },
    { label: 'menu, then a slash before it', text: `${menu}\n${tail}` },
    { label: 'block of the menu', text: `/${path} {\n  ${tail}\n}` },
    { label: 'root menu, then relative', text: `/\n${path} ${tail}` },
    { label: 'two commands on a line', text: `:local planted 1; /${path} ${tail}` },
    { label: 'values in quotes', text: `/${path} ${verb}${target}${given.map((one) => ` ${quoted(one)}`).join('')}` },
    { label: 'joined lines', text: `/${path} ${verb}${target}${given.map((one) => ` \\\n    ${one}`).join('')}` },
    { label: 'blanks and tabs', text: `  /${path}\t${verb} ${target}${given.map((one) => `\t  ${one}`).join('')}  ` },
    { label: 'caught', text: `:do { /${path} ${tail} } on-error={ :log warning "planted" }` },
    { label: 'once in a loop', text: `:for planted from=1 to=1 do={ /${path} ${tail} }` },
  ];
  if (given.length > 1) {
    const turned = [...given].reverse().map((one) => ` ${one}`);
    spellings.push({ label: 'arguments turned round', text: `/${path} ${verb}${target}${turned.join('')}` });
  }
  if (item !== undefined) {
    for (const selector of [`[find name=${item}]`, `[find where name="${item}"]`, `[${menu}/find name=${item}]`])
      spellings.push({ label: selector, text: `/${path} ${verb} ${selector}${rest}` });
    spellings.push({ label: 'a list of names', text: `/${path} ${verb} ${item},planted-too${rest}` });
    spellings.push({ label: 'numbers=', text: `/${path} ${verb} numbers=${item}${rest}` });
    spellings.push({ label: 'arguments first', text: `/${path} ${verb}${rest} numbers=${item}` });
  }
  return spellings;
}
