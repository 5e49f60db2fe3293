import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { AddMachine } from "@/components/machines/add-machine";
import { requireSession } from "@/lib/auth/loaders";
import { listChannels } from "@/lib/channels/list-channels";
import { askedHubUrl } from "@/lib/http/asked-hub-url";
import { getDefaultOfflineAfter } from "@/lib/machines/get-default-offline-after";
import { isAllowed } from "@/lib/teams/roles";

export const metadata: Metadata = { title: "Add a machine" };

export default async function NewMachinePage() {
  const { role, scope } = await requireSession();
  if (!isAllowed({ role, permission: "machines.write" })) notFound();
  const [asked, channels, defaultOfflineAfter] = await Promise.all([
    headers(),
    listChannels({ scope }),
    getDefaultOfflineAfter(scope),
  ]);
  const needsChannel = channels.data.length === 0 && isAllowed({ role, permission: "channels.write" });
  return (
    <AddMachine
      hubUrl={askedHubUrl(asked)}
      defaultOfflineAfter={defaultOfflineAfter}
      needsChannel={needsChannel}
    />
  );
}
