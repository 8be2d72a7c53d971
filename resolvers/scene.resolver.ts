import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { globalId } from '../schema/global-id.js';
import { SceneArgs } from '../schema/scene.args.js';
import { Scene } from '../schema/scene.type.js';
import type { SlotDefinition } from '../schema/slot.type.js';
import type { PlannedSlot } from '../datasources/slots/slot-plan.js';
import { DEFAULT_POLICY } from './feed/default-policy.js';
import type { GatewayContext } from './gateway-context.js';

/** The public part of a scene's configuration, from memory. */
@Resolver()
export class SceneResolver {
  @Query(() => Scene, {
    nullable: true,
    description: "The public part of a scene's configuration; null when the scene is unknown or disabled.",
  })
  scene(@Args(() => SceneArgs) { id }: SceneArgs, @Ctx() ctx: GatewayContext): Scene | null {
    const { slots, serving } = ctx.datasources;
    serving.freshness.atMost(0); // operators see what they publish
    const record = slots.scene(id);
    if (!record?.enabled) return null;
    const plan = slots.plan(id, ctx.now);
    const { pageSize, minCount } = plan?.policy ?? DEFAULT_POLICY;
    return {
      id: globalId('Scene', id),
      sceneId: id,
      name: record.name,
      pageSize,
      minCount,
      slots: strongestFirst(plan?.slots ?? []).map(toDefinition),
    };
  }
}

const strongestFirst = (slots: readonly PlannedSlot[]): readonly PlannedSlot[] =>
  slots.filter(({ enabled }) => enabled).sort((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1));

function toDefinition({ id, name, placement, creatives }: PlannedSlot): SlotDefinition {
  const definition = { slotId: id, name, kind: placement.kind, position: null, interval: null, span: null };
  switch (placement.kind) {
    case 'FIXED':
      return { ...definition, position: placement.position, maxItems: 1 };
    case 'TOP':
      return { ...definition, maxItems: Math.max(1, creatives.length) };
    case 'INTERVAL':
      return { ...definition, position: placement.start, interval: placement.every, maxItems: placement.max };
    case 'RANDOM':
      return { ...definition, position: placement.start, span: placement.span, maxItems: placement.count };
  }
}
