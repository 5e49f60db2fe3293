import type { ChannelType } from "../messages/channel-type";
import { apprise } from "./apprise/type";
import { discord } from "./discord/type";
import { gotify } from "./gotify/type";
import { ntfy } from "./ntfy/type";
import { pushover } from "./pushover/type";
import { slack } from "./slack/type";
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
  apprise,
  template,
];
