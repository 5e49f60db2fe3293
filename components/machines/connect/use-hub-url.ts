import { useSyncExternalStore } from "react";
import { useLive } from "@/components/layout/live";

const never = () => () => {};

/**
 * The address under which machines should reach the hub, and what to set if the hub does not know it itself. Without
 * HUB_URL the browser knows best: it may be behind a proxy that speaks https, of which the hub sees nothing.
 */
export function useHubUrl(hubUrl: string): { url: string; advice: string | null } {
  const { has_hub_url: isSet } = useLive().shell.setup;
  const origin = useSyncExternalStore(
    never,
    () => window.location.origin,
    () => null,
  );
  if (isSet || origin === null) return { url: hubUrl, advice: null };
  if (!origin.startsWith("https:")) return { url: origin, advice: null };
  const advice = `You reach this hub through a proxy that speaks https, and HUB_URL is not set. The command uses ${origin}, the address in your browser. Set HUB_URL=${origin} on the hub, so that links in messages and the installer use it too.`;
  return { url: origin, advice };
}
