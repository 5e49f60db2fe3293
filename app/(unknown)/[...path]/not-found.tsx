import Link from "next/link";
import { FullPageMessage } from "@/components/layout/full-page-message";
import { Button } from "@/components/ui/button";
import { loadSession } from "@/lib/people/auth/loaders";
import SignedInLayout from "../../(signed-in)/layout";
import NotFoundHere from "../../(signed-in)/not-found";

export const metadata = { title: "Page not found" };

/** An address that no page has. Whoever is signed in keeps the navigation. */
export default async function NotFound() {
  if ((await loadSession()) !== null) {
    return (
      <SignedInLayout>
        <NotFoundHere />
      </SignedInLayout>
    );
  }
  return (
    <FullPageMessage title="Page not found" note="This page does not exist or was deleted.">
      <Button asChild variant="primary">
        <Link href="/">Go to the overview</Link>
      </Button>
    </FullPageMessage>
  );
}
