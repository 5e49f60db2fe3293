import { AddressFilter } from "@/components/layout/address-filter";
import type { DeliveryState } from "@/lib/notifications/schema";

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

/** Which deliveries are shown. */
export function DeliveryFilter({ channelNames, machineNames }: DeliveryFilterProps) {
  return (
    <AddressFilter
      choices={[
        {
          name: "state",
          label: "State",
          all: "Any state",
          options: Object.entries(STATE_WORDS),
        },
        { name: "channel_id", label: "Channel", all: "All channels", options: Object.entries(channelNames) },
        { name: "machine_id", label: "Machine", all: "All machines", options: Object.entries(machineNames) },
      ]}
    />
  );
}
