import type { LinkAnswer } from "../chat-links/decide";
import { clip } from "../messages/words/clip";
import { compose, type TelegramText } from "../transports/telegram/compose";

const MAX_NAME = 100;
const WHERE = "under Settings → Notifications";

/** What the bot answers in a chat that used a link. */
export function linkWords(answer: LinkAnswer): TelegramText {
  switch (answer.kind) {
    case "linked":
      return compose([
        "✅ This chat is linked. It will be notified when a machine of ",
        { code: named(answer.teamName) },
        " goes offline, and when it is back online.",
      ]);
    case "linked_already":
      return compose([
        "This chat is already notified about the machines of ",
        { code: named(answer.teamName) },
        ", as the channel ",
        { code: named(answer.channelName) },
        ".",
      ]);
    case "used":
      return compose([`This link has already been used. Create a new one ${WHERE}.`]);
    case "expired":
      return compose([`This link has expired; links expire after 15 minutes. Create a new one ${WHERE}.`]);
    case "unknown":
      return compose([`LunaSentri does not know this link. Create a new one ${WHERE}.`]);
  }
}

/** What the bot answers to somebody who pressed Start without a link. */
export const GREETING: TelegramText = compose([
  `This bot notifies you when a machine goes offline, and when it is back online. To be notified here, create a link ${WHERE} → Add Telegram.`,
]);

function named(name: string): string {
  return clip(name, MAX_NAME) || "?";
}
