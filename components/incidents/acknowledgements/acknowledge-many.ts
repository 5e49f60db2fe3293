import { toast } from "sonner";
import { api } from "@/lib/http/api-client";
import type { AcknowledgeRequest, BulkAcknowledged } from "@/lib/incidents/acknowledgements/schema";
import { bulkOutcomeWords, countOf, type What } from "./acknowledgement-words";

export type Acknowledgeable = { id: number; machine_name: string };

const PATH = "/api/v1/incidents/bulk";

/** Acknowledges or snoozes these incidents and shows the result with an undo; throws ApiError when the hub refuses. */
export async function acknowledgeMany({
  what,
  incidents,
  request,
}: {
  what: What;
  incidents: readonly Acknowledgeable[];
  request: AcknowledgeRequest;
}): Promise<void> {
  const ids = incidents.map(({ id }) => id);
  const { data } = await api.post<BulkAcknowledged>(PATH, { action: "acknowledge", ids, ...request });
  const acknowledged = data.filter(({ outcome }) => outcome === "acknowledged" || outcome === "snoozed");
  const message = bulkOutcomeWords({
    what,
    acknowledged: acknowledged.length,
    of: data.length,
    isSnooze: data.some(isSnoozed),
  });
  if (acknowledged.length === 0) toast.info(message);
  else
    toast.success(message, {
      action: { label: "Undo", onClick: () => void unacknowledge(what, acknowledged) },
    });
}

async function unacknowledge(what: What, acknowledged: BulkAcknowledged["data"]): Promise<void> {
  try {
    const ids = acknowledged.map(({ id }) => id);
    await api.post<BulkAcknowledged>(PATH, { action: "take_back", ids });
    toast.success(`${countOf(ids.length, what)} unacknowledged.`);
  } catch (failure) {
    toast.error(failure instanceof Error ? failure.message : String(failure));
  }
}

const isSnoozed = ({ outcome }: BulkAcknowledged["data"][number]) => outcome === "snoozed";
