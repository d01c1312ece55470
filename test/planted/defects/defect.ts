import type { Base } from '../bases';
import type { PlantedCommand } from '../spellings';

/** What is planted for one rule, and must be found by it, however it is spelled. */
export interface Defect {
  readonly rule: string;
  /** A command, with all spellings that commands have; or a text, where the defect needs several. */
  readonly planted: PlantedCommand | string;
  /** Into which configurations. `alone`: an empty file; default: all scripts. Fewer where another part of the configuration makes it harmless. */
  readonly into?: readonly Base[];
  /** The release that the script is checked for, where the defect exists only in some. */
  readonly release?: string;
  /** `strict` for rules that would speak up about nearly every router. */
  readonly preset?: 'strict';
  /** Labels of spellings that mean something else here: what is caught stops nothing, what finds no item changes none. */
  readonly except?: RegExp;
}

/** A clean configuration less what keeps it so: the defect is that something is missing, or that something else stands there. */
export interface Removal {
  readonly rule: string;
  readonly from: Base;
  /** It must be there. One item is one line, however long: lines are not joined. */
  readonly without: RegExp;
  /** What stands there instead; default: nothing. */
  readonly instead?: string;
  readonly preset?: 'strict';
}

export const set = (menu: string, ...given: readonly string[]): PlantedCommand => ({
  menu,
  verb: 'set',
  arguments: given,
});
export const add = (menu: string, ...given: readonly string[]): PlantedCommand => ({
  menu,
  verb: 'add',
  arguments: given,
});
export const item = (menu: string, name: string, ...given: readonly string[]): PlantedCommand => ({
  menu,
  verb: 'set',
  item: name,
  arguments: given,
});
export const verb = (menu: string, name: string, ...given: readonly string[]): PlantedCommand => ({
  menu,
  verb: name,
  arguments: given,
});

export const alone: readonly Base[] = ['alone'];
/** 44 characters of base64, as WireGuard writes keys; a key of nobody. */
export const key = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE=';

/** Places of commands that may not run, or run later and with what a caller gives: what stands there is not put in relation to other commands. */
export const mayNotRun = /^(?:in a function|caught|once in a loop|on a condition|otherwise|tried again)/;
/** Those, and scripts of their own: nothing there is put in relation to the configuration around it. */
export const apart = new RegExp(`${mayNotRun.source}|^(?:a script in|on an event|when a|executed)`);
export const byVariables = /variable|^found before|^a loop over/;
export const otherSelectors =
  /variable|^found before|^a loop over|^\[find (?:where )?(?:\(name|name~|name="?\w+"? (?:and )?!dynamic)/;
