import Link from "next/link";
import { FullPageMessage } from "@/components/layout/full-page-message";
import { Button } from "@/components/ui/button";

export const metadata = { title: "Page not found" };

export default function NotFound() {
  return (
    <FullPageMessage title="Page not found" note="This page does not exist or was deleted.">
      <Button asChild variant="primary">
        <Link href="/">Go to the overview</Link>
      </Button>
    </FullPageMessage>
  );
}
