"use client";

import { SessionProvider } from "next-auth/react";
import type { ReactNode } from "react";

const HOUR_S = 3_600;

/** Renews the session's cookie while a page is open: the server alone never does. */
export function SessionKeeper({ children }: { children: ReactNode }) {
  return (
    <SessionProvider refetchInterval={HOUR_S} refetchOnWindowFocus={false}>
      {children}
    </SessionProvider>
  );
}
