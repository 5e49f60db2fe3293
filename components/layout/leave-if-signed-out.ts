import { ApiError, api } from "@/lib/http/api-client";

/** Goes to the sign-in page, which returns here, when an API call failed because the session has ended. */
export function leaveOn(error: unknown): void {
  if (!(error instanceof ApiError) || error.status !== 401) return;
  const here = `${window.location.pathname}${window.location.search}`;
  window.location.assign(`/sign-in?callback=${encodeURIComponent(here)}`);
}

/** Checks the session with a plain call, because an EventSource does not say why it closed. */
export async function leaveIfSignedOut(): Promise<void> {
  await api.get("/api/v1/overview").catch(leaveOn);
}
