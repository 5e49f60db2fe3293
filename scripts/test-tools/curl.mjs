import { installPackage } from "./apt.mjs";
import { runs } from "./host.mjs";

/** @type {import("../obtain-test-tools.mjs").Tool} */
export const curl = {
  name: "curl",
  purpose: "the tests of the agent, of its installer and of the guides",
  advice: "Install it (Debian: apt-get install curl)",
  isThere: () => runs("curl"),
  async obtain() {
    const complaint = await installPackage("curl");
    if (complaint !== null) throw new Error(complaint);
  },
};
