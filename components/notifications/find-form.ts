import type { ChannelForm } from "./fields/form-type";
import { CHANNEL_FORMS } from "./registry";

/** The form for channels of this type, or null. */
export function findForm(type: string | null): ChannelForm | null {
  return CHANNEL_FORMS.find((form) => form.type === type) ?? null;
}
