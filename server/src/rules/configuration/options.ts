/** The value of an option in JSON; `strings` is a list of texts. */
export type OptionValue = string | number | boolean | readonly string[];

interface Option<Type extends string, Value extends OptionValue> {
  /** Camel case: `minimumLength`. */
  readonly name: string;
  readonly type: Type;
  readonly default: Value;
  /** One sentence, with a full stop. */
  readonly description: string;
}

/** Something about a rule that a user may set. */
export type RuleOption =
  | Option<'string', string>
  | Option<'number', number>
  | Option<'boolean', boolean>
  | Option<'strings', readonly string[]>;

/** Values of a rule's options by name. A rule is given a value of the declared type for each option that it declares. */
export type RuleOptions = Readonly<Record<string, unknown>>;

/** Has a value the type of an option? */
export function fitsOption(option: RuleOption, value: unknown): value is OptionValue {
  switch (option.type) {
    case 'string':
    case 'boolean':
      return typeof value === option.type;
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'strings':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
  }
}

/** What an option takes, in words for a message. */
export function optionTypeWords(option: RuleOption): string {
  return { string: 'text', number: 'a number', boolean: 'true or false', strings: 'a list of texts' }[option.type];
}

/** A value for each option: the configured one where it has the right type, else the default. */
export function optionValues(options: readonly RuleOption[] | undefined, configured: RuleOptions): RuleOptions {
  return Object.fromEntries(
    (options ?? []).map((option) => {
      const value = Object.hasOwn(configured, option.name) ? configured[option.name] : undefined;
      return [option.name, fitsOption(option, value) ? value : option.default];
    }),
  );
}
