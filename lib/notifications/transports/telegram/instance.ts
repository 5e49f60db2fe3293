import type { InstanceSetup } from "../../messages/channel-type";
import { telegramAccess } from "./access";
import { findTokenProblem } from "./find-token";
import { UsableToken } from "./usable-token";

/** The bot token, which the whole installation shares. */
export const telegramInstance: InstanceSetup = {
  findProblem: (given) => findTokenProblem({ ...given, tokenVariable: telegramAccess().tokenVariable }),
  openGate(given) {
    const tokens = new UsableToken({ ...given, telegram: telegramAccess() });
    let latest: string | null = null;
    return {
      async isOpen() {
        latest = await tokens.find();
        return latest !== null;
      },
      async close(message) {
        if (latest !== null) await tokens.refuse({ token: latest, message });
      },
    };
  },
};
