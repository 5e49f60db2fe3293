"use client";

import { useEffect } from "react";

const CHANNEL = "lunasentri-team";

/** Shows the team that the session has just switched to, here and in this browser's other tabs. */
export function goToTeam(): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage("changed");
  channel.close();
  // A full page load, so that nothing of the other team stays in the router's cache.
  window.location.assign("/");
}

/** Leaves the page when another tab switches the session to another team: requests would go to that team. */
export function useTeamChange(): void {
  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = () => window.location.assign("/");
    return () => channel.close();
  }, []);
}
