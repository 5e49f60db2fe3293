"use client";

import { useEffect, useState } from "react";
import useSWR from "swr";
import type { Page } from "@/lib/base/paging";
import { api } from "@/lib/http/api-client";
import type { MachineView } from "@/lib/machines/schema";

const PAUSE_MS = 300;

/** A sentence when another machine of the team has this name; null when none has, or while nobody knows. */
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
  return other === undefined ? null : `There is a machine named “${other.name}” already.`;
}
