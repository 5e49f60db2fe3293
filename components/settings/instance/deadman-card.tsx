import { CircleCheck, CircleDashed, TriangleAlert } from "lucide-react";
import { Card, CardHeader } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { LocalTime } from "@/components/ui/time";
import type { DeadmanView } from "@/lib/overview/deadman/schema";

/** Who watches this hub: an outside service that misses its pings. */
export function DeadmanCard({ deadman }: { deadman: DeadmanView }) {
  return (
    <Card>
      <CardHeader
        title="Who watches this hub"
        note="A hub that is down cannot tell anybody. A service elsewhere can, when pings stop coming."
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
      <Notice tone="neutral" icon={<CircleDashed aria-hidden />} title="Nobody watches this hub">
        Set DEADMAN_URL to an address of a service such as Healthchecks: it is asked for each minute while all
        is well here.
      </Notice>
    );
  }
  if (last === null) {
    return (
      <Notice tone="neutral" icon={<CircleDashed aria-hidden />} title={`Pings go to ${host}`}>
        None has been sent yet.
      </Notice>
    );
  }
  return (
    <Notice
      tone={last.ok ? "good" : "bad"}
      icon={last.ok ? <CircleCheck aria-hidden /> : <TriangleAlert aria-hidden />}
      title={last.ok ? `${host} is told each minute that all is well` : `The latest ping to ${host} failed`}
    >
      <LocalTime at={last.at} precision="second" />: {last.message}
    </Notice>
  );
}
