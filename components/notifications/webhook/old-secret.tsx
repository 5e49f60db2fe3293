import { KeyRound } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { useNow } from "@/components/ui/clock";
import { LocalTime } from "@/components/ui/time";
import { api } from "@/lib/http/api-client";
import type { WebhookView } from "@/lib/notifications/channels/schema";

type OldSecretProps = { channel: WebhookView; canWrite: boolean; onEnded: () => void };

/** Until when a webhook is signed with the secret before its present one, too; and a way to end that now. */
export function OldSecret({ channel, canWrite, onEnded }: OldSecretProps) {
  const [asking, setAsking] = useState(false);
  const now = useNow();
  const until = channel.old_secret_until;
  if (until === null || Date.parse(until) <= now) return null;

  async function end() {
    await api.delete(`/api/v1/channels/${channel.id}/old-secret`);
    toast.success(`${channel.name} is signed with its new secret alone`);
    onEnded();
  }

  return (
    <div className="flex gap-1.5 text-[0.8125rem] text-muted-foreground">
      <KeyRound className="mt-0.5 size-3.5 shrink-0" aria-hidden />
      <span>
        Signed with its old secret, too, until <LocalTime at={until} precision="minute" />{" "}
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
        <p>A receiver that still checks with the old secret refuses what comes from then on.</p>
      </AlertDialog>
    </div>
  );
}
