"use client";

import { useEffect, useState } from "react";
import useSWR from "swr";
import type { Page } from "@/lib/base/paging";
import { api } from "@/lib/http/api-client";
import type { MachineView } from "@/lib/machines/schema";

const PAUSE_MS = 300;

/** A warning when another machine of the team has this name; null: free, or not known yet. */
export function useTakenName({ name, ownId }: { name: string; ownId: number | null }): string | null {
  const wanted = name.trim();
  const [asked, setAsked] = useState("");

  useEffect(() => {
    const timer = setTimeout(() => setAsked(wanted), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted]);

  const { data } = useSWR<Page<MachineView>>(
    asked === "" ? null : `/api/v1/machines?limit=500&q=${encodeURIComponent(asked)}`,
    api.get,
    { revalidateOnFocus: false },
  );
  const other = data?.data.find((machine) => machine.name === wanted && machine.id !== ownId);
  return other === undefined ? null : `A machine named “${other.name}” already exists.`;
}
