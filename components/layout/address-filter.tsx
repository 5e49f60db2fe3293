"use client";

import { X } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Select } from "@/components/ui/select";
import { useAddressChoice } from "./use-address-choice";

type Choice = {
  /** The name of the parameter in the address. */
  name: string;
  label: string;
  /** The option that chooses nothing. */
  all: string;
  options: [value: string, text: string][];
};

/** Filters of a list, kept in the address. `children`: further filters, after the selects. */
export function AddressFilter({ choices, children }: { choices: Choice[]; children?: ReactNode }) {
  const { params, pathname, choose } = useAddressChoice();
  return (
    <div className="mb-4 grid grid-cols-2 items-center gap-2 sm:flex sm:flex-wrap">
      {choices.map(({ name, label, all, options }) => (
        <Select
          key={name}
          aria-label={label}
          className="w-full sm:w-44"
          value={params.get(name) ?? ""}
          onChange={(event) => choose({ [name]: event.target.value })}
        >
          <option value="">{all}</option>
          {options.map(([value, text]) => (
            // Server and browser may format the same date differently.
            <option key={value} value={value} suppressHydrationWarning>
              {text}
            </option>
          ))}
        </Select>
      ))}
      {children}
      {params.size > 0 && (
        <Link
          href={pathname}
          replace
          className="inline-flex h-9 items-center gap-1 px-1 font-medium text-link hover:underline"
        >
          <X className="size-4" aria-hidden />
          Clear filters
        </Link>
      )}
    </div>
  );
}
