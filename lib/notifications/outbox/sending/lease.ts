import { leaseFor } from "../../messages/channel-type";
import { CHANNEL_TYPES } from "../../transports/registry";

/** The longest that an attempt to send takes, whatever the type of the channel. */
export const LONGEST_ATTEMPT_MS = Math.max(...CHANNEL_TYPES.map(({ limits }) => limits.timeoutMs));

/** How long a claim holds. Much longer than an attempt takes; a worker that dies gives its deliveries back then. */
export const LEASE_MS = leaseFor({ timeoutMs: LONGEST_ATTEMPT_MS });
