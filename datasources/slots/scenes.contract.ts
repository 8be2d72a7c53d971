import * as z from 'zod';
import type { ReasonCode } from '../../schema/reason-codes.js';
import { isRecord } from '../parsing/json.js';
import { SCENE_ID } from './scene-id.js';

const sceneList = z.object({ scenes: z.array(z.unknown()) });
const sceneRecord = z.object({
  sceneId: z.string().regex(SCENE_ID),
  name: z.string(),
  enabled: z.boolean(),
  killed: z.boolean(),
});

/** One scene as operators know it. */
export type SceneRecord = z.infer<typeof sceneRecord>;

/** Scenes by id. */
export type Scenes = ReadonlyMap<string, SceneRecord>;

/**
 * Reads the list of scenes. An entry that cannot be read is counted (SC_INVALID) and changes nothing: what was known of its scene
 * stays, the other entries count.
 * @throws ZodError when it is no such list
 */
export function parseScenes(json: unknown, former: Scenes, report: (code: ReasonCode) => void): Scenes {
  const records = sceneList.parse(json).scenes.flatMap((entry): SceneRecord | [] => {
    const { data } = sceneRecord.safeParse(entry);
    if (data) return data;
    report('SC_INVALID');
    return former.get(isRecord(entry) ? String(entry['sceneId']) : '') ?? [];
  });
  return new Map(records.map((record) => [record.sceneId, record]));
}
