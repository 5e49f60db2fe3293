"use client";

import { useEffect } from "react";

const HOUR_MS = 3_600_000;

/** Renews the session's cookie while a page is open: the server alone never does. */
export function SessionKeeper() {
  useEffect(() => {
    const renew = () => void fetch("/api/auth/session").catch(() => undefined);
    renew();
    const timer = setInterval(renew, HOUR_MS);
    return () => clearInterval(timer);
  }, []);
  return null;
}
