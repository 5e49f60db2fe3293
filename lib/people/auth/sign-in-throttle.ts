import ipaddr from "ipaddr.js";
import { env } from "@/lib/base/env";
import { processState } from "@/lib/base/process-state";
import { SeldomEach } from "@/lib/base/seldom";
import { database } from "@/lib/db/client";
import { attemptsKey } from "@/lib/db/secrets/instance-secret";
import { clientNetwork } from "@/lib/http/client-address";
import { AttemptLimiter } from "./attempt-mutations";

const NEWS_EVERY_MS = 60_000;

/** So many links for a new password can be asked for within an hour, by anybody, for one account. */
const MAILED_RESETS = { max: 3, windowMs: 3_600_000 };

type Limiters = { accounts: AttemptLimiter; addresses: AttemptLimiter; mailedResets: AttemptLimiter };

export type PasswordCheck =
  /** `isNews`: worth a line in the log; repeated attempts must not fill it. */
  | { kind: "refused"; retryAfterS: number; isNews: boolean }
  | { kind: "admitted"; succeeded: () => Promise<void> };

/** Where somebody has signed in to an account before. */
export type KnownPlaces = {
  /** This browser, by its proof; null: it has none. */
  browser: string | null;
  addresses: readonly string[];
};

function limiters(): Promise<Limiters> {
  return processState("sign-in-throttle", async () => {
    const { signInWindowMs: windowMs, signInAccountLimit, signInAddressLimit } = env();
    const common = { database: await database(), hashKey: attemptsKey(), windowMs };
    return {
      accounts: new AttemptLimiter({ ...common, max: signInAccountLimit }),
      addresses: new AttemptLimiter({ ...common, max: signInAddressLimit }),
      mailedResets: new AttemptLimiter({ ...common, ...MAILED_RESETS }),
    };
  });
}

const news = () => processState("sign-in-news", () => new SeldomEach(NEWS_EVERY_MS));

// All limiters count in one table.
const addressKey = (address: string) => `address ${clientNetwork(address)}`;

/** Whose wrong passwords count together: a known browser's, a known network's, or those of all strangers. */
function accountKey({ account, address, known }: { account: string; address: string; known: KnownPlaces }) {
  if (known.browser !== null) return `account ${account} browser ${known.browser}`;
  const network = clientNetwork(address);
  const isKnown = ipaddr.isValid(address) && known.addresses.some((each) => clientNetwork(each) === network);
  return isKnown ? `account ${account} network ${network}` : `account ${account}`;
}

/**
 * Whether a password may be checked now. Wrong ones are counted for the account and for the address they come from. A
 * browser or a network from which somebody has signed in to the account before has its own count for the account, so that
 * strangers cannot lock its owner out. Call `succeeded` if the password was right.
 */
export async function admitPasswordCheck({
  account,
  address,
  known,
}: {
  account: string;
  address: string;
  known: KnownPlaces;
}): Promise<PasswordCheck> {
  const { accounts, addresses } = await limiters();
  const key = accountKey({ account, address, known });
  // The browser's own count is limit enough: others may share its address, or the proxy in front of it.
  const countsAddress = known.browser === null;
  // The address first: a refused address must not close accounts for everybody else.
  const addressWaitMs = countsAddress ? await addresses.admit(addressKey(address)) : 0;
  if (addressWaitMs > 0) return refusal(addressKey(address), addressWaitMs);
  const waitMs = await accounts.admit(key);
  if (waitMs > 0) return refusal(key, waitMs);
  return {
    kind: "admitted",
    async succeeded() {
      await accounts.forget(key);
      // Only this attempt: with an account of one's own, nobody may reset the count of guesses at others.
      if (countsAddress) await addresses.takeBack(addressKey(address));
    },
  };
}

/** The same for somebody who is signed in: each session has its own count, which strangers cannot touch. */
export async function admitOwnPasswordCheck(sessionId: string): Promise<PasswordCheck> {
  const { accounts } = await limiters();
  const key = `session ${sessionId}`;
  const waitMs = await accounts.admit(key);
  if (waitMs > 0) return refusal(key, waitMs);
  return { kind: "admitted", succeeded: () => accounts.forget(key) };
}

function refusal(key: string, waitMs: number): PasswordCheck {
  const isNews = news().isTime(key, performance.now());
  return { kind: "refused", retryAfterS: Math.ceil(waitMs / 1_000), isNews };
}

/** Counts an attempt to use a reset link against its address. Returns the seconds to wait if it is refused, else 0. */
export function admitReset(address: string): Promise<number> {
  return admitFrom(`reset ${clientNetwork(address)}`);
}

/** Counts a request for a link by mail against its address. Returns the seconds to wait if it is refused, else 0. */
export function admitMailedReset(address: string): Promise<number> {
  return admitFrom(`mailed reset ${clientNetwork(address)}`);
}

/** Counts a link by mail against the account, whether it exists or not. Returns whether it may be sent. */
export async function admitMailTo(email: string): Promise<boolean> {
  const { mailedResets } = await limiters();
  return (await mailedResets.admit(`mailed reset of ${email}`)) === 0;
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
