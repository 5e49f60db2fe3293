import { SearchX } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export const metadata: Metadata = { title: "Page not found" };

export default function NotFound() {
  return (
    <EmptyState
      isPage
      icon={<SearchX aria-hidden />}
      title="Page not found"
      note="It does not exist, was deleted, belongs to another of your teams, or needs another role in this one."
      action={
        <div className="flex flex-wrap justify-center gap-2">
          <Button asChild variant="primary">
            <Link href="/machines">Go to the machines</Link>
          </Button>
          <Button asChild>
            <Link href="/incidents">Incidents</Link>
          </Button>
        </div>
      }
    />
  );
}
