import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { queryOf, type Shown, shownOf } from "./ranges";

/** What the charts show, which lives in the address. The browser's own "back" leads back out of a stretch. */
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
    /** The range that a stretch leads back to. */
    latest: shownOf(new URLSearchParams({ range: params.get("range") ?? "" })),
    hrefTo,
    zoom: ({ fromMs, toMs }: { fromMs: number; toMs: number }) =>
      router.push(hrefTo({ kind: "between", fromMs, toMs }), { scroll: false }),
  };
}
