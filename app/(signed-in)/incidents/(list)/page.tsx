import type { Metadata } from "next";
import { IncidentBrowser } from "@/components/incidents/incident-browser";
import { requireSession } from "@/lib/auth/loaders";
import { listIncidents } from "@/lib/incidents/list-incidents";
import { listIncidentsSchema } from "@/lib/incidents/schema";
import { listMachines } from "@/lib/machines/list-machines";
import { MAX_PAGE_SIZE, pageQuery, toPageRequest } from "@/lib/paging";

export const metadata: Metadata = { title: "Incidents" };

type IncidentsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const querySchema = listIncidentsSchema.extend(pageQuery);

export default async function IncidentsPage({ searchParams }: IncidentsPageProps) {
  const { scope } = await requireSession();
  // An address that somebody mistyped shows everything rather than an error.
  const query = querySchema.safeParse(await searchParams).data ?? querySchema.parse({});
  const [incidents, machines] = await Promise.all([
    listIncidents({
      scope,
      filter: { status: query.status, machineId: query.machine_id },
      page: toPageRequest(query),
    }),
    listMachines({ scope, page: { after: null, limit: MAX_PAGE_SIZE }, now: new Date() }),
  ]);
  return (
    <IncidentBrowser
      initial={incidents}
      machineNames={Object.fromEntries(machines.data.map(({ id, name }) => [id, name]))}
    />
  );
}
