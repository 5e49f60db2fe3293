import Link from "next/link";
import { FullPageMessage } from "@/components/layout/full-page-message";
import { Button } from "@/components/ui/button";

export default function InvitationOver() {
  return (
    <FullPageMessage
      title="This invitation has expired or was used"
      note="An invitation works once, for a week, unless it is revoked. Ask the person who sent it for a new one."
    >
      <Button asChild>
        <Link href="/">Go to the hub</Link>
      </Button>
    </FullPageMessage>
  );
}
