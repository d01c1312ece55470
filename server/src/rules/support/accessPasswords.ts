/** Passwords that are tried first: the whole password, in lower case, without digits and signs at its end. */
const common: ReadonlySet<string> = new Set([
  'abc', 'admin', 'administrator', 'backup', 'changeme', 'cisco', 'default', 'guest', 'hello', 'hunter', 'iloveyou', 'letmein', 'login', 'manager',
  'master', 'mikrotik', 'monitor', 'newpass', 'newpassword', 'pass', 'passw', 'passw0rd', 'password', 'qwerty', 'qwertyuiop', 'qwert', 'root',
  'router', 'routeros', 'secret', 'support', 'sysadmin', 'temp', 'temporary', 'test', 'tester', 'testing', 'toor', 'ubnt', 'user', 'welcome',
  'winbox', 'wireless', 'zaq',
]); // prettier-ignore

/** The word itself, as people disguise it: whatever stands around it is tried next. */
const theWord = /p[a@4][s5$]{1,2}w[o0]rd/;

/** Digits in a row on the keyboard, as they are typed. */
const rows = [
  '01234567890123456789',
  '98765432109876543210',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
];

/** Below this length, letters of one kind alone are too few to choose from. */
const longEnoughForOneKind = 20;

/**
 * Why a password is weak, in words that give nothing of it away and follow on "it"; undefined where nothing is held against it. `users` are names
 * that belong to it.
 */
export function weaknessOf(password: string, users: readonly string[], minimumLength: number): string | undefined {
  const lower = password.toLowerCase();
  const bare = lower.replace(/[^a-z]+$/, '');
  if (users.some((user) => user.length >= 3 && lower.includes(user.toLowerCase()))) return 'holds the name of the user';
  if (
    theWord.test(lower) ||
    common.has(bare) ||
    common.has(lower) ||
    rows.some((row) => lower.length >= 4 && row.includes(lower))
  )
    return 'is one of those that are tried first';
  if (new Set(lower).size < 4) return 'has hardly any different characters';
  if (password.length < minimumLength) return `is shorter than ${minimumLength} characters`;
  if (kindsOf(password) < 2 && password.length < longEnoughForOneKind) return 'has one kind of character only';
  return undefined;
}

/** How many of capitals, small letters, digits and other signs. */
function kindsOf(password: string): number {
  return [/[A-Z]/, /[a-z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((kind) => kind.test(password)).length;
}
