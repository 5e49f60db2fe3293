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

/** So long a deletion can be undone. */
const UNDO_MS = 8_000;

type Doomed = { ids: number[]; timer: ReturnType<typeof setTimeout> };

type Deletions = {
  /** The machines that are deleted in a few seconds unless somebody undoes it. */
  leaving: ReadonlySet<number>;
  deleteSoon: (machines: readonly { id: number; name: string }[]) => void;
};

const DeletionContext = createContext<Deletions | null>(null);

const PATH = "/api/v1/machines/bulk";
const CHUNK = 1_000;

/** Holds deletions back for a few seconds, wherever somebody goes in the app meanwhile; leaving the app carries them out. */
export function DeletionProvider({ children }: { children: ReactNode }) {
  const [leaving, setLeaving] = useState<ReadonlySet<number>>(new Set());
  const doomed = useRef(new Map<string, Doomed>());

  const take = useCallback((key: string): number[] => {
    const ids = doomed.current.get(key)?.ids ?? [];
    clearTimeout(doomed.current.get(key)?.timer);
    doomed.current.delete(key);
    toast.dismiss(key);
    return ids;
  }, []);

  const stay = useCallback((ids: number[]) => {
    setLeaving((before) => new Set([...before].filter((id) => !ids.includes(id))));
  }, []);

  const deleteSoon = useCallback<Deletions["deleteSoon"]>(
    (machines) => {
      const [first] = machines;
      if (first === undefined) return;
      const what = machines.length === 1 ? first.name : `${machines.length} machines`;
      const ids = machines.map(({ id }) => id);
      const key = `delete-${ids[0]}-${Date.now()}`;
      const timer = setTimeout(() => {
        const due = take(key);
        void deleteNow(due)
          .then(() => toast.success(`${what} deleted`))
          .catch((failure: unknown) => {
            stay(due);
            toast.error(
              `${what} not deleted: ${failure instanceof Error ? failure.message : String(failure)}`,
            );
          });
      }, UNDO_MS);
      doomed.current.set(key, { ids, timer });
      setLeaving((before) => new Set([...before, ...ids]));
      toast.custom(() => <DeletionToast what={what} lastsMs={UNDO_MS} onUndo={() => stay(take(key))} />, {
        id: key,
        duration: Number.POSITIVE_INFINITY,
      });
    },
    [stay, take],
  );

  useEffect(() => {
    function flush() {
      for (const key of [...doomed.current.keys()]) sendLast(take(key));
    }
    window.addEventListener("pagehide", flush);
    return () => window.removeEventListener("pagehide", flush);
  }, [take]);

  const deletions = useMemo(() => ({ leaving, deleteSoon }), [leaving, deleteSoon]);
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

// The page is going away: nobody waits for an answer.
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
