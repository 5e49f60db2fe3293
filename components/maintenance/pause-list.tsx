"use client";

import { Play } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { LocalTime } from "@/components/ui/time";
import { api } from "@/lib/http/api-client";

export type Pause = { id: number; name: string; since: string; until: string };

/** The machines that a person has paused. */
export function PauseList({ pauses, canWrite }: { pauses: Pause[]; canWrite: boolean }) {
  const router = useRouter();

  async function resume({ id, name }: Pause) {
    try {
      await api.post(`/api/v1/machines/${id}/resume`);
      toast.success(`${name} is monitored again`);
      router.refresh();
    } catch (failure) {
      toast.error(failure instanceof Error ? failure.message : String(failure));
    }
  }

  return (
    <Card>
      <CardHeader title="Paused by hand" note="From the page of a machine, or of several." />
      <ul className="divide-y">
        {pauses.map((pause) => (
          <li key={pause.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
            <Link
              href={`/machines/${pause.id}`}
              className="min-w-0 flex-1 basis-40 font-medium hover:underline"
            >
              {pause.name}
            </Link>
            <span className="text-[0.8125rem] text-muted-foreground">
              until <LocalTime at={pause.until} />, since <LocalTime at={pause.since} />
            </span>
            {canWrite && (
              <Button size="sm" aria-label={`Resume ${pause.name}`} onClick={() => void resume(pause)}>
                <Play aria-hidden />
                Resume
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
