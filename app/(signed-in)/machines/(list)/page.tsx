import type { Metadata } from "next";
import { headers } from "next/headers";
import { MachineList } from "@/components/machines/list/machine-list";
import { requestHubUrl } from "@/lib/http/request-hub-url";
import { getDefaultOfflineAfter } from "@/lib/machines/get-default-offline-after";
import { listRows } from "@/lib/machines/list-rows";
import { requirePerson, requireSession } from "@/lib/people/auth/loaders";
import { getPreferences } from "@/lib/people/preferences/get-preferences";
import { isAllowed } from "@/lib/people/teams/roles";

export const metadata: Metadata = { title: "Machines" };

// The page is rendered with at most this many machines and fetches the others itself.
const RENDERED = 1_000;

export default async function MachinesPage() {
  const { role, scope } = await requireSession();
  const { scope: person } = await requirePerson();
  const [asked, initial, preferences, defaultOfflineAfter] = await Promise.all([
    headers(),
    listRows({ scope, limit: RENDERED, now: new Date() }),
    getPreferences(person),
    getDefaultOfflineAfter(scope),
  ]);
  return (
    <MachineList
      initial={initial}
      preferences={preferences}
      defaultOfflineAfter={defaultOfflineAfter}
      hubUrl={requestHubUrl(asked)}
      canWrite={isAllowed({ role, permission: "machines.write" })}
    />
  );
}
