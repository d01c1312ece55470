/** Reader of the form in which RouterOS answers `:put [:parse ...]`, and the comparison of two forms as structures. */
import { sameConstant } from './constants';

/** Text and groups `( ... )` in turn. */
export type Form = readonly Piece[];
type Piece = string | { readonly group: Form };

interface Open {
  readonly pieces: Piece[];
  text: string;
}

/** Reads a form. Texts in it may hold parentheses of their own: what closes nothing is text, and what is never closed ends with the form. */
export function readForm(form: string): Form {
  const stack: Open[] = [];
  let current: Open = { pieces: [], text: '' };
  const flush = (open: Open): void => {
    if (open.text !== '') open.pieces.push(open.text);
    open.text = '';
  };
  for (const character of form) {
    if (character === '(') {
      flush(current);
      stack.push(current);
      current = { pieces: [], text: '' };
    } else if (character === ')' && stack.length > 0) {
      flush(current);
      const group: Form = current.pieces;
      current = stack.pop() ?? { pieces: [], text: '' };
      current.pieces.push({ group });
    } else {
      current.text += character;
    }
  }
  for (;;) {
    flush(current);
    const outer = stack.pop();
    if (!outer) return current.pieces;
    outer.pieces.push({ group: current.pieces });
    current = outer;
  }
}

/** Every property of a menu, as `find` and `where` print them before the condition; `$.about` is the last of them. */
const propertyList = /where=(?:\$[^;()$]*;)*\$\.about;/g;
/** A number of the console's own behind a condition. */
const afterCondition = /;\d+$/;

/** The router's form without what belongs to its release's list of properties. */
export function withoutPropertyLists(form: string): string {
  return form.replace(propertyList, 'where=');
}

type Part = Piece | { readonly menu: string };

/** Are two forms the same? The second is the router's: its constants are normalised, ours stand as written. */
export function sameForm(ours: string, routers: string): boolean {
  return difference(ours, routers) === undefined;
}

/** Where two forms differ first, as the two texts there; undefined where they are the same. */
export function difference(ours: string, routers: string): readonly [string, string] | undefined {
  const left = blockParts(readForm(replaceBytes(ours)), '/').parts;
  const right = blockParts(readForm(withoutPropertyLists(routers)), '/').parts;
  return firstDifference(left, right);
}

/** A byte that is no UTF-8 is one replacement character in a recorded answer; ours has the byte itself. */
function replaceBytes(text: string): string {
  return text.replace(/[\x80-\xff]/g, '\ufffd');
}

function firstDifference(left: readonly Part[], right: readonly Part[]): readonly [string, string] | undefined {
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const [ours, theirs] = [left[index], right[index]];
    if (typeof ours === 'object' && typeof theirs === 'object' && 'group' in ours && 'group' in theirs) {
      const found = firstDifference(ours.group, theirs.group);
      if (found) return found;
    } else if (typeof ours === 'string' && typeof theirs === 'string') {
      if (!sameText(ours, theirs)) return [ours, theirs];
    } else if (
      !(typeof ours === 'object' && typeof theirs === 'object' && 'menu' in ours && 'menu' in theirs) ||
      ours.menu !== theirs.menu
    ) {
      return [shown(ours), shown(theirs)];
    }
  }
  return undefined;
}

function shown(part: Part | undefined): string {
  if (part === undefined) return '';
  if (typeof part === 'string') return part;
  return 'menu' in part ? part.menu : `(${part.group.map(shown).join('')})`;
}

const placeholder = /^\/(?:[a-z0-9-]+\/)*$/;

/** Is this a row of statements: groups, and between them nothing but menus? */
function isBlock(pieces: Form): boolean {
  const [first] = pieces;
  if (typeof first !== 'string' || !/^evl(?: |$)/.test(first)) return false;
  return pieces.every(
    (piece, index) =>
      typeof piece === 'object' ||
      (index === 0 ? piece.slice(3) : piece).split(/[ ;]/).every((word) => word === '' || placeholder.test(word)),
  );
}

