import { JAVA_FROM } from '../../feed/tiers/support/java-feed.js';
import { javaAnswer } from '../../legacy/support/java-service.js';
import type { Handler } from '../../support/fake-upstreams.js';
import { videoId, type Wire } from '../../support/records.js';

/** A Java service that knows everything: a feed of videos from the n-th on, and every item and account. `item`: changes all items. */
export const knowingJavaOf =
  (item: Wire, first: number): Handler =>
  (call) =>
    javaAnswer(
      call,
      (from, count) => Array.from({ length: count }, (_, n) => videoId(first + from + n)),
      item,
    );

/** The same with items as they are, and videos of its own. */
export const knowingJava: Handler = knowingJavaOf({}, JAVA_FROM);
