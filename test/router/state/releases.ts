/** The releases that the simulated router can be. */
export type RouterVersion = '7.15' | '7.18' | '7.24';

export interface RouterRelease {
  /** `7.18.2`, as the command tree names it. */
  readonly number: string;
  /** `7.18.2 (stable)`, as /system/resource prints it. */
  readonly printed: string;
  /** Is it this release or a later one? Compares the first two numbers. */
  atLeast(release: string): boolean;
}

const numbers: Readonly<Record<RouterVersion, string>> = { '7.15': '7.15.3', '7.18': '7.18.2', '7.24': '7.24' };

export function routerRelease(version: RouterVersion): RouterRelease {
  const number = numbers[version];
  const [major = 0, minor = 0] = number.split('.').map(Number);
  return {
    number,
    printed: `${number} (stable)`,
    atLeast: (release) => {
      const [otherMajor = 0, otherMinor = 0] = release.split('.').map(Number);
      return major > otherMajor || (major === otherMajor && minor >= otherMinor);
    },
  };
}
