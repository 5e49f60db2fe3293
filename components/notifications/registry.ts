import type { ChannelForm } from "./fields/form-type";
import { telegramForm } from "./telegram/form";
import { webhookForm } from "./webhook/form";

/** The forms of all types of channels. A new type is a folder next to these and a line here. */
export const CHANNEL_FORMS: readonly ChannelForm[] = [webhookForm, telegramForm];
