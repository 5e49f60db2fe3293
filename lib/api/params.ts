import { z } from "zod";
import { idSchema } from "@/lib/base/ids";

/** The address of one object: /…/:id. */
export const idParams = z.object({ id: idSchema });
