import { UserCheck } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { LocalTime } from "@/components/ui/time";
import type { AcknowledgementView } from "@/lib/incidents/acknowledgements/schema";
import { acknowledgementWords } from "./acknowledgement-words";

/** Who acknowledged an outage, or snoozed it and until when. */
export function AcknowledgementBadge(acknowledgement: AcknowledgementView) {
  const { until } = acknowledgement;
  return (
    <Badge className="max-w-full align-middle">
      <UserCheck aria-hidden />
      <span className="truncate">{acknowledgementWords(acknowledgement)}</span>{" "}
      {until !== null && (
        <span>
          until <LocalTime at={until} />
        </span>
      )}
    </Badge>
  );
}
