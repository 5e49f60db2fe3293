export const REGISTRATION_KEY = "registration";
export const NETWORKS_KEY = "allowed_networks";
/** Each connection to a private address compares it with all of them. */
export const MAX_NETWORKS = 50;
