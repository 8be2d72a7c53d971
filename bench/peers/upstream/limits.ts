/** Most ids of one call of CATALOG. */
export const ITEMS_PER_CALL = 40;
