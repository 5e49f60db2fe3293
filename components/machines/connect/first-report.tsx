import { CircleCheck, LoaderCircle } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { MachineView } from "@/lib/machines/schema";

/** Waits for the first report, turns green by itself, then links to the next step. */
export function FirstReport({ machine, needsChannel }: { machine: MachineView; needsChannel: boolean }) {
  const hasReported = machine.last_seen !== null;
  return (
    <div
      role="status"
      className={cn(
        "flex flex-wrap items-center gap-x-3 gap-y-3 rounded-lg border px-4 py-3.5 transition-colors",
        hasReported ? "border-online/40 bg-online/10" : "bg-card",
      )}
    >
      {hasReported ? (
        <CircleCheck className="size-5 text-online" aria-hidden />
      ) : (
        <LoaderCircle className="size-5 animate-spin text-muted-foreground" aria-hidden />
      )}
      <div className="min-w-0 flex-1 basis-48">
        <p className={cn("font-medium", hasReported && "text-online")}>
          {hasReported
            ? `${machine.name} ${machine.status === "online" ? "is online" : "has reported"}`
            : "Waiting for the first report…"}
        </p>
        <p className="text-muted-foreground">
          {hasReported
            ? `Alert after ${machine.offline_after_effective} of silence.${needsChannel ? " No channel is set up yet." : ""}`
            : "This turns green by itself when the first report arrives."}
        </p>
      </div>
      {hasReported && (
        <div className="flex flex-wrap gap-2">
          <Button asChild variant={needsChannel ? "outline" : "primary"}>
            <Link href={`/machines/${machine.id}`}>Go to machine</Link>
          </Button>
          {needsChannel && (
            <Button asChild variant="primary">
              <Link href="/settings/notifications?add=channel">Set up alerts</Link>
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
