import { usePathname, useRouter, useSearchParams } from "next/navigation";

/** The filters of a list, kept in the address; an empty value clears a filter. */
export function useAddressChoice() {
  const params = useSearchParams();
  const pathname = usePathname();
  const router = useRouter();

  function choose(choices: Record<string, string>) {
    const next = new URLSearchParams(params);
    // A different filter has different pages.
    next.delete("cursor");
    for (const [name, value] of Object.entries(choices)) {
      if (value === "") next.delete(name);
      else next.set(name, value);
    }
    router.replace(next.size === 0 ? pathname : `${pathname}?${next}`, { scroll: false });
  }

  return { params, pathname, choose };
}
