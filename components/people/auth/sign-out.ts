/** Ends the session and goes to the sign-in page. */
export async function signOut(): Promise<void> {
  // Loaded when it is wanted: every page has this button, and few visits end with it.
  const { signOut: endSession } = await import("next-auth/react");
  // Not next-auth's own redirect: it goes to the address that the server believes to have.
  await endSession({ redirect: false });
  window.location.assign("/sign-in");
}
