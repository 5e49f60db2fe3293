export type SlotLimits = {
  /** How many requests may be under way, of everybody and of one caller. */
  underWay: number;
  underWayOfOne: number;
  /** How many may wait for that, of everybody and of one caller. */
  waiting: number;
  waitingOfOne: number;
};

/** How many requests are under way and waiting, of everybody and of the caller in question. */
export type Load = SlotLimits;

/** Whether a request begins now, waits for its turn or is refused. */
export function decideTurn({
  load,
  limits,
}: {
  load: Load;
  limits: SlotLimits;
}): "begin" | "wait" | "refuse" {
  // Nobody overtakes: whoever could begin has begun, so those that wait all wait for callers of their own.
  if (load.underWay < limits.underWay && load.underWayOfOne < limits.underWayOfOne) return "begin";
  if (load.waiting < limits.waiting && load.waitingOfOne < limits.waitingOfOne) return "wait";
  return "refuse";
}
