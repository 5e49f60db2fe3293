import { publicRoute } from "@/lib/api/route";
import { AppError } from "@/lib/base/errors";

// Programs get the API's own words for an address that does not exist, not the page for people.
const handle = publicRoute({
  pattern: "/api/v1/*",
  summary: "Whatever has no address of its own.",
  answers: {},
  refuses: ["not_found"],
  handle: async () => {
    throw new AppError("not_found", "There is nothing at this address.");
  },
});

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
