import { BellOff } from "lucide-react";
import Link from "next/link";
import { Notice } from "@/components/ui/notice";
import type { OverviewView } from "@/lib/overview/schema";

/** That an outage would reach nobody: nothing else on a page of green machines says so. */
export function UntoldNotice({ setup }: Pick<OverviewView, "setup">) {
  if (!setup.has_machine || setup.can_tell) return null;
  return (
    <Notice tone="bad" icon={<BellOff aria-hidden />} title="Nobody would be told of an outage">
      {setup.has_channel
        ? "Every notification channel is switched off, does not listen to outages, or is one that nothing gets through to."
        : "This team has no notification channel."}{" "}
      <Link href="/settings/notifications" className="text-link underline underline-offset-2">
        Notifications
      </Link>
    </Notice>
  );
}
