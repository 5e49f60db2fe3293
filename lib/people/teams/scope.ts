import type { Role } from "./roles";

declare const proven: unique symbol;

/** How a caller is authenticated: a signed-in browser, or a program with an API token. */
export type Via = { kind: "session"; id: string } | { kind: "token"; id: number };

/**
 * Proof that the caller belongs to a team, and in which role. Only the session gate (lib/people/auth/gate.ts) creates
 * it, so an unscoped query does not compile.
 */
export type TeamScope = {
  readonly teamId: number;
  readonly userId: number;
  readonly role: Role;
  readonly via: Via;
  readonly [proven]: true;
};

/** Proof that a person is signed in with this browser, in whatever teams. Only the session gate creates it. */
export type PersonScope = {
  readonly userId: number;
  readonly sessionId: string;
  readonly isInstanceAdmin: boolean;
  readonly [proven]: true;
};

/**
 * Proof that somebody, whoever it is, speaks in a chat that is linked to a team. Only the look-up of linked chats
 * creates it.
 */
export type ChatScope = { readonly teamId: number; readonly channelId: number; readonly [proven]: true };
