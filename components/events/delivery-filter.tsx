import { useSearchParams } from "next/navigation";
import { AddressFilter } from "@/components/layout/address-filter";
import { type ChosenMachine, MachineFilter } from "@/components/parts/find/machine-filter";
import { useIsHydrated, useNow } from "@/components/ui/clock";
import { formatInstant } from "@/components/ui/format-instant";
import type { DeliveryState } from "@/lib/events/deliveries/states";
import type { IncidentView } from "@/lib/incidents/schema";
import type { ChannelView } from "@/lib/notifications/channels/schema";

const STATE_WORDS: Record<DeliveryState, string> = {
  pending: "Waiting or retrying",
  sending: "Sending",
  delivered: "Delivered",
  suppressed: "Not sent",
  dead: "Failed",
};

export type DeliveryFilterProps = {
  channels: Pick<ChannelView, "id" | "name">[];
  /** The latest incidents of the chosen machine, or of all machines. */
  incidents: IncidentView[];
  machine: ChosenMachine | null;
};

/** Chooses which deliveries are shown. */
export function DeliveryFilter({ channels, incidents, machine }: DeliveryFilterProps) {
  return (
    <AddressFilter
      choices={[
        { name: "state", label: "State", all: "Any state", options: Object.entries(STATE_WORDS) },
        {
          name: "channel_id",
          label: "Channel",
          all: "All channels",
          options: channels.map(({ id, name }) => [String(id), name]),
        },
        {
          name: "incident_id",
          label: "Incident",
          all: "Any incident",
          options: useIncidentOptions(incidents),
        },
      ]}
    >
      <MachineFilter chosen={machine} />
    </AddressFilter>
  );
}

/** "web-01, 10:02"; an incident that only an old link asks for is listed by its number. */
function useIncidentOptions(incidents: IncidentView[]): [value: string, text: string][] {
  const asked = useSearchParams().get("incident_id");
  const now = useNow();
  const timeZone = useIsHydrated() ? undefined : "UTC";
  const options = incidents.map(({ id, machine_name, started_at: at }): [string, string] => [
    String(id),
    `${machine_name}, ${formatInstant({ at, now, precision: "minute", timeZone })}`,
  ]);
  const isListed = asked === null || incidents.some(({ id }) => String(id) === asked);
  return isListed ? options : [[asked, `Incident ${asked}`], ...options];
}
