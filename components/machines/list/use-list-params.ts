"use client";

import { parseAsArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { DISPLAY_STATUSES } from "@/components/parts/display-status";

const PARAMS = {
  status: parseAsStringLiteral(DISPLAY_STATUSES),
  tag: parseAsArrayOf(parseAsString).withDefault([]),
  q: parseAsString.withDefault(""),
  // "name", or "-name" for the other way round.
  sort: parseAsString.withDefault("status"),
};

/** What the list shows and in which order: it stands in the address, so that a reload and a shared link show the same. */
export function useListParams() {
  const [params, setParams] = useQueryStates(PARAMS, {
    shallow: true,
    history: "replace",
    clearOnDefault: true,
  });
  return { ...params, setParams };
}
