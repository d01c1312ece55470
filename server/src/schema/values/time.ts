const clock = /^(?:(\d+)w)?(?:(\d+)d)?\s*(\d+):(\d+)(?::(\d+)(?:\.(\d+))?)?$/;
const units =
  /^(?:(\d+(?:\.\d+)?)w)?\s*(?:(\d+(?:\.\d+)?)d)?\s*(?:(\d+(?:\.\d+)?)h)?\s*(?:(\d+(?:\.\d+)?)m(?!s))?\s*(?:(\d+(?:\.\d+)?)s)?\s*(?:(\d+(?:\.\d+)?)ms)?$/;
const unitMilliseconds = [604_800_000, 86_400_000, 3_600_000, 60_000, 1000, 1] as const;

/**
 * Milliseconds of a time in one of the forms that routers take: `1w2d3h4m5s600ms`, `00:00:05`, `1d10:00:00`, a number of seconds. Undefined for any other
 * text (which need not be wrong, see `cannotBeTime`).
 */
export function timeMilliseconds(text: string): number | undefined {
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text) * 1000;
  const hours = clock.exec(text);
  if (hours) {
    const [weeks, days, first, second, third] = hours
      .slice(1, 6)
      .map((part) => Number((part as string | undefined) ?? 0));
    const fraction = Number(`0.${hours[6] ?? '0'}`);
    const daysInAll = (weeks ?? 0) * 7 + (days ?? 0);
    return (((daysInAll * 24 + (first ?? 0)) * 60 + (second ?? 0)) * 60 + (third ?? 0) + fraction) * 1000;
  }
  const parts = units.exec(text);
  if (!parts || text.trim() === '') return undefined;
  return unitMilliseconds.reduce((sum, unit, index) => sum + unit * Number(parts[index + 1] ?? 0), 0);
}

/** True for a text that no router reads as a time: it has no digit, or a letter that no unit has. */
export function cannotBeTime(text: string): boolean {
  return !/\d/.test(text) || /[^\d\swdhmsun:.+-]/i.test(text);
}

/** Writes milliseconds as RouterOS does: `1d10h`, `200ms`. */
export function timeText(milliseconds: number): string {
  const names = ['w', 'd', 'h', 'm', 's', 'ms'] as const;
  let rest = milliseconds;
  const text = unitMilliseconds
    .map((unit, index) => {
      const count = Math.floor(rest / unit);
      rest -= count * unit;
      return count === 0 ? '' : `${count}${names[index] ?? ''}`;
    })
    .join('');
  return text === '' ? '0s' : text;
}
