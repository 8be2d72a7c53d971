import { z } from 'zod';
import { SCENE_ID } from './scene-id.js';

const sceneList = z.object({
  scenes: z.array(
    z.object({
      sceneId: z.string().regex(SCENE_ID),
      name: z.string(),
      enabled: z.boolean(),
      killed: z.boolean(),
    }),
  ),
});

/** One scene as operators know it. */
export type SceneRecord = z.infer<typeof sceneList>['scenes'][number];

/**
 * Reads the list of scenes.
 * @throws ZodError when it is no such list
 */
export const parseScenes = (json: unknown): readonly SceneRecord[] => sceneList.parse(json).scenes;
