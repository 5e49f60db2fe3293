/** Something in front of a hub, at a port of this machine. */
export type RunningProxy = { port: number; isTls: boolean; stop: () => Promise<void> };
