import { z } from "zod";
import { idSchema } from "@/lib/base/ids";

/** The path parameters of one object: /…/:id. */
export const idParams = z.object({ id: idSchema });
