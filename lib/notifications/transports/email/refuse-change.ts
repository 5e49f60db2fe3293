import { AppError } from "@/lib/base/errors";
import type { EmailConfig, EmailSecrets } from "./config";

/** Refuses another server with the password of the present one, which would hand it over. Throws AppError "unprocessable". */
export function refuseChange(
  { password }: EmailSecrets,
  given: Readonly<Record<string, unknown>>,
  { server }: EmailConfig,
): void {
  const isMoved = given.server !== undefined && given.server !== server;
  if (password === null || !isMoved || given.password !== undefined) return;
  const problem = "Enter the password again, because the mail server is another one.";
  throw new AppError("unprocessable", problem, { fields: { password: problem } });
}
