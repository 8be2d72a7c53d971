import type { Connections } from '../../datasources/connections.js';
import type { ResolvedConfig } from '../config.js';
import { askApp } from './ask.js';
import { exposeMissing, exposeSnapshots } from './snapshot-metrics.js';
import { startPublishing, type Publishing, type PublishingParts } from './start-publishing.js';

/** The parts of a process that its work on snapshots is made of. */
export type DutyParts = Pick<
  PublishingParts,
  'arms' | 'onKills' | 'registry' | 'logger' | 'version' | 'now'
> & {
  readonly connections: Connections;
};

/** What a gateway does about snapshots beside serving them: it tells how old they are and, while it listens, publishes. */
export class SnapshotDuties {
  private publishing: Publishing | null = null;

  constructor(
    private readonly config: Pick<ResolvedConfig, 'snapshotPublish' | 'upstreams'>,
    private readonly parts: DutyParts,
  ) {
    exposeSnapshots(parts.registry, parts.connections.snapshots, parts.now);
    exposeMissing(parts.registry, () => this.missing().length);
  }

  /**
   * Tells in the log which scenes have nothing but the packaged list behind them; reading goes on in the background. A process
   * that publishes is about to say what becomes of that.
   */
  reportMissing(): void {
    const { connections, logger } = this.parts;
    const { snapshotPublish, upstreams } = this.config;
    if (snapshotPublish || upstreams.SNAPSHOT === null) return;
    const scenes = this.missing();
    if (scenes.length > 0 || connections.slots.openScenes().length === 0)
      logger.warn({ scenes }, 'no snapshot is loaded yet: the packaged list stands in for it');
  }

  /** Begins to publish, if this process is to. A function is never asked to: it has no background to do it in. */
  begin(inject: Parameters<typeof askApp>[0]['inject']): void {
    const { snapshotPublish, upstreams } = this.config;
    if (!snapshotPublish || upstreams.SNAPSHOT === null) return;
    const { connections, ...rest } = this.parts;
    const { slots, snapshots, media } = connections;
    this.publishing = startPublishing({
      ...rest,
      ask: askApp({ inject }),
      url: upstreams.SNAPSHOT,
      slots,
      snapshots,
      media,
      random: Math.random,
    });
  }

  /** Ends publishing at once. */
  async end(): Promise<void> {
    await this.publishing?.stop();
  }

  private missing(): readonly string[] {
    const { connections, now } = this.parts;
    if (this.config.upstreams.SNAPSHOT === null) return []; // none is expected
    const isMissing = (sceneId: string) =>
      connections.snapshots.current({ sceneId, variant: 'all', arm: null }, now()) === null;
    return connections.slots.openScenes().filter(isMissing);
  }
}
