import { RotateDialog } from "@/components/ui/rotate-dialog";
import { api } from "@/lib/http/api-client";
import type { WebhookView } from "@/lib/notifications/channels/schema";

type RotateSecretDialogProps = {
  channel: Pick<WebhookView, "id" | "name">;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onRotated: () => void;
};

/** Gives a webhook a new secret, shown this once. */
export function RotateSecretDialog({ channel, onRotated, ...control }: RotateSecretDialogProps) {
  return (
    <RotateDialog
      {...control}
      title={`A new secret for ${channel.name}`}
      description="For as long as you choose, events are signed with both, so that the receiver may change over whenever it likes. A secret before the present one is not signed with any more."
      overlapLabel="Events are signed with the present secret as well"
      holder="the receiver"
      noun="secret"
      what="new webhook secret"
      advice="Give it to the receiver before events are no longer signed with the old one."
      onRotate={async (overlap) => {
        const path = `/api/v1/channels/${channel.id}/rotate-secret`;
        const { secret } = await api.post<{ secret: string }>(path, { overlap });
        onRotated();
        return secret;
      }}
    />
  );
}
