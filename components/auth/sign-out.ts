import { signOut as endSession } from "next-auth/react";

/** Ends the session and goes to the sign-in page. */
export async function signOut(): Promise<void> {
  // Not next-auth's own redirect: it goes to the address that the server believes to have.
  await endSession({ redirect: false });
  window.location.assign("/sign-in");
}
