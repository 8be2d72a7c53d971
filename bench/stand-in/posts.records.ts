/** A post, in the shape that public comparisons of GraphQL servers use. */
export interface Post {
  readonly userId: number;
  readonly id: number;
  readonly title: string;
  readonly body: string;
}

/** A user, in that shape. */
export interface User {
  readonly id: number;
  readonly name: string;
  readonly username: string;
  readonly email: string;
  readonly phone: string;
  readonly website: string;
}

const POSTS = 100;
const USERS = 10;

const NAMES = ['Ada', 'Bruno', 'Chen', 'Dora', 'Emil', 'Fatma', 'Goran', 'Hana', 'Igor', 'Jun'];
const FAMILIES = ['Lind', 'Moretti', 'Wu', 'Novak', 'Berg', 'Demir', 'Kos', 'Sato', 'Petrov', 'Park'];
const THINGS = ['kettle', 'curtain', 'lamp', 'blanket', 'shelf', 'teapot', 'stool', 'mirror', 'vase'];
const VERDICTS = ['worth its price', 'a second look', 'not for small rooms', 'after one winter', 'unpacked'];
const SENTENCES = [
  'It came well packed and looks as it does in the pictures.',
  'After a month of daily use nothing is loose and nothing squeaks.',
  'The colour is a little darker than expected, which suits the room.',
  'Somebody who wants to save money waits for the sale in spring.',
  'The manual is short; three screws and it stands.',
];

const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;

/** All users, by ascending id. */
export const users: readonly User[] = Array.from({ length: USERS }, (_, at) => {
  const name = `${pick(NAMES, at)} ${pick(FAMILIES, at)}`;
  const username = name.toLowerCase().replace(' ', '.');
  return {
    id: at + 1,
    name,
    username,
    email: `${username}@example.com`,
    phone: `555-01${String(at).padStart(2, '0')}`,
    website: `${username}.example`,
  };
});

/** All posts, by ascending id; ten of each user. */
export const posts: readonly Post[] = Array.from({ length: POSTS }, (_, at) => ({
  userId: Math.floor(at / (POSTS / USERS)) + 1,
  id: at + 1,
  title: `The ${pick(THINGS, at)}: ${pick(VERDICTS, at * 3)}`,
  body: [at, at + 2, at + 3].map((sentence) => pick(SENTENCES, sentence)).join(' '),
}));
