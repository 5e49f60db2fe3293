import type { ChannelType } from "../messages/channel-type";
import { alertmanager } from "./alertmanager/type";
import { apprise } from "./apprise/type";
import { discord } from "./discord/type";
import { email } from "./email/type";
import { googleChat } from "./google_chat/type";
import { gotify } from "./gotify/type";
import { homeAssistant } from "./home_assistant/type";
import { matrix } from "./matrix/type";
import { mattermost } from "./mattermost/type";
import { ntfy } from "./ntfy/type";
import { opsgenie } from "./opsgenie/type";
import { pagerduty } from "./pagerduty/type";
import { pushover } from "./pushover/type";
import { rocketChat } from "./rocket_chat/type";
import { signal } from "./signal/type";
import { slack } from "./slack/type";
import { teams } from "./teams/type";
import { telegram } from "./telegram/type";
import { template } from "./template/type";
import { twilio } from "./twilio/type";
import { webhook } from "./webhook/type";
import { zulip } from "./zulip/type";

/** Every type of channel there is. A new one is a folder next to these and a line here. */
export const CHANNEL_TYPES: readonly ChannelType[] = [
  telegram,
  email,
  webhook,
  ntfy,
  discord,
  slack,
  gotify,
  pushover,
  matrix,
  teams,
  mattermost,
  signal,
  homeAssistant,
  pagerduty,
  googleChat,
  rocketChat,
  zulip,
  opsgenie,
  alertmanager,
  twilio,
  apprise,
  template,
];
