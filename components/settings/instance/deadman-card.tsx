import { CircleCheck, CircleDashed, TriangleAlert } from "lucide-react";
import { Card, CardHeader } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { LocalTime } from "@/components/ui/time";
import type { DeadmanView } from "@/lib/overview/deadman/schema";

/** The outside service that monitors this hub and notices when its pings stop. */
export function DeadmanCard({ deadman }: { deadman: DeadmanView }) {
  return (
    <Card>
      <CardHeader
        title="Monitoring of this hub"
        note="A hub that is down cannot notify anybody. An outside service can, when the hub’s pings stop."
      />
      <div className="p-4">
        <DeadmanState {...deadman} />
      </div>
    </Card>
  );
}

function DeadmanState({ host, last }: DeadmanView) {
  if (host === null) {
    return (
      <Notice tone="neutral" icon={<CircleDashed aria-hidden />} title="Nothing monitors this hub">
        Set DEADMAN_URL to the ping address of a service such as Healthchecks. The hub requests it every
        minute while all is well.
      </Notice>
    );
  }
  if (last === null) {
    return (
      <Notice tone="neutral" icon={<CircleDashed aria-hidden />} title={`Pings go to ${host}`}>
        No ping has been sent yet.
      </Notice>
    );
  }
  return (
    <Notice
      tone={last.ok ? "good" : "bad"}
      icon={last.ok ? <CircleCheck aria-hidden /> : <TriangleAlert aria-hidden />}
      title={last.ok ? `A ping goes to ${host} every minute` : `The latest ping to ${host} failed`}
    >
      <LocalTime at={last.at} precision="second" />: {last.message}
    </Notice>
  );
}
