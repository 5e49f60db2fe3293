import type { Role } from "./roles";

declare const proven: unique symbol;

/**
 * Proof that the caller belongs to a team, and as what. Only the session gate (lib/auth/gate.ts) mints it, so a query
 * that nobody has scoped does not compile.
 */
export type TeamScope = {
  readonly teamId: number;
  readonly userId: number;
  readonly role: Role;
  readonly [proven]: true;
};
