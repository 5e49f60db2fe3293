import { BlindInterval } from "@/components/parts/blind-interval";
import { Card, CardHeader } from "@/components/ui/card";
import { LocalTime } from "@/components/ui/time";
import { formatGap, parseDuration } from "@/lib/base/duration";
import type { IncidentDetail } from "@/lib/incidents/schema";
import { IncidentDeliveryRow } from "./incident-delivery";
import { TimelineMoment } from "./timeline-moment";

type Step = IncidentDetail["timeline"][number];

const GAP_WORDS: Record<Step["moment"], string> = {
  last_heard: "",
  deadline: "of silence",
  detected: "until the hub decided",
  told: "until it arrived",
  acknowledged: "until somebody was on it",
  snoozed: "until it was snoozed",
  taken_back: "later",
  reminded: "until it arrived",
  resolved: "without a report in all",
  recovery_told: "until it arrived",
};

type IncidentTimelineProps = { incident: IncidentDetail; canReplay: boolean; onReplayed: () => void };

/** What happened, moment by moment, with the time that lay between. */
export function IncidentTimeline({ incident, canReplay, onReplayed }: IncidentTimelineProps) {
  const { timeline, deliveries, decision } = incident;
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
              tone={toneOf({ step, incident, isTold: delivery?.state === "delivered" })}
              gap={gapMs === null ? null : `${formatGap(gapMs)} ${GAP_WORDS[step.moment]}`}
              gapNotes={decision.blind_intervals
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
    </Card>
  );
}

function toneOf({ step, incident, isTold }: { step: Step; incident: IncidentDetail; isTold: boolean }) {
  if (step.moment === "detected" && incident.resolved_at === null) return "bad";
  if (step.moment === "resolved" && incident.resolution === "reported") return "good";
  if (step.delivery_id !== null) return isTold ? "good" : "open";
  return "neutral";
}

function Words({ step, incident }: { step: Step; incident: IncidentDetail }) {
  const { offline_after: tolerated, resolution, detected_at, resolved_at } = incident;
  const wasUnseen = detected_at === resolved_at;
  const [title, note] = {
    last_heard: ["Last report", "The machine was heard for the last time."],
    deadline: ["Deadline passed", `${tolerated} of silence are tolerated.`],
    detected: [
      "Declared offline",
      wasUnseen
        ? "No worker was looking when it went dark; the report that ended it told."
        : incident.decision.together,
    ],
    resolved:
      resolution === "disabled"
        ? ["Disabled", "Somebody disabled the machine: no recovery, and nobody is told one."]
        : ["Heard again", "A report arrived: the machine is back."],
    told: ["Told", null],
    acknowledged: [`${step.by} is on it`, "Acknowledged. The recovery is told as ever."],
    snoozed: [`${step.by} snoozed it`, "What lasts beyond that is told once more."],
    taken_back: [`${step.by} took that back`, null],
    reminded: ["Told once more", null],
    recovery_told: ["Told of the recovery", null],
  }[step.moment];
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
