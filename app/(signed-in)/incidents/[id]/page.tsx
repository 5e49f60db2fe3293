import type { Metadata } from "next";
import { IncidentPage } from "@/components/incidents/incident-page";
import { orNotFound } from "@/lib/api/or-not-found";
import { getIncident } from "@/lib/incidents/get-incident";
import { requireSession } from "@/lib/people/auth/loaders";
import { isAllowed } from "@/lib/people/teams/roles";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { scope } = await requireSession();
  const { machine_name: name } = await orNotFound(params, ({ id }) =>
    getIncident({ scope, id, now: new Date() }),
  );
  return { title: `Incident: ${name}` };
}

export default async function Page({ params }: Props) {
  const { role, scope } = await requireSession();
  const incident = await orNotFound(params, ({ id }) => getIncident({ scope, id, now: new Date() }));
  return (
    <IncidentPage
      key={incident.id}
      initial={incident}
      canReplay={isAllowed({ role, permission: "deliveries.replay" })}
      canAcknowledge={isAllowed({ role, permission: "incidents.acknowledge" })}
    />
  );
}
