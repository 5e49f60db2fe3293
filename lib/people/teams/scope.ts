import type { Role } from "./roles";

declare const proven: unique symbol;

/** What a caller proved to be: a signed-in browser, or a program with an API token. */
export type Via = { kind: "session"; id: string } | { kind: "token"; id: number };

/**
 * Proof that the caller belongs to a team, and as what. Only the session gate (lib/people/auth/gate.ts) mints it, so a query
 * that nobody has scoped does not compile.
 */
export type TeamScope = {
  readonly teamId: number;
  readonly userId: number;
  readonly role: Role;
  readonly via: Via;
  readonly [proven]: true;
};

/** Proof that a person is signed in at this browser, whatever their teams. Only the session gate mints it. */
export type PersonScope = {
  readonly userId: number;
  readonly sessionId: string;
  readonly isInstanceAdmin: boolean;
  readonly [proven]: true;
};

/**
 * Proof that somebody speaks in a chat that is linked to a team, whoever they are. Only the look-up of linked chats mints
 * it.
 */
export type ChatScope = { readonly teamId: number; readonly channelId: number; readonly [proven]: true };
