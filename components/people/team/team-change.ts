"use client";

import { useEffect } from "react";

const CHANNEL = "lunasentri-team";

/** Shows the team that the session was just turned to, here and in this browser's other tabs. */
export function goToTeam(): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage("changed");
  channel.close();
  // A whole page load: nothing of the other team stays in the router's cache.
  window.location.assign("/");
}

/** Leaves a page of a team when another tab turned the session to another: what is sent from it would go there. */
export function useTeamChange(): void {
  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = () => window.location.assign("/");
    return () => channel.close();
  }, []);
}
