import { parseAsIsoDateTime, parseAsStringLiteral, useQueryStates } from "nuqs";
import type { Span } from "@/components/charts/types";
import { RANGES, type Range, shownOf } from "./ranges";

const PARAMS = {
  range: parseAsStringLiteral(RANGES).withDefault("1h"),
  from: parseAsIsoDateTime,
  to: parseAsIsoDateTime,
};

/** The range of the charts, kept in the address; the browser's back button goes back by one zoom. */
export function useShownRange() {
  const [params, setParams] = useQueryStates(PARAMS, { shallow: true, history: "push" });
  const { range, from, to } = params;
  const isZoomed = from !== null || to !== null;
  return {
    shown: shownOf(params),
    chooseRange: (chosen: Range) => void setParams({ range: chosen, from: null, to: null }),
    zoom: ({ fromMs, toMs }: Span) => void setParams({ from: new Date(fromMs), to: new Date(toMs) }),
    /** Back to the range from which somebody zoomed in. */
    leaveZoom: () => void (isZoomed && setParams({ range, from: null, to: null })),
  };
}
