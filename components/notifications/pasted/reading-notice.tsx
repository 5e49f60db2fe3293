import { ClipboardCheck } from "lucide-react";
import { Notice } from "@/components/ui/notice";
import type { AddressReading } from "@/lib/notifications/channels/schema";

/** Says that a form was filled from a pasted address, and what of the address is not in it. */
export function ReadingNotice({ reading: { left } }: { reading: AddressReading }) {
  return (
    <Notice
      tone="neutral"
      icon={<ClipboardCheck aria-hidden />}
      title="Filled in from the address that you pasted"
    >
      {left.length === 0 ? "Check it, and give the channel a name." : `Not taken over: ${left.join(", ")}.`}
    </Notice>
  );
}
