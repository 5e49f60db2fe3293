/** How large a hub is, and how much lies behind it. */
export type Shape = {
  /** Machines of the large team. */
  machines: number;
  /** Those of them that are offline, each with an open incident for which two deliveries wait. */
  open: number;
  /** How far back the history goes. */
  days: number;
  /** Closed incidents, one in five of the first machine; each with two events, and five deliveries for each. */
  incidents: number;
  /** Acknowledgements that have ended. */
  acknowledgements: number;
  /** Blind intervals, reachability checks, and stretches in which a machine was not watched. */
  stretches: number;
  /** Ended sessions, used links and tokens, processes that have stopped. */
  leftovers: number;
};

/** A year of ten thousand machines on their worst day: a million deliveries, twenty thousand of them waiting. */
export const WORST_DAY: Shape = {
  machines: 10_000,
  open: 10_000,
  days: 400,
  incidents: 100_000,
  acknowledgements: 50_000,
  stretches: 5_000,
  leftovers: 2_000,
};

export const LARGE_TEAM = 1;
/** A team of five machines, with one closed incident from long ago, on the same hub. */
export const SMALL_TEAM = 2;
export const SMALL_TEAM_MACHINES = 5;
export const CHANNELS = { well: 1, away: 2, telegram: 3, others: [4, 5], ofSmallTeam: 6 } as const;
