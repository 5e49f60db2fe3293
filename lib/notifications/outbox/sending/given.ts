import type { Transports } from "../../messages/channel-type";
import type { Claims } from "./claims";
import type { Destinations } from "./destinations";
import type { Expiry } from "./expiry";
import type { Gates } from "./gates";

/** Where people find the hub (null: HUB_URL is not set), and which worker this is. */
export type Hub = { url: string | null; workerId: string };

/** What both ways of sending share. */
export type Given = {
  transports: Transports;
  hub: Hub;
  claims: Claims;
  destinations: Destinations;
  gates: Gates;
  expiry: Expiry;
};
