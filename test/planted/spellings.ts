import { abbreviated } from './abbreviations';

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
  /** Tried in the first configuration of a defect only: all of them everywhere would take minutes. */
  readonly rare?: true;
}

const rare = (label: string, text: string): Spelling => ({ label, text, rare: true });

const spaced = (menu: string): string => menu.slice(1).replaceAll('/', ' ');

/** Name and value of an argument whose value is a bare word; undefined where it is written as a string, a variable or an expression already. */
function bare(argument: string): { readonly name: string; readonly value: string } | undefined {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(argument) ?? [];
  return name === undefined || value === undefined || /^["$[({]/.test(value) ? undefined : { name, value };
}

/** Writes each bare value anew; the others stay as they are. */
function valued(given: readonly string[], write: (value: string) => string): string {
  return given
    .map((argument) => {
      const parts = bare(argument);
      return parts ? ` ${parts.name}=${write(parts.value)}` : ` ${argument}`;
    })
    .join('');
}

/** A text as the value of a quoted string: what RouterOS would read as code or as an escape is escaped. */
export function asString(text: string): string {
  const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
  return text.replace(/["\\$]/g, '\\$&').replace(/[\n\r\t]/g, (character) => escapes[character] ?? '');
}

/** The first letter as two hexadecimal digits, as exports write bytes. */
function withHexadecimal(value: string): string {
  const code = value.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0');
  return `"\\${code}${asString(value.slice(1))}"`;
}

/** A join of lines in the middle of a string, which adds nothing to it: the blanks that begin the next line are left out as well. */
const joinedString = (value: string): string => `"${value.slice(0, 1)}\\\n    ${value.slice(1)}"`;

/** Spellings of a whole text, whatever it holds: other line ends, and each place where a script may stand. */
export function textSpellings(text: string): readonly Spelling[] {
  const string = asString(text);
  const inString = `/system script add name=planted source="${string}"`;
  return [
    { label: 'as it is', text },
    { label: 'line ends of Windows', text: text.replaceAll('\n', '\r\n') },
    rare('line ends of a single CR', text.replaceAll('\n', '\r')),
    { label: 'a script in a string', text: inString },
    { label: 'a script in braces', text: `/system script\nadd name=planted source={\n${text}\n}` },
    rare('a script in a script', `/system scheduler add name=planted on-event="${asString(inString)}"`),
    { label: 'on an event', text: `/system scheduler add name=planted on-event="${string}" interval=1d` },
    rare('when a host is down', `/tool netwatch add host=192.0.2.1 down-script="${string}"`),
    rare('when a client dials in', `/ppp profile add name=planted-profile on-up="${string}"`),
    rare('executed', `:execute "${string}"`),
    rare('executed by name', `:execute script={\n${text}\n}`),
    { label: 'a block of its own', text: `{\n${text}\n}` },
    rare('in a function', `:global planted do={\n${text}\n}\n$planted`),
    { label: 'caught', text: `:do {\n${text}\n} on-error={ :log warning "planted" }` },
    rare('caught, with the message', `:onerror planted in={\n${text}\n} do={ :log warning $planted }`),
    rare('after a comment', `# planted\n${text.replaceAll('\n', '\n\n  # planted\n')}`),
  ];
}

/** All spellings of one command. */
export function commandSpellings(command: PlantedCommand): readonly Spelling[] {
  const { menu, verb, item, arguments: given } = command;
  const path = spaced(menu);
  const [root = '', ...below] = path.split(' ');
  const target = item === undefined ? '' : ` ${item}`;
  const rest = given.map((argument) => ` ${argument}`).join('');
  const tail = `${verb}${target}${rest}`;
  const head = `/${path} ${verb}${target}`;
  const spellings: Spelling[] = [
    ...textSpellings(`/${path} ${tail}`),
    { label: 'slashes', text: `${menu}/${tail}` },
    rare('slashes, then a blank', `${menu} ${tail}`),
    rare('a slash after the menu', `${menu}/\n${tail}`),
    { label: 'menu on a line of its own', text: `/${path}\n${tail}` },
    { label: 'menu, then a slash before it', text: `${menu}\n${tail}` },
    rare('a comment between menu and command', `/${path}\n\n# planted\n  ${tail}`),
    rare('menu in lines of their own', [`/${root}`, ...below, tail].join('\n')),
    rare('from another menu', `/interface bridge port\n/${path} ${tail}`),
    rare('up and down again', `${menu}\n..\n${[...below].pop() ?? root} ${tail}`),
    { label: 'block of the menu', text: `/${path} {\n  ${tail}\n}` },
    rare('block of the menu on one line', `/${path} { ${tail}; }`),
    { label: 'root menu, then relative', text: `/\n${path} ${tail}` },
    { label: 'two commands on a line', text: `:local planted 1; /${path} ${tail}` },
    rare('abbreviated', abbreviated(command)),
    { label: 'values in quotes', text: `${head}${valued(given, (value) => `"${value}"`)}` },
    rare('values with hexadecimal letters', `${head}${valued(given, withHexadecimal)}`),
    { label: 'joined lines', text: `${head}${given.map((one) => ` \\\n    ${one}`).join('')}` },
    rare('joined before the values', `${head}${valued(given, (value) => `\\\n    ${value}`)}`),
    rare('joined within the values', `${head}${valued(given, joinedString)}`),
    rare('joined in the menu', `/${path.replaceAll(' ', ' \\\n')} \\\n${tail}`),
    { label: 'blanks and tabs', text: `  /${path}\t${verb} ${target}${given.map((one) => `\t  ${one}`).join('')}  ` },
    { label: 'once in a loop', text: `:for planted from=1 to=1 do={ /${path} ${tail} }` },
    rare('on a condition', `:if ([:len [/interface find]] > 0) do={ /${path} ${tail} }`),
    rare('otherwise', `:if ([:len [/interface find]] = 0) do={ :put "planted" } else={ /${path} ${tail} }`),
    rare('caught without a sign', `:do { /${path} ${tail} } on-error { }`),
    rare('tried again', `:retry delay=1s max=3 command={ /${path} ${tail} } on-error={ :put "planted" }`),
  ];
  if (given.length > 1) {
    const turned = [...given].reverse().map((one) => ` ${one}`);
    spellings.push({ label: 'arguments turned round', text: `${head}${turned.join('')}` });
  }
  return item === undefined ? spellings : [...spellings, ...itemSpellings(command, item)];
}

/** The ways to say which item is meant. */
function itemSpellings({ menu, verb, arguments: given }: PlantedCommand, item: string): readonly Spelling[] {
  const path = spaced(menu);
  const rest = given.map((argument) => ` ${argument}`).join('');
  const common = [
    `[find name=${item}]`,
    `[find where name="${item}"]`,
    `[${menu}/find name=${item}]`,
    `${item},planted-too`,
  ];
  const others = [
    `"${item}"`,
    `[ find name=${item} ]`,
    `[find where (name="${item}")]`,
    `[find (name="${item}")]`,
    `[find name="${item}" !dynamic]`,
    `[find where name=${item} and !dynamic]`,
    `[find name~"^${item}\\$"]`,
    `[/${path} find where name=${item}]`,
    `planted-too,${item}`,
  ];
  return [
    ...common.map((selector) => ({ label: selector, text: `/${path} ${verb} ${selector}${rest}` })),
    ...others.map((selector) => rare(selector, `/${path} ${verb} ${selector}${rest}`)),
    { label: 'numbers=', text: `/${path} ${verb} numbers=${item}${rest}` },
    rare('numbers=[find]', `/${path} ${verb} numbers=[find name=${item}]${rest}`),
    { label: 'arguments first', text: `/${path} ${verb}${rest} numbers=${item}` },
    rare('a name in a variable', `:local planted "${item}"\n/${path} ${verb} $planted${rest}`),
    rare('found before', `/${path}\n:local planted [find name=${item}]\n${verb} $planted${rest}`),
    rare('found by a variable', `:local planted "${item}"\n/${path} ${verb} [find where name=$planted]${rest}`),
    rare('a loop over names', `:foreach one in={"${item}"} do={ /${path} ${verb} [find name=$one]${rest} }`),
    rare(
      'a loop over names in a variable',
      `:local all {"${item}";"planted-too"}\n:foreach one in=$all do={ /${path} ${verb} $one${rest} }`,
    ),
    rare('a loop over what is found', `/${path} { :foreach one in=[find name=${item}] do={ ${verb} $one${rest} } }`),
  ];
}

/** Each line as a command of its own, with the menu before it. */
function terse(text: string, spell: (menu: string) => string): string {
  let menu = '';
  return text
    .split('\n')
    .flatMap((line) => {
      if (line.startsWith('/')) {
        menu = line;
        return [];
      }
      return /^[#:]|^$/.test(line) ? [line] : [`${spell(menu)} ${line}`];
    })
    .join('\n');
}

/** Spellings of a whole configuration of lines that are not joined. */
export function wholeSpellings(text: string): readonly Spelling[] {
  return [
    { label: 'as it is', text },
    { label: 'line ends of Windows', text: text.replaceAll('\n', '\r\n') },
    { label: 'joined lines', text: text.replace(/ (?=[a-z-]+=)/g, ' \\\n    ') },
    { label: 'menus with slashes', text: text.replace(/^\/.*/gm, (menu) => menu.replaceAll(' ', '/')) },
    { label: 'terse', text: terse(text, (menu) => menu) },
    { label: 'terse, with slashes', text: terse(text, (menu) => menu.replaceAll(' ', '/')) },
  ];
}
