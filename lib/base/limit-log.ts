import { logger } from "./logger";
import { processState } from "./process-state";
import { Seldom } from "./seldom";

const SPEAK_EVERY_MS = 60_000;

export type LimitLine = { limit: string; who: string; times: number; hint?: string };

type Reached = { limit: string; who: string; hint?: string | undefined; nowMs: number };

/** Says that a limit has refused somebody: at once, and then at most once a minute for each limit, with how often since. */
export class LimitLog {
  private readonly limits = new Map<string, { speaking: Seldom; times: number }>();

  constructor(private readonly say: (line: LimitLine) => void) {}

  /** `who` is the address, session, token or key that was refused last. */
  note({ limit, who, hint, nowMs }: Reached): void {
    const state = this.limits.get(limit) ?? { speaking: new Seldom(SPEAK_EVERY_MS), times: 0 };
    this.limits.set(limit, state);
    state.times += 1;
    if (!state.speaking.isTime(nowMs)) return;
    this.say({ limit, who, times: state.times, ...(hint !== undefined && { hint }) });
    state.times = 0;
  }
}

/** Notes in this process's log that a limit has refused somebody; see LimitLog. */
export function limitReached(reached: Omit<Reached, "nowMs">): void {
  const log = processState(
    "limit-log",
    () => new LimitLog((line) => logger("limits").warn(line, "A limit refused requests")),
  );
  log.note({ ...reached, nowMs: performance.now() });
}
