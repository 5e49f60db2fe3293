"use client";

import { useState } from "react";
import { toast } from "sonner";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { api } from "@/lib/http/api-client";
import type { TelegramSettings } from "@/lib/notifications/transports/telegram/settings/schema";
import { TelegramState } from "./telegram-state";
import { TelegramTokenForm } from "./telegram-token-form";

const PATH = "/api/v1/instance/telegram";

/** The bot that sends to the Telegram channels of every team: its name, the source of its token, and forms to set or remove it. */
export function TelegramCard({ initial }: { initial: TelegramSettings }) {
  const [settings, setSettings] = useState(initial);
  const [isRemoving, setIsRemoving] = useState(false);

  async function save(token: string) {
    const saved = await api.put<TelegramSettings>(PATH, { token });
    setSettings(saved);
    toast.success("The token was saved");
  }

  async function remove() {
    await api.delete(PATH);
    setSettings(await api.get<TelegramSettings>(PATH));
    toast.success("The token was removed");
  }

  return (
    <Card>
      <CardHeader
        title="Telegram"
        note="One bot sends to the Telegram channels of every team."
        actions={
          settings.has_setting && (
            <Button size="sm" onClick={() => setIsRemoving(true)}>
              Remove token…
            </Button>
          )
        }
      />
      <div className="grid gap-5 p-4">
        <TelegramState settings={settings} />
        <TelegramTokenForm hasSetting={settings.has_setting} onSave={save} />
      </div>
      <AlertDialog
        open={isRemoving}
        onOpenChange={setIsRemoving}
        title="Remove the bot token?"
        confirmLabel="Remove the bot token"
        onConfirm={remove}
      >
        <p>
          {settings.source === "variable"
            ? "TELEGRAM_BOT_TOKEN is still set, so Telegram channels keep working."
            : "Telegram channels receive nothing until a new token is set. Notifications are kept for 25 hours."}
        </p>
      </AlertDialog>
    </Card>
  );
}
