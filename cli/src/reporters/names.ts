/** Names of `--format`. They are known before the reporters are loaded. */
export const formats = ['text', 'compact', 'json', 'sarif', 'github', 'junit'] as const;

export type Format = (typeof formats)[number];

export function isFormat(name: string): name is Format {
  return (formats as readonly string[]).includes(name);
}
