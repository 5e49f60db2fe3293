import Link from "next/link";
import { FullPageMessage } from "@/components/layout/full-page-message";
import { Button } from "@/components/ui/button";

export default function ResetOver() {
  return (
    <FullPageMessage
      title="This link has expired or was used"
      note="A reset link works once, for a day, and a newer one replaces it. Ask an admin of your team for a new one."
    >
      <Button asChild>
        <Link href="/sign-in">Sign in</Link>
      </Button>
    </FullPageMessage>
  );
}
