export const HOST = "api.pushover.net";
