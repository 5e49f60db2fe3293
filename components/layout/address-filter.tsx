"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { Select } from "@/components/ui/select";

type Choice = {
  /** Its name in the address. */
  name: string;
  label: string;
  /** What stands there when nothing is chosen. */
  all: string;
  options: [value: string, text: string][];
};

/** What a list shows; the choice lives in the address. */
export function AddressFilter({ choices }: { choices: Choice[] }) {
  const params = useSearchParams();
  const pathname = usePathname();
  const router = useRouter();

  function choose(name: string, value: string) {
    const next = new URLSearchParams(params);
    // Another choice has other pages.
    next.delete("cursor");
    if (value === "") next.delete(name);
    else next.set(name, value);
    router.replace(next.size === 0 ? pathname : `${pathname}?${next}`, { scroll: false });
  }

  return (
    <div className="mb-4 flex flex-wrap items-center gap-2">
      {choices.map(({ name, label, all, options }) => (
        <Select
          key={name}
          aria-label={label}
          className="w-full sm:w-48"
          value={params.get(name) ?? ""}
          onChange={(event) => choose(name, event.target.value)}
        >
          <option value="">{all}</option>
          {options.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </Select>
      ))}
      {params.size > 0 && (
        <Link
          href={pathname}
          replace
          className="inline-flex h-9 items-center gap-1 px-1 font-medium text-link hover:underline"
        >
          <X className="size-4" aria-hidden />
          Show all
        </Link>
      )}
    </div>
  );
}
