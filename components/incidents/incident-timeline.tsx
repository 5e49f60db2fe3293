import { BlindInterval } from "@/components/parts/blind-interval";
import { Card, CardHeader } from "@/components/ui/card";
import { LocalTime } from "@/components/ui/time";
import { formatGap, parseDuration } from "@/lib/base/duration";
import type { IncidentDetail } from "@/lib/incidents/schema";
import { IncidentDeliveryRow } from "./incident-delivery";
import { momentWords } from "./moment-words";
import { TimelineMoment } from "./timeline-moment";

type Step = IncidentDetail["timeline"][number];

const GAP_WORDS: Record<Step["moment"], string> = {
  last_heard: "",
  deadline: "of silence",
  condition_met: "",
  detected: "until it was declared",
  told: "until the alert arrived",
  acknowledged: "until it was acknowledged",
  snoozed: "until it was snoozed",
  taken_back: "later",
  reminded: "until the reminder arrived",
  resolved: "without a report in total",
  recovery_told: "until the recovery arrived",
};

type IncidentTimelineProps = { incident: IncidentDetail; canReplay: boolean; onReplayed: () => void };

/** The same for an incident of a rule, where it differs. */
const FIRING_GAP_WORDS: Partial<typeof GAP_WORDS> = {
  detected: "until it fired",
  resolved: "until it was over",
};

/** What happened when, with the time in between. */
export function IncidentTimeline({ incident, canReplay, onReplayed }: IncidentTimelineProps) {
  const { timeline, deliveries, decision, firing } = incident;
  const gapWords = firing === null ? GAP_WORDS : { ...GAP_WORDS, ...FIRING_GAP_WORDS };
  const deadlineAt = timeline.find(({ moment }) => moment === "deadline")?.at ?? incident.detected_at;
  return (
    <Card>
      <CardHeader title="Timeline" />
      <ol className="px-4 py-4">
        {timeline.map((step) => {
          const delivery = deliveries.find(({ id }) => id === step.delivery_id);
          const gapMs = step.gap === null ? null : parseDuration(step.gap);
          return (
            <TimelineMoment
              key={`${step.moment} ${step.delivery_id ?? step.at}`}
              at={step.at}
              tone={toneOf({ step, incident, isDelivered: delivery?.state === "delivered" })}
              gap={gapMs === null ? null : `${formatGap(gapMs)} ${gapWords[step.moment]}`}
              gapNotes={(decision?.blind_intervals ?? [])
                .filter((blind) => step.moment === (blind.started_at < deadlineAt ? "deadline" : "detected"))
                .map((blind) => <BlindInterval key={blind.started_at} {...blind} />)}
            >
              {delivery === undefined ? (
                <Words step={step} incident={incident} />
              ) : (
                <IncidentDeliveryRow delivery={delivery} canReplay={canReplay} onReplayed={onReplayed} />
              )}
            </TimelineMoment>
          );
        })}
      </ol>
      {!incident.events_kept && (
        <p className="border-t px-4 py-3 text-muted-foreground">
          Who was notified is no longer kept: this was over too long ago.
        </p>
      )}
    </Card>
  );
}

function toneOf({
  step,
  incident,
  isDelivered,
}: {
  step: Step;
  incident: IncidentDetail;
  isDelivered: boolean;
}) {
  if (step.moment === "detected" && incident.resolved_at === null)
    return incident.firing?.severity === "warning" ? "warn" : "bad";
  if (step.moment === "resolved" && ["reported", "recovered"].includes(incident.resolution ?? ""))
    return "good";
  if (step.delivery_id !== null) return isDelivered ? "good" : "open";
  return "neutral";
}

function Words({ step, incident }: { step: Step; incident: IncidentDetail }) {
  const { title, note = null } = momentWords(step, incident);
  return (
    <>
      <p className="font-medium">{title}</p>
      {step.until !== null && (
        <p>
          Until <LocalTime at={step.until} />
        </p>
      )}
      {note !== null && <p className="text-muted-foreground">{note}</p>}
    </>
  );
}
