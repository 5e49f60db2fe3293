"use client";

import { toast } from "sonner";
import useSWR from "swr";
import { leaveOn } from "@/components/layout/leave-if-signed-out";
import { api } from "@/lib/http/api-client";
import type { Preferences } from "@/lib/people/preferences/schema";

const PATH = "/api/v1/me/preferences";

type View = Preferences["machine_list"];

/** How this person wants the list to look: kept with their account, so that every browser of theirs shows the same. */
export function useListView(initial: Preferences): { view: View; change: (change: Partial<View>) => void } {
  const { data = initial, mutate } = useSWR<Preferences, Error>(PATH, api.get, {
    fallbackData: initial,
    onError: leaveOn,
  });

  async function save(change: Partial<View>) {
    const optimisticData = { ...data, machine_list: { ...data.machine_list, ...change } };
    const options = { optimisticData, rollbackOnError: true, revalidate: false };
    await mutate(api.patch<Preferences>(PATH, { machine_list: change }), options);
  }

  return {
    view: data.machine_list,
    change: (change) =>
      void save(change).catch((failure: unknown) => {
        leaveOn(failure);
        toast.error(`This was not saved: ${failure instanceof Error ? failure.message : String(failure)}`);
      }),
  };
}
