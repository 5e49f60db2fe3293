import type { SamplesView } from "@/lib/history/metrics/schema";

export type Happening = {
  id: string;
  kind: "outage" | "hub_down" | "paused" | "reboot" | "alert";
  words: string;
  from: string;
  /** Null: an instant. */
  to: string | null;
  isOpen: boolean;
  /** The incident that tells more. */
  incidentId: number | null;
};

type Stretch = { started_at: string; ended_at: string | null };

/** What happened in the time that charts show, newest first: what they shade and mark, in words. */
export function happeningsIn(
  samples: Pick<SamplesView, "to" | "outages" | "blind_intervals" | "pauses" | "reboots" | "alerts">,
): Happening[] {
  const stretch = (
    kind: Happening["kind"],
    words: string,
    { started_at, ended_at }: Stretch,
    incidentId?: number,
  ) => ({
    ...{ kind, words, from: started_at, to: ended_at ?? samples.to, isOpen: ended_at === null },
    id: `${kind} ${started_at} ${words} ${incidentId}`,
    incidentId: incidentId ?? null,
  });
  const all: Happening[] = [
    ...samples.outages.map(({ incident_id, started_at, resolved_at }) =>
      stretch("outage", "Machine offline", { started_at, ended_at: resolved_at }, incident_id),
    ),
    ...samples.alerts.map(({ incident_id, rule_name, started_at, resolved_at }) =>
      stretch("alert", rule_name, { started_at, ended_at: resolved_at }, incident_id),
    ),
    ...samples.blind_intervals.map((blind) => stretch("hub_down", "Hub was down", blind)),
    ...samples.pauses.map((pause) => stretch("paused", "Paused", pause)),
    ...samples.reboots.map((at) => ({
      ...{ kind: "reboot" as const, words: "Restarted", from: at, to: null, isOpen: false },
      id: `reboot ${at}`,
      incidentId: null,
    })),
  ];
  return all.sort((a, b) => Date.parse(b.from) - Date.parse(a.from));
}
