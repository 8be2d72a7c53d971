import { json } from '../../../support/fake-server.js';
import { defectsIn, type HttpDefect } from '../defect.js';
import type { Damage } from '../support/damaging-proxy.js';
import { AUTHORS, FEED } from '../support/scenes.js';
import { inAnswer, inRecord } from '../support/spoil.js';

/** As from a cache whose key lacks the viewer. */
function listOfTheViewerBefore(): Damage {
  let before: unknown;
  return (answer) => {
    const items = before;
    before = answer.items;
    return items === undefined ? null : json({ ...answer, items });
  };
}

/** What is of somebody else, or nobody's business. */
export const PRIVACY: readonly HttpDefect[] = [
  ...defectsIn('privacy and tracking', AUTHORS, [
    [
      "puts the viewer's token into an address",
      'Video.author.avatar.url value',
      { ACCOUNTS: inRecord(({ avatarUrl }) => ({ avatarUrl: `${avatarUrl}?token=s3cr3t` })) },
    ],
    [
      'shows the name of the account holder',
      'Video.author.name value',
      { ACCOUNTS: inRecord(() => ({ name: 'Zhang Wei' })) },
    ],
  ]),
  ...defectsIn('privacy and tracking', FEED, [
    [
      'answers for another viewer',
      'Query.feed error-vs-data',
      { ALGORITHM: inAnswer(() => ({ subject: 'v:somebody-else' })) },
    ],
    [
      'answers with the list of the viewer before',
      'Query.feed.items[] missing',
      { ALGORITHM: listOfTheViewerBefore() },
    ],
  ]),
];
