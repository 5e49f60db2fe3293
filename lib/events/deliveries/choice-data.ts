import type { Tx } from "@/lib/db/client";
import { parseChosenEvents } from "../chosen-events";
import { OPENING_EVENT_TYPES } from "../types";
import type { ChannelChoice } from "./choose-deliveries";
import { type DeliveryState, readState } from "./states";
import { maySendRecovery } from "./why-not";

/** A channel to choose. `isFailing`: nothing that was sent to it lately has arrived, for good. */
export type TeamChannel = ChannelChoice & { isFailing: boolean };

/** The channels of these teams, by team id, oldest first. */
export async function listTeamChannels(
  tx: Tx,
  teamIds: readonly number[],
): Promise<Map<number, TeamChannel[]>> {
  const rows = await tx.channel.findMany({
    where: { teamId: { in: [...teamIds] } },
    select: { id: true, teamId: true, name: true, isActive: true, events: true, failedAt: true },
    orderBy: { id: "asc" },
  });
  const byTeam = new Map<number, TeamChannel[]>();
  for (const { teamId, failedAt, ...row } of rows) {
    const channel = { ...row, events: parseChosenEvents(row.events), isFailing: failedAt !== null };
    byTeam.set(teamId, [...(byTeam.get(teamId) ?? []), channel]);
  }
  return byTeam;
}

/** The teams among these that exist only for another team's end-to-end tests, with that team's id. */
export async function listCanaryTeams(tx: Tx, teamIds: readonly number[]): Promise<Map<number, number>> {
  const rows = await tx.team.findMany({
    where: { id: { in: [...teamIds] }, canaryOfId: { not: null } },
    select: { id: true, canaryOfId: true },
  });
  return new Map(rows.flatMap(({ id, canaryOfId }) => (canaryOfId === null ? [] : [[id, canaryOfId]])));
}

/** The state of the delivery of each incident's first event, by incident id and channel id. */
export async function listOpeningStates(
  tx: Tx,
  incidentIds: readonly number[],
): Promise<Map<number, ReadonlyMap<number, DeliveryState>>> {
  const byIncident = new Map<number, Map<number, DeliveryState>>();
  if (incidentIds.length === 0) return byIncident;
  const rows = await tx.delivery.findMany({
    where: { incidentId: { in: [...incidentIds] }, eventType: { in: OPENING_EVENT_TYPES } },
    select: { incidentId: true, channelId: true, state: true },
  });
  for (const { incidentId, channelId, state } of rows) {
    if (incidentId === null || channelId === null) continue;
    const states = byIncident.get(incidentId) ?? new Map<number, DeliveryState>();
    // If it was sent again, the delivery that arrived (or still may) counts.
    const known = states.get(channelId);
    if (known === undefined || !maySendRecovery(known)) states.set(channelId, readState(state));
    byIncident.set(incidentId, states);
  }
  return byIncident;
}
