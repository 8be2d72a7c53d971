/** A scene, as all services know it. */
export interface SceneFacts {
  readonly sceneId: string;
  readonly name: string;
  readonly enabled: boolean;
}

/** The scenes of the sandbox. */
export const SCENES: readonly SceneFacts[] = [
  { sceneId: 'home', name: 'Home feed', enabled: true },
  { sceneId: 'channel', name: 'Shopping channel', enabled: true },
  { sceneId: 'related', name: 'Related videos', enabled: true },
  { sceneId: 'retired', name: 'Old discovery page', enabled: false },
];

/** Form of a scene id. */
export const SCENE_ID = /^[a-z][a-z0-9-]{0,31}$/;
