import { leaseFor } from "../../messages/channel-type";
import { CHANNEL_TYPES } from "../../transports/registry";

/** The longest that an attempt takes, for any type of channel. */
export const LONGEST_ATTEMPT_MS = Math.max(...CHANNEL_TYPES.map(({ limits }) => limits.timeoutMs));

/**
 * How long a claim is valid. Much longer than an attempt takes; when a worker dies, others may take its deliveries
 * after that.
 */
export const LEASE_MS = leaseFor({ timeoutMs: LONGEST_ATTEMPT_MS });
