import Link from "next/link";
import { FullPageMessage } from "@/components/layout/full-page-message";
import { Button } from "@/components/ui/button";

export const metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <FullPageMessage title="Nothing here" note="This page does not exist, or what it showed was deleted.">
      <Button asChild variant="primary">
        <Link href="/">Go to the overview</Link>
      </Button>
    </FullPageMessage>
  );
}
