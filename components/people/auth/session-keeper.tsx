"use client";

import { useEffect } from "react";

const HOUR_MS = 3_600_000;

/** Renews the session cookie while a page is open; the server never does so by itself. */
export function SessionKeeper() {
  useEffect(() => {
    const renew = () => void fetch("/api/auth/session").catch(() => undefined);
    renew();
    const timer = setInterval(renew, HOUR_MS);
    return () => clearInterval(timer);
  }, []);
  return null;
}
