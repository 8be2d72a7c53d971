import { javaAnswer } from '../../legacy/support/java-service.js';
import { JAVA_FROM } from '../../feed/tiers/support/java-feed.js';
import type { Handler } from '../../support/fake-upstreams.js';
import { videoId } from '../../support/records.js';

/** A Java service that knows everything: a feed of its own videos, and every item and account. */
export const knowingJava: Handler = (call) =>
  javaAnswer(call, (from, count) => Array.from({ length: count }, (_, n) => videoId(JAVA_FROM + from + n)));
