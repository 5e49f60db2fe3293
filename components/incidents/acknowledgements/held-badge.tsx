import { UserCheck } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { LocalTime } from "@/components/ui/time";
import type { AcknowledgementView } from "@/lib/incidents/acknowledgements/schema";

/** Who is on an outage, and until when. */
export function HeldBadge({ by, until }: AcknowledgementView) {
  return (
    <Badge className="max-w-full align-middle">
      <UserCheck aria-hidden />
      <span className="truncate">{by} is on it</span>{" "}
      {until !== null && (
        <span>
          · until <LocalTime at={until} />
        </span>
      )}
    </Badge>
  );
}
