/** So many claims of a delivery must be lost before it is suspected of killing its workers. */
export const SUSPECT_CLAIMS = 2;
