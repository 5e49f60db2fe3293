import { findAccount } from "./data";
import { createSession } from "./mutations";
import { verifyPassword } from "./password";
import { credentialsSchema } from "./schema";
import { admitPasswordCheck } from "./sign-in-throttle";

export type SignIn =
  | { kind: "signed_in"; userId: number; sessionId: string }
  | { kind: "refused" }
  | { kind: "throttled" };

/** Opens a session for the right e-mail address and password; returns only "refused" for wrong ones. */
export async function signIn({
  credentials,
  address,
  userAgent,
  now,
}: {
  credentials: unknown;
  address: string;
  userAgent: string;
  now: Date;
}): Promise<SignIn> {
  const parsed = credentialsSchema.safeParse(credentials);
  if (!parsed.success) return { kind: "refused" };
  const { email, password } = parsed.data;
  const check = await admitPasswordCheck({ account: email, address });
  if (check.kind === "refused") return { kind: "throttled" };
  const account = await findAccount(email);
  const isRight = await verifyPassword({ passwordHash: account?.passwordHash ?? null, password });
  if (!isRight || account === null) return { kind: "refused" };
  await check.succeeded();
  const sessionId = await createSession({
    userId: account.id,
    userAgent: userAgent.slice(0, 300),
    address,
    now,
  });
  return { kind: "signed_in", userId: account.id, sessionId };
}
