"use client";

import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { toast } from "sonner";
import { api } from "@/lib/http/api-client";
import { DeletionToast } from "./deletion-toast";

/** How long a deletion can be undone. */
const UNDO_MS = 8_000;

type PendingDeletion = { ids: number[]; timer: ReturnType<typeof setTimeout> };

type Deletions = {
  /** The machines that will be deleted in a few seconds unless somebody undoes it. */
  deleting: ReadonlySet<number>;
  deleteSoon: (machines: readonly { id: number; name: string }[]) => void;
};

const DeletionContext = createContext<Deletions | null>(null);

const PATH = "/api/v1/machines/bulk";
const CHUNK = 1_000;

/** Delays deletions for a few seconds on every page of the app; leaving the app carries them out. */
export function DeletionProvider({ children }: { children: ReactNode }) {
  const [deleting, setDeleting] = useState<ReadonlySet<number>>(new Set());
  const pending = useRef(new Map<string, PendingDeletion>());

  const takeOut = useCallback((key: string): number[] => {
    const ids = pending.current.get(key)?.ids ?? [];
    clearTimeout(pending.current.get(key)?.timer);
    pending.current.delete(key);
    toast.dismiss(key);
    return ids;
  }, []);

  const keep = useCallback((ids: number[]) => {
    setDeleting((before) => new Set([...before].filter((id) => !ids.includes(id))));
  }, []);

  const deleteSoon = useCallback<Deletions["deleteSoon"]>(
    (machines) => {
      const [first] = machines;
      if (first === undefined) return;
      const what = machines.length === 1 ? first.name : `${machines.length} machines`;
      const ids = machines.map(({ id }) => id);
      const key = `delete-${ids[0]}-${Date.now()}`;
      const timer = setTimeout(() => {
        const due = takeOut(key);
        void deleteNow(due)
          .then(() => toast.success(`${what} deleted`))
          .catch((failure: unknown) => {
            keep(due);
            toast.error(
              `${what} not deleted: ${failure instanceof Error ? failure.message : String(failure)}`,
            );
          });
      }, UNDO_MS);
      pending.current.set(key, { ids, timer });
      setDeleting((before) => new Set([...before, ...ids]));
      toast.custom(() => <DeletionToast what={what} lastsMs={UNDO_MS} onUndo={() => keep(takeOut(key))} />, {
        id: key,
        duration: Number.POSITIVE_INFINITY,
      });
    },
    [keep, takeOut],
  );

  useEffect(() => {
    function flush() {
      for (const key of [...pending.current.keys()]) sendLast(takeOut(key));
    }
    window.addEventListener("pagehide", flush);
    return () => window.removeEventListener("pagehide", flush);
  }, [takeOut]);

  const deletions = useMemo(() => ({ deleting, deleteSoon }), [deleting, deleteSoon]);
  return <DeletionContext value={deletions}>{children}</DeletionContext>;
}

export function useDeletions(): Deletions {
  const deletions = useContext(DeletionContext);
  if (deletions === null) throw new Error("useDeletions needs a DeletionProvider above it");
  return deletions;
}

async function deleteNow(ids: number[]): Promise<void> {
  for (const chunk of chunksOf(ids)) await api.post(PATH, { action: "delete", ids: chunk });
}

// The page is closing, so nothing waits for the answer.
function sendLast(ids: number[]): void {
  for (const chunk of chunksOf(ids)) {
    void fetch(PATH, {
      method: "POST",
      keepalive: true,
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ action: "delete", ids: chunk }),
    }).catch(() => undefined);
  }
}

function chunksOf(ids: number[]): number[][] {
  return Array.from({ length: Math.ceil(ids.length / CHUNK) }, (_, index) =>
    ids.slice(index * CHUNK, (index + 1) * CHUNK),
  );
}
