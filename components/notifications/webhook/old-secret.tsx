import { KeyRound } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { useNow } from "@/components/ui/clock";
import { LocalTime } from "@/components/ui/time";
import { api } from "@/lib/http/api-client";
import type { RowPartProps } from "../fields/form-type";
import { ownFact } from "../fields/own-value";

/** Says until when a webhook is also signed with its previous secret, with a button that ends it. */
export function OldSecret({ channel, canWrite, onChanged }: RowPartProps) {
  const [asking, setAsking] = useState(false);
  const now = useNow();
  const until = ownFact(channel, "old_secret_until");
  if (typeof until !== "string" || Date.parse(until) <= now) return null;

  async function end() {
    await api.delete(`/api/v1/channels/${channel.id}/old-secret`);
    toast.success(`${channel.name} is now signed with its new secret only`);
    onChanged();
  }

  return (
    <div className="flex gap-1.5 text-[0.8125rem] text-muted-foreground">
      <KeyRound className="mt-0.5 size-3.5 shrink-0" aria-hidden />
      <span>
        Also signed with its old secret until <LocalTime at={until} precision="minute" />{" "}
        {canWrite && (
          <button
            type="button"
            className="text-link underline underline-offset-2"
            onClick={() => setAsking(true)}
          >
            End it now
          </button>
        )}
      </span>
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title={`End the old secret of ${channel.name}?`}
        confirmLabel="End it now"
        onConfirm={end}
      >
        <p>A receiver that still verifies with the old secret will refuse everything from then on.</p>
      </AlertDialog>
    </div>
  );
}
