"use client";

import { Trash2 } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";

type DeletionToastProps = { what: string; lastsMs: number; onUndo: () => void };

/** Counts down to a deletion and offers to undo it. */
export function DeletionToast({ what, lastsMs, onUndo }: DeletionToastProps) {
  const [leftS, setLeftS] = useState(Math.ceil(lastsMs / 1_000));

  useEffect(() => {
    const timer = setInterval(() => setLeftS((left) => Math.max(0, left - 1)), 1_000);
    return () => clearInterval(timer);
  }, []);

  return (
    <div className="flex w-[min(22rem,calc(100vw-2rem))] items-center gap-3 rounded-lg border bg-card py-2.5 pr-2.5 pl-4 shadow-lg">
      <Trash2 className="size-4 shrink-0 text-muted-foreground" aria-hidden />
      <p className="min-w-0 flex-1">
        <span className="font-medium">{what}</span>{" "}
        <span className="text-muted-foreground">
          will be deleted in{" "}
          <span aria-live="off" className="whitespace-nowrap">
            {leftS} s
          </span>
        </span>
      </p>
      <Button size="sm" onClick={onUndo}>
        Undo
      </Button>
    </div>
  );
}
