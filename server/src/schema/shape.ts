import type { Argument, Presence, Property, Shape, ValueType } from './types';

/** A shape as the data file has it: index of the type or undefined for any, and the letters of the modifiers (`SchemaData.properties`). */
export interface ShapeEntry {
  readonly type: number | undefined;
  readonly modifiers: string;
}

export const anyShape: ShapeEntry = { type: undefined, modifiers: '' };

export const modifierPattern = /^[lnukxsbrf]*$/;

/** Gives the type with an index; undefined stands for any. */
export type TypeAt = (index: number | undefined) => ValueType;

/**
 * A class, as a menu may have a hundred of these and each would need eight accessors of its own: here they are shared, and a type is only read when
 * somebody asks for it.
 */
abstract class LazyShape implements Shape {
  readonly #entry: ShapeEntry;
  readonly #typeAt: TypeAt;

  constructor(entry: ShapeEntry, typeAt: TypeAt) {
    this.#entry = entry;
    this.#typeAt = typeAt;
  }

  protected has(letter: string): boolean {
    return this.#entry.modifiers.includes(letter);
  }

  get type(): ValueType {
    return this.#typeAt(this.#entry.type);
  }

  get list(): boolean {
    return this.has('l');
  }

  get negatable(): boolean {
    return this.has('n');
  }

  get unsettable(): boolean {
    return this.has('u');
  }

  get kept(): boolean {
    return this.has('k');
  }

  get sensitive(): boolean {
    return this.has('s');
  }

  get script(): boolean {
    return this.has('x');
  }

  get block(): boolean {
    return this.has('b');
  }
}

class LazyArgument extends LazyShape implements Argument {
  constructor(
    readonly name: string,
    readonly presence: Presence,
    readonly required: boolean,
    entry: ShapeEntry,
    typeAt: TypeAt,
  ) {
    super(entry, typeAt);
  }
}

class LazyProperty extends LazyShape implements Property {
  constructor(
    readonly name: string,
    entry: ShapeEntry,
    typeAt: TypeAt,
  ) {
    super(entry, typeAt);
  }

  get readOnly(): boolean {
    return this.has('r');
  }

  get flag(): boolean {
    return this.has('f');
  }
}

export function makeArgument(
  name: string,
  presence: Presence,
  required: boolean,
  entry: ShapeEntry,
  typeAt: TypeAt,
): Argument {
  return new LazyArgument(name, presence, required, entry, typeAt);
}

export function makeProperty(name: string, entry: ShapeEntry, typeAt: TypeAt): Property {
  return new LazyProperty(name, entry, typeAt);
}
