import { BellOff } from "lucide-react";
import Link from "next/link";
import { Notice } from "@/components/ui/notice";
import type { OverviewView } from "@/lib/overview/schema";

/** Warns that nobody would be notified of an outage: nothing else on a page of green machines says so. */
export function NoAlertsNotice({ setup }: Pick<OverviewView, "setup">) {
  if (!setup.has_machine || setup.can_tell) return null;
  return (
    <Notice tone="bad" icon={<BellOff aria-hidden />} title="Nobody would be notified of an outage">
      {setup.has_channel
        ? "Every notification channel is off, does not receive outages, or is failing."
        : "This team has no notification channel."}{" "}
      <Link href="/settings/notifications" className="text-link underline underline-offset-2">
        Notifications
      </Link>
    </Notice>
  );
}
