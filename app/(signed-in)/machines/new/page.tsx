import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { AddMachine } from "@/components/machines/add-machine";
import { requireSession } from "@/lib/auth/loaders";
import { listChannels } from "@/lib/channels/list-channels";
import { env } from "@/lib/env";
import { hubUrl } from "@/lib/http/hub-url";
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
  const address = hubUrl({
    configured: env().hubUrl,
    host: asked.get("x-forwarded-host") ?? asked.get("host"),
    protocol: asked.get("x-forwarded-proto"),
  });
  const needsChannel = channels.data.length === 0 && isAllowed({ role, permission: "channels.write" });
  return (
    <AddMachine hubUrl={address} defaultOfflineAfter={defaultOfflineAfter} needsChannel={needsChannel} />
  );
}
