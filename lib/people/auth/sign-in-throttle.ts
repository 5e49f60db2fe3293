import { env } from "@/lib/base/env";
import { processState } from "@/lib/base/process-state";
import { database } from "@/lib/db/client";
import { attemptsKey } from "@/lib/db/secrets/instance-secret";
import { clientNetwork } from "@/lib/http/client-address";
import { AttemptLimiter } from "./attempt-mutations";

type Limiters = { accounts: AttemptLimiter; addresses: AttemptLimiter };

type PasswordCheck =
  | { kind: "refused"; retryAfterS: number }
  | { kind: "admitted"; succeeded: () => Promise<void> };

function limiters(): Promise<Limiters> {
  return processState("sign-in-throttle", async () => {
    const { signInWindowMs: windowMs, signInAccountLimit, signInAddressLimit } = env();
    const common = { database: await database(), hashKey: attemptsKey(), windowMs };
    return {
      accounts: new AttemptLimiter({ ...common, max: signInAccountLimit }),
      addresses: new AttemptLimiter({ ...common, max: signInAddressLimit }),
    };
  });
}

// Both limiters count in one table.
const accountKey = (account: string) => `account ${account}`;
const addressKey = (address: string) => `address ${clientNetwork(address)}`;

/**
 * Whether a password may be checked now. Wrong ones are counted for the account, from any address, and for the address,
 * for any account (null: only for the account). Call `succeeded` if the password was right.
 */
export async function admitPasswordCheck({
  account,
  address,
}: {
  account: string;
  address: string | null;
}): Promise<PasswordCheck> {
  const { accounts, addresses } = await limiters();
  // The address first: a refused address must not close accounts for everybody else.
  const waitMs =
    (address === null ? 0 : await addresses.admit(addressKey(address))) ||
    (await accounts.admit(accountKey(account)));
  if (waitMs > 0) return { kind: "refused", retryAfterS: Math.ceil(waitMs / 1_000) };
  return {
    kind: "admitted",
    async succeeded() {
      await accounts.forget(accountKey(account));
      // Only this attempt: with an account of one's own, nobody may reset the count of guesses at others.
      if (address !== null) await addresses.takeBack(addressKey(address));
    },
  };
}

/** Counts an attempt to use a reset link against its address. Returns the seconds to wait if it is refused, else 0. */
export function admitReset(address: string): Promise<number> {
  return admitFrom(`reset ${clientNetwork(address)}`);
}

/** Counts an attempt to create an account against its address. Returns the seconds to wait if it is refused, else 0. */
export function admitNewAccount(address: string): Promise<number> {
  return admitFrom(`new ${clientNetwork(address)}`);
}

/** Counts an attempt to set up the hub against its address. Returns the seconds to wait if it is refused, else 0. */
export function admitSetup(address: string): Promise<number> {
  return admitFrom(`setup ${clientNetwork(address)}`);
}

async function admitFrom(key: string): Promise<number> {
  const { addresses } = await limiters();
  return Math.ceil((await addresses.admit(key)) / 1_000);
}
