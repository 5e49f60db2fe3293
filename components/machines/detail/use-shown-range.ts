import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { queryOf, type Shown, shownOf } from "./ranges";

/** The range of the charts, kept in the address; the browser's back button leaves a custom range. */
export function useShownRange() {
  const params = useSearchParams();
  const pathname = usePathname();
  const router = useRouter();
  const shown = shownOf(params);

  function hrefTo(other: Shown): string {
    const next = new URLSearchParams(params);
    next.delete("from");
    next.delete("to");
    for (const [name, value] of Object.entries(queryOf(other))) next.set(name, value);
    return `${pathname}?${next}`;
  }

  return {
    shown,
    /** The range to return to from a custom range. */
    latest: shownOf(new URLSearchParams({ range: params.get("range") ?? "" })),
    hrefTo,
    zoom: ({ fromMs, toMs }: { fromMs: number; toMs: number }) =>
      router.push(hrefTo({ kind: "between", fromMs, toMs }), { scroll: false }),
  };
}
