import type { ChannelType } from "../messages/channel-type";
import { telegram } from "./telegram/type";
import { webhook } from "./webhook/type";

/** Every type of channel there is. A new one is a folder next to these and a line here. */
export const CHANNEL_TYPES: readonly ChannelType[] = [telegram, webhook];
