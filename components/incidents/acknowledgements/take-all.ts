import { toast } from "sonner";
import { api } from "@/lib/http/api-client";
import type { AcknowledgeRequest, BulkAcknowledged } from "@/lib/incidents/acknowledgements/schema";
import { takenWords } from "./taken-words";

export type Outage = { id: number; machine_name: string };

const PATH = "/api/v1/incidents/bulk";

/** Acknowledges or snoozes all of these and says how it went, with a way back; throws ApiError when the hub refuses. */
export async function takeAll({
  outages,
  request,
}: {
  outages: readonly Outage[];
  request: AcknowledgeRequest;
}): Promise<void> {
  const ids = outages.map(({ id }) => id);
  const { data } = await api.post<BulkAcknowledged>(PATH, { action: "acknowledge", ids, ...request });
  const taken = data.filter(({ outcome }) => outcome === "acknowledged" || outcome === "snoozed");
  const message = takenWords({ taken: taken.length, of: data.length, isSnooze: data.some(isSnoozed) });
  if (taken.length === 0) toast.info(message);
  else toast.success(message, { action: { label: "Undo", onClick: () => void giveBack(taken) } });
}

async function giveBack(taken: BulkAcknowledged["data"]): Promise<void> {
  try {
    const ids = taken.map(({ id }) => id);
    await api.post<BulkAcknowledged>(PATH, { action: "take_back", ids });
    toast.success(`Taken back: nobody is on ${ids.length === 1 ? "it" : "them"} now.`);
  } catch (failure) {
    toast.error(failure instanceof Error ? failure.message : String(failure));
  }
}

const isSnoozed = ({ outcome }: BulkAcknowledged["data"][number]) => outcome === "snoozed";
