import Link from "next/link";
import { FullPageMessage } from "@/components/layout/full-page-message";
import { Button } from "@/components/ui/button";

export default function ResetOver() {
  return (
    <FullPageMessage
      title="This link is no longer good"
      note="It was used or replaced, or its day is over. Ask an admin of your team for a new one."
    >
      <Button asChild>
        <Link href="/sign-in">Sign in</Link>
      </Button>
    </FullPageMessage>
  );
}
