import { CircleCheck, CircleDashed, EarOff, TriangleAlert } from "lucide-react";
import { Notice } from "@/components/ui/notice";
import type { TelegramSettings } from "@/lib/notifications/transports/telegram/settings/schema";
import { telegramHeadline } from "./telegram-headline";

const TONES = { known: "good", refused: "bad", unknown: "warn", not_asked: "bad" } as const;

/** Shows whether this installation can send to Telegram, and with which token. */
export function TelegramState({ settings }: { settings: TelegramSettings }) {
  const { source, bot, answer, message, listening_problem } = settings;
  if (source === "none") {
    return (
      <Notice tone="neutral" icon={<CircleDashed aria-hidden />} title="No bot token is set">
        You can add Telegram channels, but they receive nothing yet.
      </Notice>
    );
  }
  return (
    <>
      <Notice
        tone={TONES[answer]}
        icon={bot === null ? <TriangleAlert aria-hidden /> : <CircleCheck aria-hidden />}
        title={telegramHeadline(settings)}
      >
        {bot === null && <p>{message}</p>}
        <p>{sourceWords(settings)}</p>
      </Notice>
      {listening_problem !== null && (
        <Notice tone="bad" icon={<EarOff aria-hidden />} title="The bot cannot receive messages">
          {listening_problem}
        </Notice>
      )}
    </>
  );
}

function sourceWords({ source, has_setting }: TelegramSettings): string {
  if (source === "setting") return "The token was entered here.";
  const words = "The token comes from the variable TELEGRAM_BOT_TOKEN, which overrides one entered here.";
  return has_setting ? `${words} The token entered here is not used.` : words;
}
