import { logAccess } from "../access/log";
import { findAccount } from "./data";
import { makeBrowserProof, readBrowserProof } from "./known-browser";
import { createSession } from "./mutations";
import { verifyPassword } from "./password";
import { credentialsSchema } from "./schema";
import { admitPasswordCheck } from "./sign-in-throttle";

export type SignIn =
  | { kind: "signed_in"; userId: number; sessionId: string; browserProof: string }
  | { kind: "refused" }
  | { kind: "throttled" }
  /** Only said after the right password, so that strangers learn nothing about accounts. */
  | { kind: "disabled" };

/**
 * Opens a session for the right e-mail address and password; returns only "refused" for wrong ones. `readProof` reads the
 * browser's proof of an earlier sign-in to an account (known-browser.ts).
 */
export async function signIn({
  credentials,
  address,
  userAgent,
  readProof = () => undefined,
  now,
}: {
  credentials: unknown;
  address: string;
  userAgent: string;
  readProof?: (accountId: number) => string | undefined;
  now: Date;
}): Promise<SignIn> {
  const parsed = credentialsSchema.safeParse(credentials);
  if (!parsed.success) return { kind: "refused" };
  const { email, password } = parsed.data;
  const { account, addresses } = await findAccount({ email, now });
  const proof = account === null ? undefined : readProof(account.id);
  const browser = account === null || proof === undefined ? null : readBrowserProof(account, proof);
  const accountId = account?.id ?? null;
  const check = await admitPasswordCheck({ account: email, address, known: { browser, addresses } });
  if (check.kind === "refused") {
    if (check.isNews) logAccess("sign_in_refused", { accountId, outcome: "too_many_attempts" });
    return { kind: "throttled" };
  }
  const isRight = await verifyPassword({ passwordHash: account?.passwordHash ?? null, password });
  if (!isRight || account === null) {
    logAccess("sign_in_refused", {
      accountId,
      outcome: account === null ? "unknown_account" : "wrong_password",
    });
    return { kind: "refused" };
  }
  await check.succeeded();
  if (account.disabledAt !== null) {
    logAccess("sign_in_refused", { accountId, outcome: "disabled" });
    return { kind: "disabled" };
  }
  const sessionId = await createSession({ account, userAgent: userAgent.slice(0, 300), address, now });
  if (sessionId === null) {
    logAccess("sign_in_refused", { accountId, outcome: "changed_meanwhile" });
    return { kind: "refused" };
  }
  logAccess("signed_in", { accountId });
  return { kind: "signed_in", userId: account.id, sessionId, browserProof: makeBrowserProof(account) };
}
