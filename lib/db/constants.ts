/** After this many lost claims a delivery is suspected of killing its workers. */
export const SUSPECT_CLAIMS = 2;
