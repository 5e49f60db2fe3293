import type { Transports } from "../../messages/channel-type";
import type { Claims } from "./claims";
import type { Destinations } from "./destinations";
import type { Expiry } from "./expiry";
import type { Gates } from "./gates";
import type { Outcomes } from "./outcomes";

/** The hub's address for people (null: HUB_URL is not set), and the id of this worker. */
export type Hub = { url: string | null; workerId: string };

/** What both outboxes share. */
export type Given = {
  transports: Transports;
  hub: Hub;
  claims: Claims;
  outcomes: Outcomes;
  destinations: Destinations;
  gates: Gates;
  expiry: Expiry;
};
