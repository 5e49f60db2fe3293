import { KeyRound } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { LocalTime, RelativeTime } from "@/components/ui/time";
import type { MachineDetail } from "@/lib/machines/schema";
import { RotateKeyDialog } from "../edit/rotate-key-dialog";

type MachineKeysProps = { machine: MachineDetail; canWrite: boolean; onRotated: () => void };

/** The valid keys of a machine, by their first characters, and when each was last used. */
export function MachineKeys({ machine, canWrite, onRotated }: MachineKeysProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Card>
      <CardHeader
        title="API keys"
        actions={
          canWrite && (
            <Button size="sm" onClick={() => setOpen(true)}>
              Rotate…
            </Button>
          )
        }
      />
      {machine.keys.length === 0 ? (
        <p className="px-4 py-6 text-muted-foreground">
          No valid key, so its reports are refused. Rotate to create a new key.
        </p>
      ) : (
        <ul className="divide-y">
          {machine.keys.map((key) => (
            <li key={`${key.hint} ${key.created_at}`} className="flex gap-3 px-4 py-2.5">
              <KeyRound className="mt-0.5 size-4 shrink-0 text-muted-foreground" aria-hidden />
              <div className="min-w-0">
                <p className="font-mono text-[0.8125rem]">{key.hint}…</p>
                <p className="text-[0.8125rem] text-muted-foreground">
                  {key.last_used_at === null ? (
                    "Never used"
                  ) : (
                    <>
                      Last used <RelativeTime at={key.last_used_at} />
                    </>
                  )}
                </p>
                <p className="text-[0.8125rem] text-muted-foreground">
                  {key.expires_at === null ? (
                    <>
                      Created <LocalTime at={key.created_at} />
                    </>
                  ) : (
                    <span className="text-late">
                      Expires <LocalTime at={key.expires_at} />
                    </span>
                  )}
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
      <RotateKeyDialog machine={machine} open={isOpen} onOpenChange={setOpen} onRotated={onRotated} />
    </Card>
  );
}
