/** After this many lost claims a delivery is suspected of killing its workers. */
export const SUSPECT_CLAIMS = 2;
/** What a claim takes at least for each channel, if as much waits for it. */
export const CLAIM_SHARE = 4;
