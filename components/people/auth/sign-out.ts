/** Ends the session and goes to the sign-in page. */
export async function signOut(): Promise<void> {
  // Loaded on first use: every page has this button, but few visits end with it.
  const { signOut: endSession } = await import("next-auth/react");
  // Not next-auth's own redirect, which goes to the address that the server thinks it has.
  await endSession({ redirect: false });
  window.location.assign("/sign-in");
}
