import { env } from "@/lib/base/env";
import { processState } from "@/lib/base/process-state";
import { AttemptLimiter } from "./attempt-limiter";

type Limiters = { accounts: AttemptLimiter; addresses: AttemptLimiter };

type PasswordCheck = { kind: "refused"; retryAfterS: number } | { kind: "admitted"; succeeded: () => void };

function limiters(): Limiters {
  return processState("sign-in-throttle", () => {
    const { signInWindowMs: windowMs, signInAccountLimit, signInAddressLimit } = env();
    return {
      accounts: new AttemptLimiter({ max: signInAccountLimit, windowMs }),
      addresses: new AttemptLimiter({ max: signInAddressLimit, windowMs }),
    };
  });
}

/**
 * Whether a password may be checked now. Wrong ones are counted for the account, from any address, and for the address,
 * for any account (null: only for the account). Call `succeeded` if the password was right.
 */
export function admitPasswordCheck({
  account,
  address,
  nowMs,
}: {
  account: string;
  address: string | null;
  nowMs: number;
}): PasswordCheck {
  const { accounts, addresses } = limiters();
  // The address first: a refused address must not close accounts for everybody else.
  const waitMs =
    (address === null ? 0 : addresses.admit({ key: address, nowMs })) ||
    accounts.admit({ key: account, nowMs });
  if (waitMs > 0) return { kind: "refused", retryAfterS: Math.ceil(waitMs / 1_000) };
  return {
    kind: "admitted",
    succeeded() {
      accounts.forget(account);
      // Only this attempt: with an account of one's own, nobody may reset the count of guesses at others.
      if (address !== null) addresses.takeBack(address);
    },
  };
}

/** Counts an attempt to use a reset link against its address. Returns the seconds to wait if it is refused, else 0. */
export function admitReset({ address, nowMs }: { address: string; nowMs: number }): number {
  return Math.ceil(limiters().addresses.admit({ key: `reset ${address}`, nowMs }) / 1_000);
}

/** Counts an attempt to create an account against its address. Returns the seconds to wait if it is refused, else 0. */
export function admitNewAccount({ address, nowMs }: { address: string; nowMs: number }): number {
  return Math.ceil(limiters().addresses.admit({ key: `new ${address}`, nowMs }) / 1_000);
}
