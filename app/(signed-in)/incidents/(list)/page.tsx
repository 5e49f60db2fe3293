import type { Metadata } from "next";
import { IncidentBrowser } from "@/components/incidents/incident-browser";
import { pageQuery, toPageRequest } from "@/lib/base/paging";
import { listIncidents } from "@/lib/incidents/list-incidents";
import { listIncidentsSchema } from "@/lib/incidents/schema";
import { findMachineName } from "@/lib/machines/find-machine-name";
import { requireSession } from "@/lib/people/auth/loaders";

export const metadata: Metadata = { title: "Incidents" };

type IncidentsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const querySchema = listIncidentsSchema.extend(pageQuery);

export default async function IncidentsPage({ searchParams }: IncidentsPageProps) {
  const { scope } = await requireSession();
  // A mistyped address shows everything instead of an error.
  const query = querySchema.safeParse(await searchParams).data ?? querySchema.parse({});
  const [incidents, machine] = await Promise.all([
    listIncidents({
      scope,
      filter: { status: query.status, machineId: query.machine_id },
      page: toPageRequest(query),
    }),
    findMachineName({ scope, id: query.machine_id }),
  ]);
  return <IncidentBrowser initial={incidents} machine={machine} />;
}
