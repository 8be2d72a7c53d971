import { documentRecord } from '../../datasources/snapshot/document.schema.js';
import { snapshotEdge, type SnapshotEdge } from '../../datasources/snapshot/record.schema.js';
import { isLiveCard, type ItemContext } from './item-rules.js';
import { LIST_RULES, type JudgedList } from './list-rules.js';
import type { ListFault, PublishReason } from './publish-reason.js';
import { trimEdge } from './trim-edge.js';

/** What a document is judged by besides itself. */
export type GateContext = ItemContext & Pick<JudgedList, 'pages' | 'lastCount' | 'media'>;

/**
 * Every reason why a document may not be published; none: it may. The document is judged as its readers will find it, by its
 * bytes, whoever made it.
 */
export function judgeDocument(bytes: Buffer, context: GateContext): readonly PublishReason[] {
  const json: unknown = JSON.parse(bytes.toString('utf8'));
  const parsed = documentRecord.safeParse(json);
  if (!parsed.success) return ['SCHEMA'];
  const { edges: listed } = parsed.data.data.feed;
  if (listed.some(isLiveCard)) return ['LIVE_CARD'];
  const edges: SnapshotEdge[] = [];
  for (const record of listed) {
    const edge = snapshotEdge.safeParse(record);
    if (!edge.success) return ['SCHEMA'];
    edges.push(edge.data);
  }
  const list: JudgedList = { ...context, bytes, json, document: parsed.data, edges };
  const listFaults = Object.entries(LIST_RULES)
    .filter(([, passes]) => !passes(list))
    .map(([fault]) => fault as ListFault); // entries() forgets which keys there are
  return [...new Set([...listFaults, ...edges.flatMap((edge) => trimEdge(edge, context).faults)])];
}