/**
 * The parts of a row of statements. A menu stands for a comment, an empty line or a change of menu: only a change is kept.
 */
function blockParts(pieces: Form, outerMenu: string): { readonly parts: Part[]; readonly menu: string } {
  let menu = outerMenu;
  const parts: Part[] = [];
  pieces.forEach((piece, index) => {
    if (typeof piece === 'object') {
      const inner = groupParts(piece.group, menu);
      parts.push({ group: inner.parts as Form });
      if (inner.menu !== undefined) menu = inner.menu;
      return;
    }
    const text = index === 0 ? piece.replace(/^evl(?= |$)/, '') : piece;
    for (const word of text.split(/[ ;]/)) {
      if (word === '') continue;
      if (!placeholder.test(word)) parts.push(word);
      else if (word !== menu) parts.push({ menu: word });
      if (placeholder.test(word)) menu = word;
    }
  });
  return { parts, menu };
}

/** The parts of a group. `menu` is the menu after it, where the group is a row of statements that goes on outside of it. */
function groupParts(pieces: Form, menu: string): { readonly parts: readonly Part[]; readonly menu?: string } {
  if (isBlock(pieces)) return { parts: ['evl', ...blockParts(pieces, menu).parts] };
  const parts: Part[] = [];
  let after: string | undefined;
  const isRow = typeof pieces[0] === 'string' && pieces[0].startsWith('evl');
  const isWhere = pieces.some((piece) => typeof piece === 'string' && piece.includes('where='));
  pieces.forEach((piece, index) => {
    if (typeof piece === 'string') {
      // Statements parted by a menu, in a row of them that a parenthesis in a text keeps from being seen as one.
      if (index > 0 && isRow && piece.split(' ').every((word) => word === '' || placeholder.test(word)))
        parts.push(' ');
      else parts.push(isWhere && index === pieces.length - 1 ? piece.replace(afterCondition, '') : piece);
      return;
    }
    // `[...]` as a statement prints all statements before it inside of it.
    if (index === 1 && pieces[0] === '<%% ' && isBlock(piece.group)) {
      const inner = blockParts(piece.group, menu);
      parts.push({ group: ['evl', ...inner.parts] as Form });
      after = inner.menu;
      return;
    }
    parts.push({ group: groupParts(piece.group, menu).parts as Form });
  });
  return { parts: parts.filter((part) => part !== ''), ...(after === undefined ? {} : { menu: after }) };
}

/** Texts between groups: arguments parted by `;`, each a name and a value. */
function sameText(ours: string, theirs: string): boolean {
  if (ours === theirs) return true;
  const [left, right] = [cut(ours), cut(theirs)];
  return (
    left.length === right.length &&
    left.every(([name, value], index) => {
      const [otherName, otherValue] = right[index] ?? ['', ''];
      return name === otherName && (sameConstant(value, otherValue) || sameWords(value, otherValue));
    })
  );
}

/** Operands of an operator stand one behind the other, parted by blanks. */
function sameWords(ours: string, theirs: string): boolean {
  const [left, right] = [ours.split(' '), theirs.split(' ')];
  return left.length === right.length && left.every((word, index) => sameConstant(word, right[index] ?? ''));
}

/** `a=1;b=2;3;c=` as pairs; what has no name goes on with the value before it. */
function cut(text: string): [string, string][] {
  const pairs: [string, string][] = [];
  for (const piece of text.split(';')) {
    const match = /^((?:evl )?[^ =]*[A-Za-z0-9-]=)(.*)$/s.exec(piece);
    const last = pairs[pairs.length - 1];
    if (match) pairs.push([match[1] ?? '', match[2] ?? '']);
    else if (last) last[1] += `;${piece}`;
    else pairs.push(['', piece]);
  }
  return pairs;
}
