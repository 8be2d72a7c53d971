/** Those who ask in these tests. Whatever is one person's carries their name or an id out of their own range. */
export const PEOPLE = ['alice', 'bob', 'nobody'] as const;
export type Person = (typeof PEOPLE)[number];

/** First index of the contents, accounts, shops and rooms that are recommended to one person alone; items have three times that. */
export const RANGE: Readonly<Record<Person, number>> = {
  alice: 1_000_000,
  bob: 2_000_000,
  nobody: 3_000_000,
};

/** Text that belongs to one person. */
export const sentinel = (person: Person, what: string): string => `sentinel-${person}-${what}`;

/** What a client of each sends; the edge has set the ids. Cookies and tokens are nobody's business upstream. */
export const CLIENT_HEADERS: Readonly<Record<Person, Readonly<Record<string, string>>>> = {
  alice: clientOf('alice', 'ios'),
  bob: clientOf('bob', 'web'),
  nobody: { 'apollographql-client-name': 'android' },
};

function clientOf(person: Person, platform: string): Record<string, string> {
  return {
    'apollographql-client-name': platform,
    'x-viewer-id': sentinel(person, 'viewer'),
    'x-device-id': sentinel(person, 'device'),
    cookie: `session=${sentinel(person, 'cookie')}`,
    authorization: `Bearer ${sentinel(person, 'token')}`,
    'x-forwarded-for': '203.0.113.7',
  };
}

const rangeOf = (digit: number): string =>
  `\\b(?:610|220|330|880)00${digit}00\\d{4}\\b|\\b(?:720|990)00${digit * 3}00\\d{4}\\b`;

const OF: Readonly<Record<Person, RegExp>> = {
  alice: new RegExp(`sentinel-alice|${rangeOf(1)}`),
  bob: new RegExp(`sentinel-bob|${rangeOf(2)}`),
  nobody: new RegExp(rangeOf(3)),
};

/** Whether a text holds anything of a person. */
export const isOf = (person: Person, text: string): boolean => OF[person].test(text);

/** Those of whom a text holds something that a person must not see. What is shown to nobody in particular, everybody may see. */
export const strangersIn = (text: string, reader: Person): readonly Person[] =>
  PEOPLE.filter((person) => person !== reader && person !== 'nobody' && isOf(person, text));
