import { alertmanagerForm } from "./alertmanager/form";
import { appriseForm } from "./apprise/form";
import { discordForm } from "./discord/form";
import { emailForm } from "./email/form";
import type { ChannelForm } from "./fields/form-type";
import { googleChatForm } from "./google_chat/form";
import { gotifyForm } from "./gotify/form";
import { homeAssistantForm } from "./home_assistant/form";
import { matrixForm } from "./matrix/form";
import { mattermostForm } from "./mattermost/form";
import { ntfyForm } from "./ntfy/form";
import { opsgenieForm } from "./opsgenie/form";
import { pagerdutyForm } from "./pagerduty/form";
import { pushoverForm } from "./pushover/form";
import { rocketChatForm } from "./rocket_chat/form";
import { signalForm } from "./signal/form";
import { slackForm } from "./slack/form";
import { teamsForm } from "./teams/form";
import { telegramForm } from "./telegram/form";
import { templateForm } from "./template/form";
import { twilioForm } from "./twilio/form";
import { webhookForm } from "./webhook/form";
import { zulipForm } from "./zulip/form";

/** The forms of all types of channels. A new type is a folder next to these and a line here. */
export const CHANNEL_FORMS: readonly ChannelForm[] = [
  telegramForm,
  emailForm,
  ntfyForm,
  discordForm,
  slackForm,
  teamsForm,
  matrixForm,
  mattermostForm,
  signalForm,
  googleChatForm,
  rocketChatForm,
  zulipForm,
  gotifyForm,
  pushoverForm,
  homeAssistantForm,
  pagerdutyForm,
  opsgenieForm,
  alertmanagerForm,
  twilioForm,
  appriseForm,
  webhookForm,
  templateForm,
];
