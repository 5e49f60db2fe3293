import { AppError } from "@/lib/base/errors";

/** Passes for admins of the installation, else throws AppError "forbidden". */
export function requireInstanceAdmin({ isInstanceAdmin }: { isInstanceAdmin: boolean }): void {
  if (isInstanceAdmin) return;
  throw new AppError("forbidden", "Only an admin of this installation may do this.");
}
