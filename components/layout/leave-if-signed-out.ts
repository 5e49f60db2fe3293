import { ApiError, api } from "@/lib/http/api-client";

/** Goes to the sign-in page, which returns to this one, when an API call says that the session is over. */
export function leaveOn(error: unknown): void {
  if (!(error instanceof ApiError) || error.status !== 401) return;
  const here = `${window.location.pathname}${window.location.search}`;
  window.location.assign(`/sign-in?callback=${encodeURIComponent(here)}`);
}

/** An EventSource does not say why it closed; a plain call does. */
export async function leaveIfSignedOut(): Promise<void> {
  await api.get("/api/v1/overview").catch(leaveOn);
}
