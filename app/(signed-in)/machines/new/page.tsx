import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { AddMachine } from "@/components/machines/connect/add-machine";
import { requestHubUrl } from "@/lib/http/request-hub-url";
import { getDefaultOfflineAfter } from "@/lib/machines/get-default-offline-after";
import { listChannels } from "@/lib/notifications/channels/list-channels";
import { requireSession } from "@/lib/people/auth/loaders";
import { isAllowed } from "@/lib/people/teams/roles";

export const metadata: Metadata = { title: "Add a machine" };

export default async function NewMachinePage() {
  const { role, scope } = await requireSession();
  if (!isAllowed({ role, permission: "machines.write" })) notFound();
  const [asked, channels, defaultOfflineAfter] = await Promise.all([
    headers(),
    listChannels({ scope, now: new Date() }),
    getDefaultOfflineAfter(scope),
  ]);
  const needsChannel = channels.data.length === 0 && isAllowed({ role, permission: "channels.write" });
  return (
    <AddMachine
      hubUrl={requestHubUrl(asked)}
      defaultOfflineAfter={defaultOfflineAfter}
      needsChannel={needsChannel}
    />
  );
}
