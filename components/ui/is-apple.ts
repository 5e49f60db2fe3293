type Platform = { platform: string; userAgentData?: { platform?: string } };

/** Whether this browser runs on a Mac, an iPad or an iPhone, by what it says of itself. */
export function isApple({ platform, userAgentData }: Platform): boolean {
  return /^(mac|iphone|ipad|ipod)/i.test(userAgentData?.platform || platform);
}
