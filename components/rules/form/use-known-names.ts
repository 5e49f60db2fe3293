import useSWR from "swr";
import type { KnownNames } from "@/lib/detection/rules/names-schema";
import { api } from "@/lib/http/api-client";
import type { Draft } from "../draft/draft";

const NOTHING: KnownNames = {
  names: { filesystem: [], interface: [], temperature: [], gauge: [] },
  machines: [],
};

/** What the machines in a draft's scope have: for suggestions, and to choose one whose history is replayed. */
export function useKnownNames({
  scope,
  tags,
  machines,
}: Pick<Draft, "scope" | "tags" | "machines">): KnownNames {
  const query = new URLSearchParams();
  if (scope === "tags") query.set("tags", tags.join(","));
  if (scope === "machines") query.set("machines", machines.join(","));
  const isChosen = scope === "all" || (scope === "tags" ? tags : machines).length > 0;
  const path = `/api/v1/rules/names${query.size === 0 ? "" : `?${query}`}`;
  // Without suggestions the form works all the same.
  const { data } = useSWR<KnownNames, Error>(isChosen ? path : null, api.get, { keepPreviousData: true });
  return data ?? NOTHING;
}
