/** Once told to, publishes into the directory of its argument, one document after the other, until it is killed; with `once`, one. */
import { once } from 'node:events';
import { publishingTo } from '../support/publisher.js';

const [, , storeUrl = '', times] = process.argv;
const { publish } = await publishingTo({ after: () => undefined }, storeUrl);
await once(process, 'message');
do {
  const outcome = await publish();
  process.send?.(outcome.kind === 'refused' ? outcome.reasons.join() : outcome.kind);
} while (times !== 'once');
process.exit(0);
