import { env } from "@/lib/base/env";
import { AppError } from "@/lib/base/errors";
import { logger } from "@/lib/base/logger";
import { withoutArguments } from "@/lib/base/without-arguments";
import { logAccess } from "../access/log";
import { admitMailedReset, admitMailTo } from "../auth/sign-in-throttle";
import { LIFETIME_MS } from "./constants";
import { mailReset } from "./mail-reset";
import { insertResetByAddress } from "./mutations";
import { makeResetToken } from "./reset-token";

/**
 * Mails the account with this address a link for a new password, for anybody who asks. Nothing that the caller sees tells
 * whether there is one, neither the answer nor its time: the work goes on behind it, until `done`. Throws AppError
 * "not_found" where the installation mails no links, "too_many_requests" after many requests from one address.
 */
export async function askForReset({
  email,
  address,
  now,
}: {
  email: string;
  address: string;
  now: Date;
}): Promise<{ done: Promise<void> }> {
  const { mail, hubUrl } = env();
  if (mail === null || hubUrl === null) {
    throw new AppError("not_found", "This hub mails no links. Ask an admin of your team for one.");
  }
  const retryAfterS = await admitMailedReset(address);
  if (retryAfterS > 0) {
    throw new AppError(
      "too_many_requests",
      "Too many requests from this address. Try again in a few minutes.",
      { retryAfterS },
    );
  }
  const done = mailLink({ email, hubUrl, now }).catch((error: unknown) =>
    logger("mail").error({ err: withoutArguments(error) }, "Link for a new password not mailed"),
  );
  return { done };
}

async function mailLink({ email, hubUrl, now }: { email: string; hubUrl: string; now: Date }): Promise<void> {
  if (!(await admitMailTo(email))) return;
  const { token, hash } = makeResetToken();
  const expiresAt = new Date(now.getTime() + LIFETIME_MS);
  const account = await insertResetByAddress({ email, hash, createdAt: now, expiresAt, isMailed: true });
  if (account === null) return;
  logAccess("reset_asked_for", { accountId: account.id });
  // sendOwnMail logs what becomes of it; whoever asked must not learn it.
  await mailReset({
    to: email,
    url: `${hubUrl}/reset/${token}`,
    reason: "Somebody has asked for a new password for your account.",
  });
}
