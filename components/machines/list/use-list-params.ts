"use client";

import { parseAsArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { DISPLAY_STATUSES } from "@/components/parts/display-status";

const PARAMS = {
  status: parseAsStringLiteral(DISPLAY_STATUSES),
  tag: parseAsArrayOf(parseAsString).withDefault([]),
  q: parseAsString.withDefault(""),
  // "name", or "-name" for descending.
  sort: parseAsString.withDefault("status"),
};

/** The filters and the order of the list, kept in the address so that a reload or a shared link shows the same. */
export function useListParams() {
  const [params, setParams] = useQueryStates(PARAMS, {
    shallow: true,
    history: "replace",
    clearOnDefault: true,
  });
  return { ...params, setParams };
}
