/** Shape of the id that operators give a scene. */
export const SCENE_ID = /^[a-z][a-z0-9-]{0,31}$/;
