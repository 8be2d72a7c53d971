import type { Chance } from './chance.js';
import { hashText, stream } from './chance.js';
import { ROOTS } from './categories.js';

const CROWDS = [
  'new',
  'returning',
  'member',
  'fashion',
  'home',
  'sports',
  'parents',
  'students',
  'coupon-lover',
  'night-owl',
];
const REGIONS = ['CN-ZJ', 'CN-SH', 'CN-BJ', 'CN-GD', 'CN-JS', 'CN-SC', 'CN-HB', 'CN-FJ'];

const crowd = stream('viewer.crowd');
const region = stream('viewer.region');
const interest = stream('viewer.interest');
const liked = stream('viewer.liked');
const favorited = stream('viewer.favorited');
const following = stream('viewer.following');
const blocked = stream('viewer.blocked');
const bucket = stream('viewer.bucket');

/** Audience tags of a viewer or device: each with its own chance of 1 in 4. */
export function crowdsOf(chance: Chance, subject: string): string[] {
  const who = hashText(subject);
  return CROWDS.filter((_, index) => chance.happens(0.25, crowd, who, index));
}

/** Home region of a viewer or device; unknown for one in ten. */
export function regionOf(chance: Chance, subject: string): string | null {
  const who = hashText(subject);
  return chance.happens(0.1, region, who, 1) ? null : chance.pick(REGIONS, region, who);
}

/** How much a viewer cares for a root category, 0..1. */
export function interestIn(chance: Chance, subjectHash: number, root: number): number {
  return root < ROOTS.length ? chance.unit(interest, subjectHash, root) ** 2 : 0;
}

/** Experiment buckets of a subject, as `layer#bucket` pairs joined by `#`. */
export function bucketsOf(chance: Chance, subject: string): string {
  const who = hashText(subject);
  return `668#${2_840 + chance.below(10, bucket, who)}#8113#${1_990 + chance.below(10, bucket, who, 1)}`;
}

/** What a viewer has done with a video: 5 % liked, 2 % favorited. */
export function videoStateOf(
  chance: Chance,
  viewer: string,
  video: number,
): { liked: boolean; favorited: boolean } {
  const who = hashText(viewer);
  return {
    liked: chance.happens(0.05, liked, who, video),
    favorited: chance.happens(0.02, favorited, who, video),
  };
}

/** What a viewer has done with an author: 6 % followed, 0.5 % blocked. */
export function authorStateOf(
  chance: Chance,
  viewer: string,
  account: number,
): { following: boolean; blocked: boolean } {
  const who = hashText(viewer);
  return {
    following: chance.happens(0.06, following, who, account),
    blocked: chance.happens(0.005, blocked, who, account),
  };
}
