import { usePathname, useRouter, useSearchParams } from "next/navigation";

/** What a list shows, as the address says it; empty text takes a choice back. */
export function useAddressChoice() {
  const params = useSearchParams();
  const pathname = usePathname();
  const router = useRouter();

  function choose(choices: Record<string, string>) {
    const next = new URLSearchParams(params);
    // Another choice has other pages.
    next.delete("cursor");
    for (const [name, value] of Object.entries(choices)) {
      if (value === "") next.delete(name);
      else next.set(name, value);
    }
    router.replace(next.size === 0 ? pathname : `${pathname}?${next}`, { scroll: false });
  }

  return { params, pathname, choose };
}
