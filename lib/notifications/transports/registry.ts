import type { ChannelType } from "../messages/channel-type";
import { apprise } from "./apprise/type";
import { discord } from "./discord/type";
import { gotify } from "./gotify/type";
import { homeAssistant } from "./home_assistant/type";
import { matrix } from "./matrix/type";
import { mattermost } from "./mattermost/type";
import { ntfy } from "./ntfy/type";
import { pagerduty } from "./pagerduty/type";
import { pushover } from "./pushover/type";
import { signal } from "./signal/type";
import { slack } from "./slack/type";
import { teams } from "./teams/type";
import { telegram } from "./telegram/type";
import { template } from "./template/type";
import { webhook } from "./webhook/type";

/** Every type of channel there is. A new one is a folder next to these and a line here. */
export const CHANNEL_TYPES: readonly ChannelType[] = [
  telegram,
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
  apprise,
  template,
];
