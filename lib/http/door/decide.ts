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

/** What a request is to the door. */
export type Way =
  /** Health checks: a share of their own, so that nothing else keeps them waiting. */
  | "health"
  /** An event stream: under way only until it has begun to flow (lib/overview/live bounds how many flow). */
  | "stream"
  | "page";

/** Which way a request target (path with query) takes. */
export function decideWay(target: string): Way {
  const [path] = target.split("?");
  if (path === "/api/health") return "health";
  return path === "/api/live" ? "stream" : "page";
}
