"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { Select } from "@/components/ui/select";
import { DELIVERY_STATES, type DeliveryState } from "@/lib/notifications/schema";

const STATE_WORDS: Record<DeliveryState, string> = {
  pending: "Waiting or retrying",
  sending: "Being sent",
  delivered: "Delivered",
  suppressed: "Not sent",
  dead: "Failed",
};

type DeliveryFilterProps = {
  channelNames: Record<number, string>;
  machineNames: Record<number, string>;
};

/** Which deliveries are shown; the choice lives in the address. */
export function DeliveryFilter({ channelNames, machineNames }: DeliveryFilterProps) {
  const params = useSearchParams();
  const pathname = usePathname();
  const router = useRouter();

  function choose(name: string, value: string) {
    const next = new URLSearchParams(params);
    if (value === "") next.delete(name);
    else next.set(name, value);
    router.replace(next.size === 0 ? pathname : `${pathname}?${next}`, { scroll: false });
  }

  const choices: { name: string; label: string; all: string; options: [string, string][] }[] = [
    {
      name: "state",
      label: "State",
      all: "Any state",
      options: DELIVERY_STATES.map((s) => [s, STATE_WORDS[s]]),
    },
    { name: "channel_id", label: "Channel", all: "All channels", options: Object.entries(channelNames) },
    { name: "machine_id", label: "Machine", all: "All machines", options: Object.entries(machineNames) },
  ];

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
