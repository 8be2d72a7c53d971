import type { CallRequest, WireIdentity } from './transport.js';
import type { Endpoint } from './endpoint.js';
import { BatchPieces } from './batch-pieces.js';
import { UpstreamError } from './upstream-error.js';
import type { FailureClass } from '../chain/outcome.js';
import { keyOf, type CallParts, type RecordedEnd, type Recording } from './recording.js';

/** Stands between a request and its calls: it may keep what comes back, or answer in the place of an upstream. */
export interface Tape {
  /** Carries out a call by `make`, or does without. @throws UpstreamError like the call */
  call(
    endpoint: Endpoint,
    request: CallRequest,
    identity: WireIdentity | null,
    make: () => Promise<unknown>,
  ): Promise<unknown>;
}

/** What makes two calls alike: endpoint, parameters, body, and for whom. */
const partsOf = (
  { id }: Endpoint,
  { suffix = '', body }: CallRequest,
  identity: WireIdentity | null,
): CallParts => [id, suffix, body ?? null, identity && [identity.viewerId, identity.deviceId]];

/** Keeps what the upstreams of one request answered; of an attempt and its repetition the last. */
export class RecordingTape implements Tape {
  private readonly ends = new Map<string, RecordedEnd>();

  get recording(): Recording {
    return this.ends;
  }

  async call(...[endpoint, request, identity, make]: Parameters<Tape['call']>): Promise<unknown> {
    const key = keyOf(partsOf(endpoint, request, identity));
    try {
      const answer = await make();
      this.ends.set(key, { answer });
      return answer;
    } catch (error) {
      if (error instanceof UpstreamError) this.ends.set(key, { cls: error.cls });
      throw error;
    }
  }
}

/**
 * Answers calls that were made before as they were answered then, batches also when they are gathered otherwise; others are made,
 * or fail where nothing may be asked.
 */
export class PlayingTape implements Tape {
  /** Endpoints that were asked something which is not on the recording. */
  readonly unrecorded = new Set<string>();
  /** What was asked beyond the recording, where that is allowed. */
  readonly added = new RecordingTape();
  private pieces: BatchPieces | undefined;

  constructor(
    private readonly recording: Recording,
    private readonly beyond: 'ask' | 'refuse',
  ) {}

  call(...[endpoint, request, identity, make]: Parameters<Tape['call']>): Promise<unknown> {
    const parts = partsOf(endpoint, request, identity);
    const end = this.recording.get(keyOf(parts));
    if (end) return 'answer' in end ? Promise.resolve(end.answer) : refused(endpoint, end.cls);
    this.pieces ??= new BatchPieces(this.recording);
    const pieced = this.pieces.answer(parts);
    if (pieced) return Promise.resolve(pieced);
    if (this.beyond === 'ask') return this.added.call(endpoint, request, identity, make);
    this.unrecorded.add(endpoint.id);
    return refused(endpoint, 'NOT_CONFIGURED');
  }
}

const refused = ({ id }: Endpoint, cls: FailureClass): Promise<never> =>
  Promise.reject(new UpstreamError(id, cls));
