import type { CallRequest, WireIdentity } from './transport.js';
import type { Endpoint } from './endpoint.js';
import { BatchPieces } from './batch-pieces.js';
import { UpstreamError } from './upstream-error.js';
import type { FailureClass } from '../chain/outcome.js';
import { keyOf, type CallParts, type RecordedEnd, type Recording } from './recording.js';

/** Makes a call; `onBody` is told of each answer how many bytes its body has. */
export type MakeCall = (onBody?: (bytes: number) => void) => Promise<unknown>;

/** Stands between a request and its calls: it may keep what comes back, or answer in the place of an upstream. */
export interface Tape {
  /** Carries out a call by `make`, or does without. @throws UpstreamError like the call */
  call(
    endpoint: Endpoint,
    request: CallRequest,
    identity: WireIdentity | null,
    make: MakeCall,
  ): Promise<unknown>;
}

/** What makes two calls alike: endpoint, parameters, body, and for whom. */
const partsOf = (
  { id }: Endpoint,
  { suffix = '', body }: CallRequest,
  identity: WireIdentity | null,
): CallParts => [id, suffix, body ?? null, identity && [identity.viewerId, identity.deviceId]];

/** What one tape keeps at most, in bytes of bodies and of keys. */
export const MOST_TAPE_BYTES = 256 * 1024;

/**
 * Keeps what the upstreams of one request answered; of an attempt and its repetition the last. Beyond its bound it lets go of
 * everything at once: half a recording answers no request.
 */
export class RecordingTape implements Tape {
  private readonly ends = new Map<string, RecordedEnd>();

  /** `room`: bytes it may keep. */
  constructor(private room = MOST_TAPE_BYTES) {}

  get recording(): Recording {
    return this.ends;
  }

  /** There was more than it may keep; it keeps nothing. */
  get isTooLarge(): boolean {
    return this.room < 0;
  }

  async call(...[endpoint, request, identity, make]: Parameters<Tape['call']>): Promise<unknown> {
    const key = keyOf(partsOf(endpoint, request, identity));
    this.take(key.length);
    try {
      const answer = await make((bytes) => this.take(bytes));
      this.keep(key, { answer });
      return answer;
    } catch (error) {
      if (error instanceof UpstreamError) this.keep(key, { cls: error.cls });
      throw error;
    }
  }

  /** For what is asked beyond it: both together stay within the bound of one. */
  continued(): RecordingTape {
    return new RecordingTape(this.room);
  }

  private take(bytes: number): void {
    this.room -= bytes;
    if (this.isTooLarge) this.ends.clear();
  }

  private keep(key: string, end: RecordedEnd): void {
    if (!this.isTooLarge) this.ends.set(key, end);
  }
}

/**
 * Answers calls that were made before as they were answered then, batches also when they are gathered otherwise; others are made,
 * or fail where nothing may be asked.
 */
export class PlayingTape implements Tape {
  /** Endpoints that were asked something which is not on the recording. */
  readonly unrecorded = new Set<string>();
  private pieces: BatchPieces | undefined;

  /** `added`: keeps what is asked beyond the recording; null: nothing does. */
  constructor(
    private readonly recording: Recording,
    private readonly beyond: 'ask' | 'refuse',
    readonly added: RecordingTape | null = null,
  ) {}

  call(...[endpoint, request, identity, make]: Parameters<Tape['call']>): Promise<unknown> {
    const parts = partsOf(endpoint, request, identity);
    const end = this.recording.get(keyOf(parts));
    if (end) return 'answer' in end ? Promise.resolve(end.answer) : refused(endpoint, end.cls);
    this.pieces ??= new BatchPieces(this.recording);
    const pieced = this.pieces.answer(parts);
    if (pieced) return Promise.resolve(pieced);
    if (this.beyond === 'ask') return this.added?.call(endpoint, request, identity, make) ?? make();
    this.unrecorded.add(endpoint.id);
    return refused(endpoint, 'NOT_CONFIGURED');
  }
}

const refused = ({ id }: Endpoint, cls: FailureClass): Promise<never> =>
  Promise.reject(new UpstreamError(id, cls));
