import { processState } from "../process-state";

const MAX_FAILURES = 10;
const WINDOW_MS = 5 * 60_000;
const MAX_ENTRIES = 10_000;

type Failures = { count: number; since: number };

/** Counts failed sign-ins: after ten within five minutes an account is closed to an address until the five are over. */
export class SignInThrottle {
  private readonly failures = new Map<string, Failures>();

  /** Counts an attempt before it is checked, so that many at once do not slip through. False: refused, not to be checked. */
  admit({ key, nowMs }: { key: string; nowMs: number }): boolean {
    const known = this.failures.get(key);
    if (known === undefined || nowMs - known.since >= WINDOW_MS) {
      this.makeRoom();
      this.failures.delete(key);
      this.failures.set(key, { count: 1, since: nowMs });
      return true;
    }
    known.count += 1;
    return known.count <= MAX_FAILURES;
  }

  /** The attempt was right: what was counted is forgotten. */
  forget(key: string): void {
    this.failures.delete(key);
  }

  private makeRoom(): void {
    if (this.failures.size < MAX_ENTRIES) return;
    // A Map keeps the order of insertion: the first is the oldest window.
    const oldest = this.failures.keys().next().value;
    if (oldest !== undefined) this.failures.delete(oldest);
  }
}

export function signInThrottle(): SignInThrottle {
  return processState("sign-in-throttle", () => new SignInThrottle());
}
