import Link from "next/link";
import { FullPageMessage } from "@/components/layout/full-page-message";
import { Button } from "@/components/ui/button";

export default function InvitationOver() {
  return (
    <FullPageMessage
      title="This invitation is no longer good"
      note="It was used or withdrawn, or its week is over. Ask whoever sent it for a new one."
    >
      <Button asChild>
        <Link href="/">Go to the hub</Link>
      </Button>
    </FullPageMessage>
  );
}
